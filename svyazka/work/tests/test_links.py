"""Links of four kinds with lags: set by the PM, told in plain words, held to by what assumed that a task waits for an end."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.briefs.tests.test_pages import as_
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.worktime import Window
from svyazka.kit.xmltree import text, tree
from svyazka.projects.models import ScheduledTask
from svyazka.roles.tests.make import bearer
from svyazka.work.actions import (
    bring_plan,
    check_task,
    confirm_plan,
    finish_task,
    level_task,
    link_task,
    plan_schedule,
    start_task,
)
from svyazka.work.exchange import KINDS, read_plan, write_mspdi, write_table
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries import held_back, my_day, plan_of, readings_of, ties_before
from svyazka.work.queries.links import earliest_days, later
from svyazka.work.rules import LinkKind, Wait, reasons_not_to_wait, wait_told
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY, person
from svyazka.work.tests.test_exchange import SAMPLES

HOUR = timedelta(hours=1)
WINDOW = Window("Asia/Krasnoyarsk")


def stands(task: Task) -> list[tuple]:
    return list(task.waits_for.order_by("after").values_list("after", "kind", "lag_hours"))


# ---- rules --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("kind", "lag", "ru", "en"), [
    ("SS", "4", "начинается через 4 ч после начала", "begins 4 h after the beginning"), ("FS", "0", "начинается после окончания", "begins after the end"),
    ("FS", "-1.5", "начинается за 1,5 ч до окончания", "begins 1.5 h before the end"), ("FF", "8", "заканчивается через 8 ч после окончания", "ends 8 h after the end"),
    ("SF", "0", "заканчивается после начала", "ends after the beginning"), ("SF", "-2", "заканчивается за 2 ч до начала", "ends 2 h before the beginning"),
])  # fmt: skip
def test_a_link_in_plain_words(kind, lag, ru, en):
    for language, said in (("ru", ru), ("en", en)):
        with override(language):
            assert wait_told(kind, Decimal(lag)).replace("\u00a0", " ") == said


def test_every_kind_with_every_sign_is_told_apart():
    assert len({wait_told(kind, Decimal(lag)) for kind, lag in product(KINDS, (-1, 0, 1))}) == 12


@pytest.mark.parametrize(("waits", "count"), [
    ([Wait(1), Wait(2, "FF", Decimal(-4000))], 0), ([Wait(1), Wait(1, "SS")], 1), ([Wait(1, "XX")], 1), ([Wait(1, "FS", Decimal("4000.01"))], 1), ([Wait(1, "FS", Decimal("NaN"))], 1),
])  # fmt: skip
def test_what_is_no_link(waits, count):
    assert len(reasons_not_to_wait(waits)) == count


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60 * 24 * 14), st.integers(1, 600))
def test_a_lag_back_is_a_lag_forth_turned_round(minutes, lag):
    """From any moment, back and forth again is that moment, or where the working time before it ended."""
    at, hours = MONDAY + timedelta(minutes=minutes), Decimal(lag) / 10
    back = later(WINDOW, at, -hours)
    assert WINDOW.between(back, at) == lag * timedelta(minutes=6) and later(WINDOW, at, Decimal(0)) == at


# ---- acts ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def three(db) -> tuple[Task, Task, Task]:
    make.pair()
    return make.task(title="Макет"), make.task(title="Вёрстка"), make.task(title="Тексты")


def test_the_pm_says_how_a_task_waits(three):
    first, second, third = three
    pavel = person("pavel", "pm")
    link_task(second, links=[Wait(first.pk, "SS", Decimal("4.5"))], after=[third.pk], by=pavel, at=MONDAY)
    assert stands(second) == [(first.pk, "SS", Decimal("4.5")), (third.pk, "FS", 0)]
    link_task(second, after=[first.pk], by=pavel, at=MONDAY)
    assert stands(second) == [(first.pk, "SS", Decimal("4.5"))], "who knows no kinds changes none"
    said = Entry.objects.filter(verb="work.task_linked").latest("seq").facts
    assert said["links"] == [[first.pk, "SS", "4.50"]] and said["after"] == [first.pk]
    with pytest.raises(NotYourDuty):
        link_task(second, after=[], by=person("anna", "am"), at=MONDAY)
    with pytest.raises(Malformed):
        link_task(second, links=[Wait(first.pk, "SS"), Wait(first.pk, "FF")], by=pavel, at=MONDAY)
    assert len(stands(second)) == 1


@pytest.mark.parametrize(("there", "back"), list(product(LinkKind.values, repeat=2)))
def test_a_ring_of_any_kinds_is_refused_by_name(three, there, back):
    first, second, third = three
    pavel = person("pavel", "pm")
    link_task(second, links=[Wait(first.pk, there, Decimal(-8))], by=pavel, at=MONDAY)
    link_task(third, links=[Wait(second.pk)], by=pavel, at=MONDAY)
    with pytest.raises(Refused, match="Макет") as refused:
        link_task(first, links=[Wait(third.pk, back, Decimal(8))], by=pavel, at=MONDAY)
    assert "Вёрстка" in str(refused.value) and not stands(first)


# ---- what holds ---------------------------------------------------------------------------------------------------
def held(task: Task, at: datetime) -> list[tuple[bool, datetime | None]]:
    return [(tie.holds, tie.until) for tie in ties_before(Task.objects.get(pk=task.pk), at)]


@pytest.mark.parametrize(("kind", "before", "begun", "ended"), [("FS", True, True, False), ("SS", True, False, False), ("FF", True, True, False), ("SF", True, False, False)])
def test_a_link_holds_until_what_it_waits_for_has_come(three, kind, before, begun, ended):
    first, second, _third = three
    dev, pavel = person("dev", "specialist"), person("pavel", "pm")
    link_task(second, links=[Wait(first.pk, kind)], by=pavel, at=MONDAY)
    assert held(second, MONDAY)[0][0] is before
    start_task(first, by=dev, at=MONDAY)
    assert held(second, MONDAY)[0][0] is begun
    finish_task(first, by=dev, at=MONDAY + HOUR)
    assert held(second, MONDAY + HOUR)[0][0] is ended
    check_task(first, passed=False, reason="Не то", by=pavel, at=MONDAY + 2 * HOUR)
    assert held(second, MONDAY + 2 * HOUR)[0][0] is (kind in ("FS", "FF")), "what was given back is not finished"


def test_a_lag_holds_on_by_the_working_time_of_the_agency(three):
    first, second, _third = three
    link_task(second, links=[Wait(first.pk, "SS", Decimal(8))], by=person("pavel", "pm"), at=MONDAY)
    start_task(first, by=person("dev", "specialist"), at=MONDAY)
    ((holds, until),) = held(second, MONDAY + HOUR)
    assert holds and until == later(WINDOW, MONDAY, Decimal(8)) and held(second, until)[0] == (False, until)


def test_my_day_says_what_holds_a_beginning_and_nothing_of_ends(three, client, django_assert_num_queries):
    first, second, third = three
    pavel, dev = person("pavel", "pm"), person("dev", "specialist")
    link_task(second, links=[Wait(first.pk, "SS", Decimal(2))], by=pavel, at=MONDAY)
    link_task(third, links=[Wait(first.pk, "FF")], by=pavel, at=MONDAY)
    day = my_day(dev, MONDAY)
    assert {slot.task.pk: [tie.other.pk for tie in slot.held] for slot in (*day.now, *day.later)} == {first.pk: [], second.pk: [first.pk], third.pk: []}
    rows = list(Task.objects.all())
    with django_assert_num_queries(3):
        held_back(rows, MONDAY)
    page = as_(client, dev).get("/work/", headers={"Accept-Language": "ru"}).content.decode().replace("\u00a0", " ")
    assert "Ждёт «Макет»: начинается через 2 ч после начала" in page and page.count("Ждёт «") == 1


def test_levelling_goes_by_the_kind(three):
    """A task that waits for a beginning may go to the week of that beginning; one that waits for an end only is not held at its start."""
    first, second, third = three
    pavel = person("pavel", "pm")
    Task.objects.filter(pk=first.pk).update(estimate_hours=60)  # two weeks of hands
    plan_schedule(first.project, by=pavel, at=MONDAY)
    span = ScheduledTask.objects.filter(task_id=first.pk).latest("pk")
    zone = ZoneInfo(WINDOW.zone)
    for kind, place in (("SS", 0), ("FS", 0), ("FF", 1), ("SF", 1)):
        link_task(second, links=[Wait(first.pk, kind)], by=pavel, at=MONDAY)
        day = (span.ends_at if kind in ("FS", "FF") else span.starts_at).astimezone(zone).date()
        assert earliest_days(second)[place] == day and earliest_days(second)[1 - place] is None
    link_task(second, links=[Wait(first.pk, "FS")], by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        level_task(second, week_on=MONDAY.date(), by=pavel, at=MONDAY)
    link_task(second, links=[Wait(first.pk, "FF")], by=pavel, at=MONDAY)
    assert level_task(second, week_on=MONDAY.date(), by=pavel, at=MONDAY).ends_on >= span.ends_at.astimezone(zone).date()
    link_task(third, links=[Wait(first.pk, "SS")], by=pavel, at=MONDAY)
    assert level_task(third, week_on=MONDAY.date(), by=pavel, at=MONDAY).starts_on == MONDAY.date()


# ---- pages and calls ----------------------------------------------------------------------------------------------
def test_the_page_of_a_task(three, client):
    first, second, third = three
    pavel = person("pavel", "pm")
    path = f"/work/tasks/{second.pk}/dependencies/"
    typed = {"link_after": [first.pk, third.pk, ""], "link_kind": ["SS", "FF", "FS"], "link_lag_hours": ["4,5", "", ""]}
    assert as_(client, pavel).post(path, typed).status_code == 302
    assert stands(second) == [(first.pk, "SS", Decimal("4.5")), (third.pk, "FF", 0)]
    page = client.get(f"/work/tasks/{second.pk}/", headers={"Accept-Language": "ru"}).content.decode().replace("\u00a0", " ")
    assert "начинается через 4,5 ч после начала" in page and "заканчивается после окончания" in page
    other = client.get(f"/work/tasks/{first.pk}/", headers={"Accept-Language": "ru"}).content.decode().replace("\u00a0", " ")
    assert "начинается через 4,5 ч после начала" in other, "the other end tells it too"
    bad = client.post(path, {**typed, "link_lag_hours": ["вечность", "", ""]})
    assert bad.status_code == 422 and "вечность" in bad.content.decode()
    ring = client.post(f"/work/tasks/{first.pk}/dependencies/", {"link_after": [second.pk], "link_kind": ["SF"], "link_lag_hours": ["-8"]})
    assert ring.status_code == 409 and "Вёрстка" in ring.content.decode() and not stands(first)
    assert client.post(path, {"link_after": ["", third.pk], "link_kind": ["SS", "FF"], "link_lag_hours": ["", "1"]}).status_code == 302
    assert stands(second) == [(third.pk, "FF", 1)]
    assert as_(client, person("anna", "am")).post(path, typed).status_code == 403


def test_by_api_bodies_of_old_and_new(three, client):
    first, second, third = three
    token = bearer(person("pavel", "pm")) | {"If-Match": "*"}

    def put(body: dict):
        return client.put(f"/api/v1/tasks/{second.pk}/dependencies", body, content_type="application/json", headers=token)

    told = put({"after": [third.pk], "links": [{"after": first.pk, "kind": "SF", "lag_hours": "-2.5"}]}).json()
    assert told["after"] == [first.pk, third.pk] and told["links"] == [
        {"after": first.pk, "kind": "SF", "lag_hours": "-2.5", "said": wait_told("SF", Decimal("-2.5"))},
        {"after": third.pk, "kind": "FS", "lag_hours": "0", "said": wait_told("FS", Decimal(0))}]  # fmt: skip
    assert [(one["kind"], one["lag_hours"]) for one in put({"after": [first.pk]}).json()["links"]] == [("SF", "-2.5")]
    for bad in ({"links": [{"after": first.pk, "kind": "XX"}]}, {"links": [{"after": first.pk, "lag_hours": "1e3"}]}, {"links": [{"after": first.pk, "lag_hours": "5000"}]},
                {"links": [{"after": first.pk}, {"after": first.pk}]}, {"links": [{"after": 10**12}]}):  # fmt: skip
        assert put(bad).status_code == 422, bad
    assert put({"after": []}).json()["links"] == []


# ---- other programs -----------------------------------------------------------------------------------------------
def links_counted(raw: bytes) -> Counter:
    """Count the links of an MSPDI by kind and hours, without our reader: Type 0 FF, 1 FS, 2 SF, 3 SS, the lag in tenths of a minute."""
    rows = [row for task in tree(raw).iterfind("Tasks/Task") if text(task, "Summary") != "1" for row in task.iterfind("PredecessorLink")]
    return Counter((("FF", "FS", "SF", "SS")[int(text(row, "Type") or 1)], Decimal(text(row, "LinkLag") or 0) / 600) for row in rows)


def taken(raw: bytes) -> Counter:
    """Take the plan into a new project, all by one person, and count the links that stand; a milestone and what is done become no tasks."""
    place, pavel = make.project(), person("pavel", "pm")
    row = bring_plan(place, raw=raw, name="", by=pavel, at=MONDAY)
    choices = {"stage_id": place.stages.first().pk, "assignee": "dev", "stages": {}, "people": {}}
    confirm_plan(row, choices=choices, by=pavel, at=MONDAY)
    return Counter((kind, lag) for kind, lag in TaskDependency.objects.values_list("kind", "lag_hours"))


@pytest.mark.parametrize("name", sorted(place.name for place in SAMPLES.glob("*.xml")))
def test_every_link_of_every_sample_stands_afterwards_and_goes_out_again(db, name):
    raw = (SAMPLES / name).read_bytes()
    counted = links_counted(raw)
    assert taken(raw) == counted
    plan = plan_of(person("pavel", "pm"), Task.objects.first().project, MONDAY)
    assert links_counted(write_mspdi(plan)) == counted, "what leaves as MS Project's file has the same links"
    for write, language in product((write_mspdi, write_table), ("ru", "en")):
        with override(language):
            back = read_plan(write(plan))
        assert Counter((link.kind, link.lag_hours) for task in back.tasks for link in task.after) == counted


def test_a_plan_edited_outside_changes_kinds_and_lags(three):
    first, second, third = three
    pavel = person("pavel", "pm")
    link_task(second, links=[Wait(first.pk, "SS", Decimal("1.25"))], by=pavel, at=MONDAY)
    link_task(third, links=[Wait(second.pk, "FF")], by=pavel, at=MONDAY)
    choices = {"stage_id": None, "assignee": "", "stages": {}, "people": {}}
    raw = write_mspdi(plan_of(pavel, first.project, MONDAY))
    assert b"<LinkLag>750</LinkLag>" in raw and b"<LagFormat>5</LagFormat>" in raw
    row = bring_plan(first.project, raw=raw.replace(b"<LinkLag>750</LinkLag>", b"<LinkLag>-4800</LinkLag>").replace(b"<Type>0</Type><CrossProject>", b""), name="", by=pavel, at=MONDAY)
    (_one, changed, _same) = readings_of(row, choices)[1]
    assert changed.changed == ("after",) and "за" in changed.links[0].said and _same.act == "same"
    confirm_plan(row, choices=choices, by=pavel, at=MONDAY)
    assert stands(second) == [(first.pk, "SS", -8)] and stands(third) == [(second.pk, "FF", 0)]


def test_the_dry_run_tells_links_on_its_page_and_by_api(three, client):
    first, second, _third = three
    pavel = person("pavel", "pm")
    link_task(second, links=[Wait(first.pk, "SS", Decimal(4))], by=pavel, at=MONDAY)
    raw = write_mspdi(plan_of(pavel, first.project, MONDAY)).replace(b"<LinkLag>2400</LinkLag>", b"<LinkLag>0</LinkLag>")
    row = bring_plan(first.project, raw=raw, name="", by=pavel, at=datetime.now(UTC))
    page = as_(client, pavel).get(f"/work/plan-imports/{row.pk}/", headers={"Accept-Language": "ru"}).content.decode().replace("\u00a0", " ")
    assert "«Макет»: начинается после начала (сейчас: начинается через 4 ч после начала)" in page
    rows = client.get(f"/api/v1/plan-imports/{row.pk}", headers=bearer(pavel)).json()["rows"]
    assert [one["links"] for one in rows if one["links"]] == [[{"title": "Макет", "now": {"kind": "SS", "lag_hours": "4"}, "then": {"kind": "SS", "lag_hours": "0"}}]]
