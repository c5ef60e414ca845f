"""What alarms: the rule by itself, kept by date, its page and its call; forecasts that are kept and shown to the AM by days alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.queries import the_agency, today
from svyazka.projects.actions import set_drift_norm
from svyazka.projects.models import DriftNorm, Forecast, Stage
from svyazka.projects.queries import alarm_on, ghosts, told_before
from svyazka.projects.rules import Alarm, Doubt, DriftCause, reasons_not_alarm, said_of
from svyazka.projects.steps import keep_forecasts, ship
from svyazka.projects.tests import make
from svyazka.projects.tests.make import MONDAY
from svyazka.roles.tests.make import person

DAY = date(2026, 3, 2)
USUAL = Alarm(80, 2, 50)


# ---- the rule -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("drift", "told", "calls"), [
    (0, None, False), (-3, None, False), (1, None, True), (9, None, True),
    (1, 1, False), (2, 1, False), (3, 1, True), (4, 2, True), (14, 10, False), (15, 10, True),
    (1, 0, False), (2, 0, True), (1, 5, False),
])  # fmt: skip
def test_when_a_drift_calls(drift, told, calls):
    assert USUAL.calls(drift, told) == calls


@given(told=st.integers(0, 300), days=st.integers(1, 60), percent=st.integers(0, 400), drift=st.integers(-50, 2000))
def test_a_drift_calls_again_only_when_it_has_grown_enough_and_a_larger_one_then_too(told, days, percent, drift):
    alarm = Alarm(80, days, percent)

    assert alarm.calls(drift, told) == (drift - told >= days and (drift - told) * 100 >= told * percent)
    assert not alarm.calls(drift, told) or alarm.calls(drift + 1, told)


@pytest.mark.parametrize(("alarm", "starts_on", "taken", "count"), [
    (USUAL, DAY, False, 0), (Alarm(81, 2, 50), DAY, False, 1), (Alarm(80, 0, 50), DAY, False, 1), (Alarm(80, 2, 401), DAY, False, 1),
    (USUAL, DAY - timedelta(days=1), False, 1), (USUAL, DAY, True, 1), (Alarm(0, 61, 900), DAY, True, 4),
])  # fmt: skip
def test_what_is_no_alarm(alarm, starts_on, taken, count):
    assert len(reasons_not_alarm(alarm, starts_on=starts_on, today=DAY, taken=taken)) == count


@pytest.mark.parametrize("code", list(Doubt))
def test_every_doubt_has_its_words(code):
    assert "3" in said_of({"code": code, "count": 3})


# ---- kept by date -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_head_sets_what_alarms_from_a_day_on_and_nobody_else_does():
    make.project()
    head = person("head", "head")
    row = set_drift_norm(the_agency(), starts_on=DAY + timedelta(days=5), alarm=Alarm(50, 3, 0), by=head, at=MONDAY)

    assert (alarm_on(DAY), alarm_on(row.starts_on)) == (USUAL, Alarm(50, 3, 0))
    assert Entry.objects.filter(verb="projects.drift_norm_set").count() == 1
    for who in ("anna", "pavel"):
        with pytest.raises(NotYourDuty):
            set_drift_norm(the_agency(), starts_on=DAY + timedelta(days=9), alarm=USUAL, by=person(who), at=MONDAY)
    with pytest.raises(Refused):
        set_drift_norm(the_agency(), starts_on=row.starts_on, alarm=USUAL, by=head, at=MONDAY)
    assert DriftNorm.objects.count() == 1


@pytest.mark.django_db
def test_an_agency_begins_with_the_usual_alarm():
    ship(DAY)
    ship(DAY)

    assert [(row.starts_on, row.percent) for row in DriftNorm.objects.all()] == [(DAY, 80)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_and_the_call_of_what_alarms(client, language):
    make.project()
    day, headers = today(timezone.now()) + timedelta(days=2), {"Accept-Language": language}
    told = {"starts_on": str(day), "percent": 95, "again_days": 4, "again_percent": 0}

    client.force_login(person("anna"))
    assert client.get("/projects/drift-norms/", headers=headers).status_code == 200
    assert client.post("/projects/drift-norms/new/", told).status_code == 403
    client.force_login(person("head", "head"))
    assert client.post("/projects/drift-norms/new/", told | {"again_days": 0}, headers=headers).status_code == 409
    assert client.post("/projects/drift-norms/new/", told | {"percent": "x"}, headers=headers).status_code == 422
    assert client.post("/projects/drift-norms/new/", told, headers=headers).status_code == 302
    assert "95" in client.get("/projects/drift-norms/", headers=headers).content.decode()
    again = client.post("/api/v1/drift-norms", told | {"starts_on": str(day + timedelta(days=1))}, content_type="application/json")
    assert (again.status_code, again.json()["percent"]) == (201, 95)
    assert client.post("/api/v1/drift-norms", told, content_type="application/json").status_code == 409
    assert [row["again_days"] for row in client.get("/api/v1/drift-norms").json()["items"]] == [4, 4]


# ---- kept forecasts -----------------------------------------------------------------------------------------------


def told(stage: Stage, day: date = DAY, *, p50: int = 0, p80: int = 7, p95: int = 21, **fields) -> Forecast:
    """Return a forecast of the stage: days after its promise."""
    days = [stage.promised_on + timedelta(days=n) for n in (p50, p80, p95)]
    return Forecast(project=stage.project, stage=stage, told_on=day, computed_at=MONDAY, tasks=2, percent=80, promised_on=stage.promised_on,
                    p50_on=days[0], p80_on=days[1], p95_on=days[2], **{"chance_percent": 31, "drift_days": 5, "plan_days": 1, **fields})  # fmt: skip


@pytest.mark.django_db
def test_the_last_forecast_of_a_day_stands_and_the_days_before_stay():
    stage = make.project().stages.get()
    keep_forecasts([told(stage, p80=3)])
    keep_forecasts([told(stage), Forecast(project=stage.project, told_on=DAY, computed_at=MONDAY, percent=80)])
    keep_forecasts([told(stage, DAY + timedelta(days=1), p80=9), Forecast(project=stage.project, told_on=DAY, computed_at=MONDAY, percent=80, tasks=4)])

    last = Forecast.objects.filter(stage=stage).latest("told_on")
    assert [row.p80_on - stage.promised_on for row in told_before(last)] == [timedelta(days=7), timedelta(days=9)]
    assert Forecast.objects.get(stage=None).tasks == 4
    stage.refresh_from_db()
    assert stage.likely_on == stage.expected_on == stage.promised_on + timedelta(days=9)


@pytest.mark.django_db
def test_a_stage_is_expected_by_the_forecast_and_by_the_plan_where_there_is_none():
    stage = make.project().stages.get()
    Stage.objects.update(forecast_on=make.DUE)
    keep_forecasts([told(stage)])

    late = ghosts([Stage.objects.get()], DAY)[0]
    assert (late.forecast_on, late.drift, late.split, late.forecast.chance_percent) == (make.DUE + timedelta(days=7), 5, True, 31)
    assert late.why == str(DriftCause.HOURS.label)
    keep_forecasts([Forecast(project=stage.project, stage=stage, told_on=DAY + timedelta(days=1), computed_at=MONDAY, percent=80)])
    plain = ghosts([Stage.objects.get()], DAY)[0]
    assert (plain.forecast_on, plain.drift, plain.forecast, plain.why) == (make.DUE, 0, None, "")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_am_reads_the_days_the_chance_and_of_what_a_drift_is_made_and_no_name(client, language):
    stage = make.project(at=timezone.now()).stages.get()
    now = today(timezone.now())
    Stage.objects.update(promised_on=now)
    stage.refresh_from_db()
    drivers = [{"task_id": 1, "person_id": person("dev").pk, "days": 3, "times": 2.5}]
    keep_forecasts([told(stage, now, p50=30, p80=31, p95=90, drivers=drivers)])
    drift = ghosts([Stage.objects.get()], now)[0].drift
    Forecast.objects.update(drift_days=drift)
    client.force_login(person("anna"))

    page = client.get(f"/projects/{stage.project_id}/promises/", headers={"Accept-Language": language}).content.decode()

    assert {"ru": "31 из 100", "en": "31 of 100"}[language] in page
    assert f"+{drift - 1}" in page and "days-bar" in page
    assert "Денис" not in page and "2.5" not in page and "2,5" not in page
    row = client.get("/api/v1/promised-days").json()["items"][0]
    assert (row["p80_on"], row["forecast_on"], row["chance_percent"], row["plan_days"]) == (str(now + timedelta(days=31)), str(now + timedelta(days=31)), 31, 1)
    assert "drivers" not in row
    listed = client.get("/api/v1/projects").json()["items"][0]["stages"][0]
    assert listed["forecast_on"] == row["forecast_on"] and listed["drift_days"] == row["drift_days"]
