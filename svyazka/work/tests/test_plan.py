"""A plan leaves for other programs and comes back: dry run first, confirmed by the PM's seat, the file kept as it came."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from svyazka.briefs.tests.test_pages import as_
from svyazka.journal.models import Entry
from svyazka.kit import files
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.verify import CHECKS
from svyazka.people.queries import the_agency
from svyazka.projects.models import ScheduledTask
from svyazka.roles.tests.make import bearer
from svyazka.work.actions import bring_plan, change_task, confirm_plan, link_task, pin_task, plan_schedule, start_task
from svyazka.work.exchange import Link, PlanFile, PlanPerson, PlanTask, read_plan, write_mspdi, write_table
from svyazka.work.models import PlanImport, Task, TaskDependency
from svyazka.work.queries import chart_of, plan_of, readings_of
from svyazka.work.rules import wait_told
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY, person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def theirs(*tasks: PlanTask, people=(PlanPerson(1, "Денис"), PlanPerson(2, "Иной Человек"))) -> bytes:
    return write_mspdi(PlanFile("План заказчика", datetime(2026, 3, 2, 9), tasks, people))


TWO = (PlanTask(1, "Макеты", Decimal(16), "Каталог", (1,)), PlanTask(2, "Вёрстка макетов", Decimal(24), "Каталог", (2,), (Link(1),), date(2026, 3, 20), "Все экраны"))


def choices(**said) -> dict:
    return {"stage_id": None, "assignee": "", "stages": {}, "people": {}} | said


def brought(*, tasks=TWO, place=None) -> PlanImport:
    place = place or make.project()
    return bring_plan(place, raw=theirs(*tasks), name="план.xml", by=person("pavel", "pm"), at=MONDAY)


# ---- a strange plan -----------------------------------------------------------------------------------------------
def test_a_strange_plan_becomes_tasks_once_the_pm_confirms():
    row = brought()
    assert not Task.objects.exists() and files.read(row.digest) == theirs(*TWO)
    assert [one.act for one in readings_of(row, choices())[1]] == ["make", "refuse"]
    said = choices(people={"иной человек": "dev"})
    confirm_plan(row, choices=said, by=person("pavel", "pm"), at=MONDAY)
    first, second = Task.objects.order_by("pk")
    assert (first.title, first.estimate_hours, first.assignee.username, first.stage.title) == ("Макеты", 16, "dev", "Каталог")
    assert (second.due_on, second.text) == (date(2026, 3, 20), "Все экраны")
    assert list(TaskDependency.objects.values_list("task", "after")) == [(second.pk, first.pk)]
    row.refresh_from_db()
    assert (row.outcome["make"], row.outcome["refuse"], row.confirmed_by.username) == (2, 0, "pavel")
    assert list(Entry.objects.filter(verb__startswith="work.plan").order_by("seq").values_list("verb", flat=True)) == ["work.plan_brought", "work.plan_confirmed"]


def test_what_is_refused_changes_nothing():
    row, pavel = brought(), person("pavel", "pm")
    with pytest.raises(NotYourDuty):
        confirm_plan(row, choices=choices(assignee="dev"), by=person("anna", "am"), at=MONDAY)
    with pytest.raises(NotYourDuty):
        bring_plan(row.project, raw=theirs(*TWO), name="", by=person("anna", "am"), at=MONDAY)
    with pytest.raises(Malformed):
        bring_plan(row.project, raw=b"<html/>", name="", by=pavel, at=MONDAY)
    with pytest.raises(Malformed):
        bring_plan(row.project, raw=write_mspdi(PlanFile()), name="", by=pavel, at=MONDAY)
    with pytest.raises(Malformed):
        confirm_plan(row, choices=choices(people={"иной человек": "nobody"}), by=pavel, at=MONDAY)
    assert not Task.objects.exists(), "the first row was not set either"
    confirm_plan(row, choices=choices(), by=pavel, at=MONDAY)
    with pytest.raises(Refused):
        confirm_plan(row, choices=choices(), by=pavel, at=MONDAY)
    assert Task.objects.count() == 1
    again = brought(tasks=(PlanTask(1, "Веха", Decimal(0)),), place=row.project)
    with pytest.raises(Refused):
        confirm_plan(again, choices=choices(), by=pavel, at=MONDAY)


# ---- our plan out and back ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("write", [write_mspdi, write_table])
def test_our_plan_comes_back_as_it_was_and_changes_only_what_was_changed(write):
    pavel = person("pavel", "pm")
    first, second = make.task(title="Первая"), make.task(title="=Вторая", due_on=date(2026, 3, 9), text="Подробно;\nи честно")
    place = first.project
    link_task(second, after=[first.pk], by=pavel, at=MONDAY)
    plan_schedule(place, by=pavel, at=MONDAY)
    plan = plan_of(pavel, place, MONDAY)
    row = bring_plan(place, raw=write(plan), name="", by=pavel, at=MONDAY)
    assert [one.act for one in readings_of(row, choices())[1]] == ["same", "same"]
    change_task(second, title="=Вторая", assignee="dev", estimate_hours=Decimal(3), due_on=date(2026, 3, 9), text="Подробно;\nи честно", by=pavel, at=MONDAY)
    assert [(one.act, one.changed) for one in readings_of(row, choices())[1]] == [("same", ()), ("change", ("hours",))]
    confirm_plan(row, choices=choices(), by=pavel, at=MONDAY)
    second.refresh_from_db()
    assert second.estimate_hours == 8 and Task.objects.count() == 2 and second.waits_for.count() == 1


def test_a_link_turned_round_is_turned_round():
    pavel = person("pavel", "pm")
    first, second = make.task(title="Первая"), make.task(title="Вторая")
    link_task(second, after=[first.pk], by=pavel, at=MONDAY)
    plan = plan_of(pavel, first.project, MONDAY)
    one, two = plan.tasks
    turned = PlanFile(tasks=(PlanTask(**vars(one) | {"after": (Link(two.uid),)}), PlanTask(**vars(two) | {"after": ()})), people=plan.people)
    row = bring_plan(first.project, raw=write_mspdi(turned), name="", by=pavel, at=MONDAY)
    confirm_plan(row, choices=choices(), by=pavel, at=MONDAY)
    assert list(TaskDependency.objects.values_list("task", "after")) == [(first.pk, second.pk)]


def test_the_file_tells_the_calendar_and_the_schedule():
    pavel = person("pavel", "pm")
    task = make.task()
    plan_schedule(task.project, by=pavel, at=MONDAY)
    back = read_plan(write_mspdi(plan_of(pavel, task.project, MONDAY)))
    assert back.tasks[0].starts_at is not None and back.people[0].login == "dev"
    assert {day.day: bool(day.spans) for day in back.calendar if isinstance(day.day, int)} == {n: n < 5 for n in range(7)}
    assert any(day.day == date(2026, 5, 1) and not day.spans for day in back.calendar)


def test_a_specialist_takes_only_their_own_tasks_out():
    make.task()
    stranger = person("kira", "specialist")
    assert plan_of(stranger, Task.objects.get().project, MONDAY).tasks == ()
    assert len(plan_of(person("dev", "specialist"), Task.objects.get().project, MONDAY).tasks) == 1


# ---- pins ---------------------------------------------------------------------------------------------------------
def test_a_pinned_task_is_scheduled_no_earlier():
    pavel, task = person("pavel", "pm"), make.task()
    pin_task(task, not_before=MONDAY.date() + 9 * DAY, by=pavel, at=MONDAY)
    plan_schedule(task.project, by=pavel, at=MONDAY)
    starts = ScheduledTask.objects.get(task_id=task.pk).starts_at.astimezone(ZoneInfo(the_agency().zone))
    assert starts.date() == MONDAY.date() + 9 * DAY and starts.time() == time(9)
    pin_task(task, not_before=None, by=pavel, at=MONDAY)
    plan_schedule(task.project, by=pavel, at=MONDAY)
    assert ScheduledTask.objects.filter(task_id=task.pk).latest("pk").starts_at < MONDAY + DAY


def test_a_schedule_says_that_the_plan_has_changed_since(client):
    task, pavel, at = make.task(), person("pavel", "pm"), datetime.now(UTC)
    plan_schedule(task.project, by=pavel, at=at)
    place = f"/projects/{task.project_id}/"
    assert "план с тех пор изменился" not in as_(client, pavel).get(place).content.decode()
    pin_task(task, not_before=at.date() + timedelta(days=9), by=pavel, at=at + timedelta(seconds=1))
    assert "план с тех пор изменился" in client.get(place).content.decode() and "план с тех пор изменился" in client.get(f"/work{place}plan/").content.decode()
    assert "план с тех пор" not in as_(client, person("dev", "specialist")).get(place).content.decode(), "what others changed is not told to a specialist"
    plan_schedule(task.project, by=pavel, at=at + timedelta(seconds=2))
    assert "план с тех пор изменился" not in as_(client, pavel).get(place).content.decode()


def test_who_may_not_pin_and_when():
    task = make.task()
    with pytest.raises(NotYourDuty):
        pin_task(task, not_before=None, by=person("anna", "am"), at=MONDAY)
    start_task(task, by=person("dev", "specialist"), at=MONDAY)
    with pytest.raises(Refused):
        pin_task(task, not_before=MONDAY.date(), by=person("pavel", "pm"), at=MONDAY)


# ---- chart --------------------------------------------------------------------------------------------------------
def test_the_chart_tells_bars_links_baseline_and_load_at_a_constant_cost(client, django_assert_max_num_queries):
    pavel = person("pavel", "pm")
    first = make.task(title="Первая")
    plan_schedule(first.project, by=pavel, at=MONDAY)
    second = make.task(title="Вторая")
    link_task(second, after=[first.pk], by=pavel, at=MONDAY)
    for n in range(12):
        make.task(title=f"Ещё {n}")
    plan_schedule(first.project, by=pavel, at=MONDAY)
    with time_machine.travel(MONDAY, tick=False), django_assert_max_num_queries(45):
        client.get(f"/api/v1/projects/{first.project_id}/chart", headers=bearer(pavel))
    told = chart_of(pavel, first.project, MONDAY)
    assert told["links"] == [{"id": f"{first.pk}-{second.pk}", "source": first.pk, "target": second.pk, "kind": "FS", "lag_hours": "0.00", "said": wait_told("FS", Decimal(0))}]
    bars = {bar["id"]: bar for bar in told["tasks"]}
    assert bars[first.pk]["base"] and not bars[second.pk]["base"] and any(bar["critical"] for bar in bars.values())
    assert [one["login"] for one in told["load"]] == ["dev"] and sum(Decimal(week["hours"]) for week in told["load"][0]["weeks"]) > 0
    assert date(2026, 3, 8) in told["days_off"] and date(2026, 3, 9) in told["days_off"]
    own = chart_of(person("dev", "specialist"), first.project, MONDAY)
    assert not own["whole"] and own["load"] == [] and len(own["tasks"]) == 14


# ---- pages and calls ----------------------------------------------------------------------------------------------
def test_the_pages_in_both_languages(client):
    task, pavel = make.task(), person("pavel", "pm")
    plan_schedule(task.project, by=pavel, at=datetime.now(UTC))
    place = f"/work/projects/{task.project_id}/plan/"
    page = as_(client, pavel).get(place, headers={"Accept-Language": "ru"}).content.decode()
    assert "По людям" in page and "<svg width" in page and 'data-moves="yes"' in page
    assert "By people" in as_(client, pavel, "en").get(place).content.decode()
    hers = as_(client, person("anna", "am")).get(place).content.decode()
    assert 'data-moves="no"' in hers and "Вёрстка" not in hers, "the AM sees promised days, not tasks"


def test_a_file_goes_through_the_pages(client):
    pavel, place = person("pavel", "pm"), make.project()
    base = f"/work/projects/{place.pk}/plan"
    sent = as_(client, pavel).post(f"{base}/imports/", {"file": SimpleUploadedFile("план.xml", theirs(*TWO))})
    row = PlanImport.objects.get()
    assert sent.status_code == 302 and sent["Location"] == f"/work/plan-imports/{row.pk}/"
    page = client.get(sent["Location"]).content.decode()
    assert "Иной Человек" in page and "Макеты" in page and "Ждут выбора" in page and not Task.objects.exists()
    looked = client.post(f"{sent['Location']}confirmation/", {"person_0": "dev", "stage_id": "", "look": "1", "_version": row.version})
    assert looked["Location"] == f"{sent['Location']}?person_0=dev" and not Task.objects.exists(), "only what was chosen is in the address"
    assert "Взять 2" in client.get(sent["Location"], {"person_0": "dev"}).content.decode()
    assert client.post(f"{sent['Location']}confirmation/", {"person_0": "dev", "_version": row.version}).status_code == 302
    assert Task.objects.count() == 2
    assert client.post(f"{sent['Location']}confirmation/", {"person_0": "dev"}).status_code == 409
    assert b"".join(client.get(f"{sent['Location']}file/").streaming_content) == theirs(*TWO)
    assert client.get(f"{base}/file.xml").content.startswith(b"<?xml") and client.get(f"{base}/file.csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get(f"{base}/file.exe").status_code == 422
    bad = client.post(f"{base}/imports/", {"file": SimpleUploadedFile("x.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")})
    said = bad.content.decode()
    assert bad.status_code == 422 and "не читаются" in said and said.index("не читаются") < said.index('class="gantt"'), "above the chart"
    for path in (f"{base}/imports/", f"/work/plan-imports/{row.pk}/confirmation/"):
        assert as_(client, person("anna", "am")).post(path, {}).status_code == 403
    assert client.get(f"/work/plan-imports/{row.pk}/").status_code == 403
    assert as_(client, person("kira", "specialist")).get(f"/work/plan-imports/{row.pk}/").status_code == 404
    assert list(CHECKS["plans of other programs"]()) == []


def test_the_same_by_api(client):
    pavel, place = person("pavel", "pm"), make.project()
    token = bearer(pavel)
    made = client.post(f"/api/v1/projects/{place.pk}/plan-imports", {"file": SimpleUploadedFile("план.xml", theirs(*TWO))}, headers=token)
    key = made.json()["id"]
    tried = client.get(f"/api/v1/plan-imports/{key}", {"person": "Иной Человек=dev"}, headers=token).json()
    assert made.status_code == 201 and [row["act"] for row in tried["rows"]] == ["make", "make"]
    assert client.get(f"/api/v1/plan-imports/{key}", {"stage": "Каталог=x"}, headers=token).status_code == 422
    body = {"people": {"Иной Человек": "dev"}}
    done = client.post(f"/api/v1/plan-imports/{key}/confirmation", body, content_type="application/json", headers=token | {"If-Match": "*"})
    assert done.status_code == 201 and done.json()["outcome"]["make"] == 2
    assert len(client.get(f"/api/v1/projects/{place.pk}/plan-imports", headers=token).json()["items"]) == 1
    task = Task.objects.first()
    for name, said, kept in (("pin", {"not_before": "2026-03-20"}, ("not_before", "2026-03-20")), ("estimate", {"estimate_hours": "20"}, ("estimate_hours", "20"))):
        told = client.put(f"/api/v1/tasks/{task.pk}/{name}", said, content_type="application/json", headers=token | {"If-Match": "*"})
        assert told.json()[kept[0]] == kept[1]
        refused = client.put(f"/api/v1/tasks/{task.pk}/{name}", said, content_type="application/json", headers=bearer(person("anna", "am")) | {"If-Match": "*"})
        assert refused.status_code == 403 and refused.json()["held_by"][0]["login"] == "pavel"
    chart = client.get(f"/api/v1/projects/{place.pk}/chart", headers=token).json()
    assert len(chart["tasks"]) == 2 and chart["computed_at"] is None
    assert read_plan(client.get(f"/api/v1/projects/{place.pk}/plan.xml", headers=token).content).title == place.title
    assert len(read_plan(client.get(f"/api/v1/projects/{place.pk}/plan.csv", headers=token).content).tasks) == 2


def test_pinning_from_the_page(client):
    task, pavel = make.task(), person("pavel", "pm")
    path = f"/work/projects/{task.project_id}/plan/pins/"
    assert as_(client, pavel).post(path, {"task": task.pk, "not_before": "2026-04-01"}).status_code == 302
    task.refresh_from_db()
    assert task.not_before == date(2026, 4, 1)
    assert client.post(path, {"task": "999999", "not_before": "x"}).status_code == 422
    assert as_(client, person("anna", "am")).post(path, {"task": task.pk}).status_code == 403
