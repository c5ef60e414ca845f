"""The ghost of a schedule: drift and its cause, whether the client knows, the three acts, and a call for each size of a drift."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.clients.models import Message
from svyazka.deals.actions import draft_amendment
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.kit.leaving import STOPPING
from svyazka.people.queries import system, today
from svyazka.projects import jobs, panels
from svyazka.projects.actions import alert_drift, move_promise, note_drift, say_why, warn_client
from svyazka.projects.models import CauseLine, DriftAlert, DriftNorm, DriftNote, Stage
from svyazka.projects.panels import drifts
from svyazka.projects.queries import drifting, ghosts, ghosts_of, projects_to_alert, promised_places, to_alert
from svyazka.projects.rules import reasons_not_to_say_why, reasons_not_to_warn
from svyazka.projects.steps import move_stage
from svyazka.projects.tests import make
from svyazka.projects.tests.make import MONDAY
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
LATER = date(2026, 4, 7)  # five working days after the promise of the 31st of March


@pytest.fixture
def stage(db):
    return late(make.project().stages.get())


def late(stage: Stage, day: date = LATER) -> Stage:
    Stage.objects.filter(pk=stage.pk).update(forecast_on=day, drift_cause="queue")
    return Stage.objects.get(pk=stage.pk)


def ghost_of(stage: Stage, day: date = DAY):
    return ghosts([Stage.objects.get(pk=stage.pk)], day)[0]


@pytest.mark.parametrize(("told", "count"), [
    ({"state": "in_work", "text": "Ждём тексты"}, 0),
    ({"state": "accepted", "text": "Ждём тексты"}, 1),
    ({"state": "in_work", "text": "  "}, 1),
    ({"state": "in_work", "text": "одна\nдругая"}, 1),
    ({"state": "in_work", "text": "я" * 201}, 1),
    ({"state": "in_work", "text": "я" * 200}, 0),
])  # fmt: skip
def test_when_a_cause_is_not_written(told, count):
    assert len(reasons_not_to_say_why(**told)) == count


@pytest.mark.parametrize(("state", "drift", "count"), [
    ("in_work", 1, 0), ("in_work", 0, 1), ("in_work", -2, 1), ("in_work", None, 1), ("paid", 4, 1)])  # fmt: skip
def test_when_a_client_is_not_warned(state, drift, count):
    assert len(reasons_not_to_warn(state=state, drift=drift)) == count


def test_a_ghost_tells_the_drift_and_the_computed_cause_until_the_pm_says_it_in_words(stage):
    pavel, anna = person("pavel"), person("anna")
    before = ghost_of(stage)
    assert (before.drift, before.late, before.why, before.client_knows) == (5, True, str(stage.get_drift_cause_display()), False)

    say_why(stage, text=" Ждём тексты от клиента ", by=pavel, at=MONDAY)

    assert ghost_of(stage).why == "Ждём тексты от клиента"
    assert Notice.objects.get(person=anna, text_verb="projects.cause_told").facts["note"] == "Ждём тексты от клиента"
    assert Entry.objects.filter(verb="projects.cause_told").count() == 1


def test_a_forecast_is_never_a_day_that_is_over(stage):
    assert ghost_of(stage, date(2026, 4, 10)).forecast_on == date(2026, 4, 10)
    assert ghost_of(stage, date(2026, 4, 10)).drift == 8


def test_only_who_plans_says_why_and_only_who_speaks_warns(stage):
    anna, pavel, dev = person("anna"), person("pavel"), person("dev")
    for who in (anna, dev):
        with pytest.raises(NotYourDuty):
            say_why(stage, text="Потому что", by=who, at=MONDAY)
    for who in (pavel, dev):
        with pytest.raises(NotYourDuty):
            warn_client(stage, text="Опоздаем", by=who, at=MONDAY)
    assert not CauseLine.objects.exists() and not DriftNote.objects.exists() and not Message.objects.exists()


def test_the_client_is_warned_by_a_message_that_stays_as_evidence_until_the_drift_grows(stage):
    anna = person("anna")

    note = warn_client(stage, text="Будет 7 апреля", by=anna, at=MONDAY)

    assert (note.message.stream, note.message.text, note.message.author) == ("client", "Будет 7 апреля", anna)
    assert ghost_of(stage).client_knows
    late(stage, LATER + timedelta(days=3))
    grown = ghost_of(stage)
    assert (grown.client_knows, grown.warned) == (False, note)


def test_whoever_sees_all_and_watches_nothing_is_offered_no_drift_and_asks_of_no_stage(stage, monkeypatch):
    request, asked = SimpleNamespace(user=person("head", "head")), []
    (place,) = promised_places(request.user, MONDAY)
    assert place == stage.engagement and [ghost.stage for ghost in drifting(request.user, MONDAY, among=[place.pk])] == [stage]
    monkeypatch.setattr(panels.queries, "drifting", lambda person, at, among: asked.append(among) or drifting(person, at, among=among))
    assert drifts(request, None) == [] and asked == [[]]
    request.user = person("anna")
    assert len(drifts(request, None)) == 1 and asked[1:] == [[place.pk]]


def test_a_note_without_a_message_is_no_evidence(stage):
    anna = person("anna")
    assert len(drifting(anna, MONDAY)) == 1
    note = note_drift(stage, text="Сказала по телефону", by=anna, at=MONDAY)

    assert drifting(anna, MONDAY) == []

    assert (ghost_of(stage).client_knows, ghost_of(stage).told) == (False, note)


def test_words_that_do_not_leave_warn_nobody(stage, monkeypatch):
    monkeypatch.setattr("svyazka.kit.leaving.STOPPING", [*STOPPING, lambda *_words, at: ["сначала слово PM"]])

    with pytest.raises(Refused, match="слово PM"):
        warn_client(stage, text="Обещаем 7 апреля", by=person("anna"), at=MONDAY)

    assert not Message.objects.exists() and not DriftNote.objects.exists()


def test_nobody_is_warned_of_a_stage_in_time_or_accepted(stage):
    anna = person("anna")
    with pytest.raises(Refused):
        warn_client(late(stage, make.DUE), text="Опоздаем", by=anna, at=MONDAY)
    for state in ("in_work", "result_ready", "checked", "handed", "on_defence", "accepted"):
        stage = move_stage(Stage.objects.get(pk=stage.pk), state, at=MONDAY)
    with pytest.raises(Refused):
        warn_client(late(stage), text="Опоздаем", by=anna, at=MONDAY)
    with pytest.raises(Refused):
        say_why(stage, text="Потому что", by=person("pavel"), at=MONDAY)


def alerted(stage, day: date | None = None) -> list[int]:
    """Let the clock look, the forecast being of that day; return the drifts that were told."""
    stage = late(stage, day) if day else stage
    return [alert.drift_days for alert in alert_drift(stage.project, by=system(), at=MONDAY)]


def test_a_drift_calls_once_and_again_when_it_has_grown_by_as_much_as_the_norm_says(stage):
    anna = person("anna")
    with pytest.raises(NotYourDuty):
        alert_drift(stage.project, by=person("pavel"), at=MONDAY)

    assert alerted(stage) == [5] and alerted(stage) == []
    assert alerted(stage, date(2026, 4, 3)) == []  # less than what was told
    assert alerted(stage, date(2026, 4, 9)) == []  # seven: not two working days and a half of five more
    assert alerted(stage, date(2026, 4, 10)) == [8]
    assert Notice.objects.filter(person=anna, text_verb="projects.drifts").count() == 2
    assert to_alert([Stage.objects.get(pk=stage.pk)], DAY).all == [] and projects_to_alert(MONDAY) == []


def test_the_call_names_the_stage_and_both_days(stage):
    with time_machine.travel(MONDAY):  # days of this year are told without it
        alert_drift(stage.project, by=system(), at=MONDAY)

    assert Notice.objects.get(person=person("anna"), text_verb="projects.drifts").facts["note"] == f"{stage.title}: 31 мар → 7 апр"


def test_a_stage_that_stalls_does_not_call_each_day(stage):
    """The forecast is never a day that is over, so a drift grows by a day a day."""
    days = [MONDAY + timedelta(days=36 + n) for n in range(28)]

    told = [alert.drift_days for day in days for alert in alert_drift(stage.project, by=system(), at=day)]

    assert told == [5, 8, 12, 18]


def test_a_drift_that_has_gone_is_told_once_and_a_day_to_and_fro_stays_silent(stage):
    anna = person("anna")
    alerted(stage)

    assert alerted(stage, make.DUE) == [0] and alerted(stage, make.DUE) == []
    assert alerted(stage, date(2026, 4, 1)) == []
    assert alerted(stage, date(2026, 4, 2)) == [2]
    assert Notice.objects.filter(person=anna, text_verb="projects.drift_gone").count() == 1


def test_another_norm_calls_sooner(stage):
    DriftNorm.objects.create(starts_on=DAY, percent=80, again_days=1, again_percent=0)

    assert [alerted(stage, LATER + timedelta(days=n)) for n in range(3)] == [[5], [6], [7]]


def test_what_was_done_about_a_drift_covers_it_until_it_would_call_again(stage):
    anna = person("anna")
    note_drift(stage, text="Сказала по телефону", by=anna, at=MONDAY)

    late(stage, LATER + timedelta(days=1))
    assert drifting(anna, MONDAY) == []
    late(stage, date(2026, 4, 10))
    assert [ghost.drift for ghost in drifting(anna, MONDAY)] == [8]


def test_a_note_is_no_word_to_the_client_so_today_asks_for_it_again_the_next_day(stage):
    anna, tomorrow = person("anna"), MONDAY + timedelta(days=1)
    note_drift(stage, text="Завтра позвоню", by=anna, at=MONDAY)

    assert (drifting(anna, MONDAY), [ghost.stage for ghost in drifting(anna, tomorrow)]) == ([], [stage])
    warn_client(stage, text="Будет 7 апреля", by=anna, at=tomorrow)
    assert drifting(anna, tomorrow + timedelta(days=1)) == []


@pytest.mark.parametrize(("hour", "projects"), [(5, 1), (20, 0)])  # noon and the night in Krasnoyarsk
def test_the_job_calls_while_the_agency_works(stage, monkeypatch, hour, projects):
    monkeypatch.setattr(jobs.timezone, "now", lambda: datetime(2026, 3, 3, hour, tzinfo=MONDAY.tzinfo))

    assert jobs.alert_drifts() == projects
    assert DriftAlert.objects.count() == projects
    assert jobs.alert_drifts() == 0


def test_a_moved_promise_takes_the_drift_away_and_a_new_drift_is_told_anew(stage):
    anna, clock = person("anna"), system()
    warn_client(stage, text="Будет 7 апреля", by=anna, at=MONDAY)
    alert_drift(stage.project, by=clock, at=MONDAY)

    move_promise(stage, promised_on=LATER, reason="договорились", by=person("pavel"), at=MONDAY)

    assert [ghost.late for ghost in ghosts_of(stage.project, DAY)] == [False]
    late(stage, LATER + timedelta(days=7))
    assert (ghost_of(stage).drift, ghost_of(stage).client_knows) == (5, False)
    assert [ghost.stage for ghost in drifting(anna, MONDAY)] == [stage]
    assert [alert.drift_days for alert in alert_drift(stage.project, by=clock, at=MONDAY)] == [5]


# ---- pages and the API --------------------------------------------------------------------------------------------


@pytest.fixture
def fresh(db):
    """A stage that is late by now."""
    stage = make.project(at=timezone.now()).stages.get()
    now = today(timezone.now())
    Stage.objects.filter(pk=stage.pk).update(promised_on=now - timedelta(days=14), forecast_on=now, drift_cause="blocked")
    return Stage.objects.get(pk=stage.pk)


def signed_in(client, login: str):
    client.force_login(person(login))
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(("login", "acts"), [
    ("anna", {"warnings"}), ("pavel", {"causes"}), ("dev", set())])  # fmt: skip
def test_each_seat_sees_the_days_and_only_its_own_acts(client, fresh, login, acts, language):
    from svyazka.roles.steps import fill_seat

    fill_seat(fresh.engagement, "sp", person("dev"), at=timezone.now())
    page = signed_in(client, login)

    told = page.get(f"/projects/{fresh.project_id}/promises/", headers={"Accept-Language": language}).content.decode()

    assert fresh.title in told
    assert {act for act in ("warnings", "causes") if f"/stages/{fresh.pk}/{act}/" in told} == acts
    assert ('value="project.plan"' in told) == (login == "anna")  # the AM asks the PM
    assert page.get("/projects/promises/?whose=all", headers={"Accept-Language": language}).status_code == 200


def test_the_third_act_opens_a_change_of_the_contract_with_the_day_and_the_reason(client, fresh):
    page = signed_in(client, "anna")
    say_why(fresh, text="Ждём тексты & картинки", by=person("pavel"), at=timezone.now())
    told = page.get(f"/projects/{fresh.project_id}/promises/").content.decode()
    address = unescape(re.search(r'href="(/deals/contracts/\d+/amendments/new/[^"]*)"', told)[1])

    editor = page.get(address).content.decode()

    now = today(timezone.now())
    assert f'value="{now.isoformat()}"' in editor and "Ждём тексты &amp; картинки" in editor
    assert fresh.title in editor and page.get(address.replace(now.isoformat(), "вчера")).status_code == 200


def test_a_change_on_its_way_stands_in_the_place_of_the_third_act(client, fresh):
    row = {"stage_id": fresh.contract_stage_id, "due_on": today(timezone.now())}
    made = draft_amendment(fresh.project.contract, reason="Ждём тексты", changed=[row], by=person("anna"), at=timezone.now())

    told = signed_in(client, "anna").get(f"/projects/{fresh.project_id}/promises/").content.decode()

    assert f'/deals/amendments/{made.pk}/' in told and "/amendments/new/" not in told


def test_the_cause_on_the_page_of_the_project_is_the_pms(client, fresh):
    say_why(fresh, text="Ждём тексты", by=person("pavel"), at=timezone.now())

    assert "Ждём тексты" in signed_in(client, "anna").get(f"/projects/{fresh.project_id}/").content.decode()


def test_the_am_reads_no_task_no_name_and_no_hour(client, fresh):
    from svyazka.roles.steps import fill_seat

    fill_seat(fresh.engagement, "sp", person("dev"), at=timezone.now())
    page = signed_in(client, "anna")

    for path in (f"/projects/{fresh.project_id}/promises/", "/projects/promises/"):
        told = page.get(path).content.decode()
        assert "Денис" not in told and not re.search(r"/work/tasks/\d", told)


def test_the_am_warns_from_the_page_and_a_stranger_finds_nothing(client, fresh):
    path = f"/projects/stages/{fresh.pk}/warnings/"
    page = signed_in(client, "anna")

    assert page.post(path, {"text": ""}).status_code == 422
    assert page.post(path, {"text": "Будет позже"}).status_code == 302
    assert "Будет позже" in Message.objects.get().text
    person("irina", "am")
    assert signed_in(client, "irina").post(path, {"text": "Чужое"}).status_code == 404
    assert signed_in(client, "irina").get(f"/projects/{fresh.project_id}/promises/").status_code == 404
    assert fresh.title not in signed_in(client, "irina").get("/projects/promises/").content.decode()


def test_the_pm_says_why_from_the_page(client, fresh):
    path = f"/projects/stages/{fresh.pk}/causes/"

    assert signed_in(client, "anna").post(path, {"text": "Сама решила"}).status_code == 403
    assert signed_in(client, "pavel").post(path, {"text": "я" * 201}).status_code == 422
    assert signed_in(client, "pavel").post(path, {"text": "Ждём тексты"}).status_code == 302
    assert "Ждём тексты" in signed_in(client, "anna").get("/projects/promises/").content.decode()


def test_the_list_costs_the_same_for_few_and_many(client, fresh):
    page = signed_in(client, "anna")

    def cost() -> int:
        page.get("/projects/promises/")
        with CaptureQueriesContext(connection) as asked:
            page.get("/projects/promises/")
        return len(asked)

    few = cost()
    for n in range(5):
        make.project(title=f"Проект {n}", at=timezone.now())

    assert cost() == few


def test_promised_days_through_the_api(client, fresh):
    page = signed_in(client, "anna")
    api = "/api/v1"

    row = page.get(f"{api}/promised-days?late=true").json()["items"][0]
    assert (row["stage_id"], row["drift_days"] > 0, row["client_knows"], row["message_id"]) == (fresh.pk, True, False, None)
    told = page.post(f"{api}/stages/{fresh.pk}/warnings", {"text": "Будет позже"}, content_type="application/json")
    assert (told.status_code, told.json()["client_knows"]) == (201, True)
    assert page.post(f"{api}/stages/{fresh.pk}/causes", {"text": "Нет"}, content_type="application/json").status_code == 403
    said = signed_in(client, "pavel").post(f"{api}/stages/{fresh.pk}/causes", {"text": "Ждём тексты"}, content_type="application/json")
    assert (said.status_code, said.json()["cause"]) == (201, "Ждём тексты")
    assert len(page.get(f"{api}/projects/{fresh.project_id}/promised-days").json()["items"]) == 1
    assert page.post(f"{api}/stages/{fresh.pk}/causes", {"text": "я" * 201}, content_type="application/json").status_code == 422
