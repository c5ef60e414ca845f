"""Pages and calls of hours: the grid saves cell by cell, the timer lives in the bar, weeks are checked and kept, reports in two clicks."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.work import actions, queries
from svyazka.work.models import TimeEntry, Timer
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(db):
    return make.task(make.project(at=timezone.now()), at=timezone.now())


def enter(client, login: str, track: str = "am"):
    client.force_login(make.person(login, track))
    return client


def api(client, method: str, path: str, body: dict | None = None):
    return client.generic(method.upper(), f"/api/v1{path}", json.dumps(body or {}), content_type="application/json")


PAGES = ("hours/", "hours/?fill=plan", "hours/?fill=last", "hours/to-check/", "hours/agreed/", "hours/norms/", "hours/report/", "timer/",
         "hours/report/?by=person&then=duty&period=year", "hours/report/?by=client&period=own&first=2026-01-01&last=2026-02-01")  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("login", ["anna", "pavel", "dev"])
def test_every_page_of_hours_opens(client, task, login, language):
    now = timezone.now()
    actions.log_time(task, worked_on=today(now), hours=Decimal(3), by=task.assignee, at=now)
    actions.submit_week(task.assignee, week_on=today(now), by=task.assignee, at=now)
    client = enter(client, login)
    for path in PAGES:
        assert client.get(f"/work/{path}", headers={"Accept-Language": language}).status_code == 200, path


def test_a_stranger_and_a_contact_find_nothing(client, task):
    client = enter(client, "irina")
    cell = {"name": f"h-{task.pk}-{today(timezone.now())}", "value": "1", "was": ""}
    assert client.post("/work/hours/cell/", cell).status_code == 404
    assert client.post(f"/work/tasks/{task.pk}/timer/").status_code == 404
    assert client.get(f"/work/hours/?add={task.engagement_id}~client.talk").status_code == 404
    client.force_login(make.person("client", "", kind="contact"))
    for path in PAGES:
        assert client.get(f"/work/{path}").status_code == 404


def test_a_cell_is_saved_as_it_is_left_and_says_who_was_faster(client, task):
    day = today(timezone.now())
    name, client = f"h-{task.pk}-{day}", enter(client, "dev")

    def put(value: str, was: str):
        return client.post("/work/hours/cell/", {"name": name, "value": value, "was": was})

    assert put("1:30", "").json() == {"hours": "1.50", "shown": "1,5"}
    assert TimeEntry.objects.get().hours == Decimal("1.5")
    stale = put("4", "")
    assert (stale.status_code, stale.json()["hours"]) == (412, "1.50") and TimeEntry.objects.get().hours == Decimal("1.5")
    assert put("много", "1.50").status_code == 422 and put("25", "1.50").status_code == 409
    assert put("", "1.50").json() == {"hours": "", "shown": ""} and not TimeEntry.objects.exists()
    assert client.post("/work/hours/cell/", {"name": "h-1", "value": "1", "was": ""}).status_code == 422
    assert client.post("/work/hours/cell/", {"name": f"h-{task.pk}-{day + timedelta(days=60)}", "value": "1", "was": ""}).status_code == 409


def test_without_a_script_a_wrong_cell_is_told_and_nothing_typed_is_lost(client, task):
    day = today(timezone.now())
    other, client = day + timedelta(days=1 if day.weekday() < 6 else -1), enter(client, "dev")
    monday = queries.monday_of(day)
    answer = client.post(f"/work/hours/?week={monday}", {f"h-{task.pk}-{day}": "2,5", f"was-h-{task.pk}-{day}": "", f"h-{task.pk}-{other}": "«много»", f"was-h-{task.pk}-{other}": ""})
    page = answer.content.decode()
    assert answer.status_code == 422 and not TimeEntry.objects.exists()
    assert 'value="2,5"' in page and "«много»" in page
    assert client.post(f"/work/hours/?week={monday}", {f"h-{task.pk}-{day}": "2,5", f"was-h-{task.pk}-{day}": ""}).status_code == 302
    assert TimeEntry.objects.get().hours == Decimal("2.5")


def test_another_s_cell_is_refused_in_words(client, task):
    said = enter(client, "pavel").post("/work/hours/cell/", {"name": f"h-{task.pk}-{today(timezone.now())}", "value": "1", "was": ""})
    assert said.status_code == 403 and said.json()["reasons"] and not TimeEntry.objects.exists()


@time_machine.travel(MONDAY + timedelta(days=2))
def test_what_the_plan_suggests_is_written_once_it_is_accepted(client):
    task = make.task(hours="20")
    actions.plan_schedule(task.project, by=make.person("pavel", "pm"), at=MONDAY)
    client = enter(client, "dev")
    page = client.get("/work/hours/?fill=plan").content.decode()
    days = list(dict.fromkeys(cell.split('"')[0] for cell in page.split('name="s-')[1:]))  # today is drawn for a phone as well
    assert [name[-10:] for name in days] == ["2026-03-02", "2026-03-03", "2026-03-04"]  # what the plan says of days to come is no hours yet
    client.post("/work/hours/", {"accept": "1", f"s-{days[0]}": "2.50", f"was-h-{days[0]}": ""})
    assert [(entry.hours, entry.worked_on) for entry in TimeEntry.objects.all()] == [(Decimal("2.5"), MONDAY.date())]


def test_hours_without_a_task_are_a_row_of_the_week(client, task):
    day = today(timezone.now())
    client = enter(client, "anna")
    key = f"{task.engagement_id}~client.talk"
    assert f"h-{key}-{day}" in client.get(f"/work/hours/?add={key}").content.decode()
    assert client.post("/work/hours/cell/", {"name": f"h-{key}-{day}", "value": "45м", "was": ""}).json()["hours"] == "0.75"
    assert client.post("/work/hours/cell/", {"name": f"h-{task.engagement_id}~task.set-{day}", "value": "1", "was": ""}).status_code == 422
    assert TimeEntry.objects.get().duty_kind == "client.talk"


def test_the_timer_is_started_and_stopped_from_any_page(client, task, time_machine):
    time_machine.move_to((timezone.now() + timedelta(days=1)).replace(hour=6, minute=0))  # far from a midnight that would part the hours
    client = enter(client, "dev")
    assert f"/work/tasks/{task.pk}/timer/" in client.get("/work/").content.decode()
    assert client.post(f"/work/tasks/{task.pk}/timer/", {"next": "/work/"}).url == "/work/"
    assert "/work/timer/stop/" in client.get("/").content.decode()
    Timer.objects.update(started_at=timezone.now() - timedelta(minutes=30))
    assert client.post("/work/timer/stop/", {"_version": Timer.objects.get().pk, "next": "/"}).url == "/"
    assert TimeEntry.objects.get().hours == Decimal("0.5")
    assert client.post("/work/timer/stop/").url == "/work/timer/"


def test_a_forgotten_timer_is_settled_on_its_page(client, task):
    client = enter(client, "dev")
    client.post(f"/work/tasks/{task.pk}/timer/")
    began = timezone.now() - timedelta(hours=20)
    Timer.objects.update(started_at=began)
    assert client.post("/work/timer/stop/").url == "/work/timer/"
    assert "/work/timer/settlement/" in client.get("/work/timer/").content.decode()
    assert client.get("/").status_code == 200
    day = queries.first_day(Timer.objects.get()).isoformat()
    assert client.post("/work/timer/settlement/", {"worked_on": day, "hours": "30"}).status_code == 409
    assert client.post("/work/timer/settlement/", {"worked_on": day, "hours": "много"}).status_code == 422
    assert client.post("/work/timer/settlement/", {"worked_on": day, "hours": "6:15"}).status_code == 302
    assert TimeEntry.objects.get().hours == Decimal("6.25") and not Timer.objects.exists()
    client.post(f"/work/tasks/{task.pk}/timer/")
    client.post("/work/timer/drop/")
    assert not Timer.objects.exists() and TimeEntry.objects.count() == 1


def test_weeks_are_checked_locked_and_opened_again_from_pages(client, task):
    now = timezone.now()
    day = today(now) - timedelta(days=7)
    TimeEntry.objects.create(task=task, engagement=task.engagement, person=task.assignee, worked_on=day, hours=5, entered_at=now)
    enter(client, "dev").post("/work/hours/submission/", {"week_on": day})
    named = {"engagement": task.engagement_id, "person": task.assignee_id, "week_on": queries.monday_of(day)}
    pavel = enter(client, "pavel")
    assert task.title in pavel.get("/work/hours/to-check/").content.decode()
    pavel.post("/work/hours/checks/", {**named, "passed": "1"})
    assert TimeEntry.objects.get().state == "checked"
    assert pavel.post("/work/hours/locks/", {"until": day}).status_code == 403

    head = enter(client, "head", "head")
    head.post("/work/hours/locks/", {"until": queries.monday_of(day) + timedelta(days=6)})
    assert TimeEntry.objects.get().state == "locked"
    assert pavel.post("/work/hours/reopenings/", {**named, "reason": ""}).status_code == 302 and TimeEntry.objects.get().state == "locked"
    head.post("/work/hours/reopenings/", {**named, "reason": "не тот день"})
    assert TimeEntry.objects.get().state == "draft"
    assert "не тот день" in enter(client, "dev").get(f"/work/hours/?week={day}").content.decode()


def test_weeks_that_went_as_planned_are_confirmed_at_once(client, task):
    now = timezone.now()
    day = today(now) - timedelta(days=7)
    anna = Person.objects.get(username="anna")
    for person, kind, of in ((task.assignee, "task.do", task), (anna, "client.talk", None)):
        TimeEntry.objects.create(task=of, engagement=task.engagement, person=person, duty_kind=kind, worked_on=day, hours=5, entered_at=now,
                                 state="submitted", submitted_at=now)  # fmt: skip
    pavel = enter(client, "pavel")
    marks = " ".join(week.mark for week in queries.unchecked_weeks(queries.submitted([task.engagement_id])))
    more = TimeEntry.objects.create(engagement=task.engagement, person=anna, duty_kind="client.talk", worked_on=day, hours=1, entered_at=now,
                                    state="submitted", submitted_at=now)  # fmt: skip
    for told in ({}, {"weeks": marks}):  # nothing was counted; an hour has come since it was
        pavel.post("/work/hours/checks/fitting/", told)
        assert not TimeEntry.objects.filter(state="checked").exists()
    more.delete()
    page = pavel.get("/work/hours/to-check/").content.decode()
    assert f'name="weeks" value="{next(mark for mark in marks.split() if mark.split(".")[1] == str(anna.pk))}"' in page
    pavel.post("/work/hours/checks/fitting/", {"weeks": marks})
    assert dict(TimeEntry.objects.values_list("person__username", "state")) == {"anna": "checked", "dev": "submitted"}  # the plan knew nothing of the task


def test_weeks_to_check_are_read_by_pages_and_confirmed_from_all_of_them(client, task, monkeypatch):
    monkeypatch.setattr("svyazka.work.views.weeks.MOST_TO_CHECK", 2)
    now = timezone.now()
    anna = Person.objects.get(username="anna")
    for n in range(1, 6):
        TimeEntry.objects.create(engagement=task.engagement, person=anna, duty_kind="client.talk", worked_on=today(now) - timedelta(days=7 * n), hours=n,
                                 entered_at=now, state="submitted", submitted_at=now)  # fmt: skip
    pavel = enter(client, "pavel")
    pages = [pavel.get(f"/work/hours/to-check/?page={n}").content.decode() for n in (1, 3)]
    assert [page.count('class="week-check"') for page in pages] == [2, 1]
    other = TimeEntry.objects.create(engagement=task.engagement, task=task, person=task.assignee, worked_on=today(now), hours=2, entered_at=now,
                                     state="submitted", submitted_at=now)  # fmt: skip
    assert "week-lines" in pavel.get("/work/hours/to-check/").content.decode(), "what went otherwise than planned comes first"
    other.delete()
    assert all(page.count(f"{task.engagement_id}.{anna.pk}.") == 5 for page in pages), "the button tells the weeks of all pages"
    assert pavel.get(f"/work/hours/to-check/?place={task.engagement_id}&page=3").content.decode().count('class="week-check"') == 1
    assert pavel.get("/work/hours/to-check/?place=x&page=y").content.decode().count('class="week-check"') == 2
    named = {"engagement": task.engagement_id, "person": anna.pk, "week_on": queries.monday_of(today(now) - timedelta(days=7)), "passed": "1", "page": "3"}
    assert pavel.post("/work/hours/checks/", named)["Location"] == f"/work/hours/to-check/?page=3#e{task.engagement_id}"


def test_norms_are_set_from_their_page(client, task):
    client = enter(client, "head", "head")
    norms = {"starts_on": today(timezone.now()) + timedelta(days=1), "step_minutes": "5", "rounding": "up", "most_timer_hours": "10", "in_within_days": "1",
             "least_percent": "75", "check_within_days": "3", "lock_after_days": "10", "reminds": "on"}  # fmt: skip
    assert client.post("/work/hours/norms/new/", {**norms, "most_timer_hours": "99"}).status_code == 409
    assert client.post("/work/hours/norms/new/", {**norms, "starts_on": ""}).status_code == 422
    assert client.post("/work/hours/norms/new/", norms).status_code == 302
    assert queries.norms_rows()[0].step_minutes == 5


def test_the_cost_of_hours_is_for_whoever_may_see_it(client, task):
    now = timezone.now()
    actions.log_time(task, worked_on=today(now), hours=Decimal(3), by=task.assignee, at=now)
    for login, track, priced in (("pavel", "pm", False), ("anna", "am", False), ("head", "head", True)):
        page = enter(client, login, track).get("/work/hours/report/?period=year").content.decode()
        assert "3" in page and ("₽" in page) is priced, login
        told = client.get(f"/api/v1/hours-report?first={today(now)}&last={today(now)}").json()
        assert told["all"]["hours"] == "3" and ("cost" in told["all"]) is priced


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_a_report_leaves_as_a_file(client, task, kind):
    now = timezone.now()
    actions.log_time(task, worked_on=today(now), hours=Decimal(3), by=task.assignee, at=now)
    answer = enter(client, "pavel").get(f"/work/hours/report/{kind}/?by=client&then=person&period=year")
    assert answer.status_code == 200 and len(answer.content) > 50 and answer["Content-Disposition"]
    assert client.get("/work/hours/report/docx/").status_code == 404
    assert client.get(f"/work/hours/report/{kind}/?period=own&first=2026-03-01&last=2020-01-01").status_code == 422
    assert client.get(f"/api/v1/hours-report/{kind}?first=2026-01-01&last=2026-12-31&by=task").status_code == 200
    assert client.get("/api/v1/hours-report?first=2026-01-01&last=2036-12-31").status_code == 409


def test_the_acts_of_hours_through_the_api(client, task):
    now = timezone.now()
    day = today(now).isoformat()
    dev = enter(client, "dev")
    assert api(dev, "get", "/me/timer").json() == {"timer": None}
    assert api(dev, "post", f"/tasks/{task.pk}/timer").json()["task_id"] == task.pk
    assert api(dev, "delete", "/me/timer").status_code == 200 and api(dev, "post", "/me/timer/stop").status_code == 409
    api(dev, "post", f"/tasks/{task.pk}/timer")
    Timer.objects.update(started_at=now - timedelta(hours=1))
    assert api(dev, "post", "/me/timer/stop", {"note": "сетка"}).json()["entries"][0]["hours"] in ("1", "0.25", "0.5", "0.75")
    assert api(dev, "put", f"/tasks/{task.pk}/hours", {"on": day, "hours": "2", "was": "9"}).status_code == 412
    assert api(dev, "put", f"/tasks/{task.pk}/hours", {"on": day, "hours": "2"}).status_code == 200
    told = client.get(f"/api/v1/me/hours?week={day}").json()
    assert sum(Decimal(one["hours"]) for one in told["days"]) >= 2 and client.get(f"/api/v1/me/hours?week={day}&fill=x").status_code == 422
    anna = enter(client, "anna")
    assert api(anna, "put", f"/engagements/{task.engagement_id}/hours", {"on": day, "hours": "1", "duty": "client.talk"}).status_code == 200
    assert api(anna, "put", f"/engagements/{task.engagement_id}/hours", {"on": day, "hours": "1", "duty": "x"}).status_code == 422
    assert api(anna, "post", "/hours-locks", {"until": "2026-01-01"}).json()["duty"] == "time.keep"
    assert client.get("/api/v1/hours-norms").json()["items"] == []


@pytest.mark.parametrize(("login", "path"), [("dev", "hours/?fill=last"), ("pavel", "hours/to-check/"), ("pavel", "hours/agreed/"), ("pavel", "hours/report/"), ("dev", "timer/")])
def test_pages_of_hours_cost_the_same_for_few_and_many(client, task, login, path):
    now = timezone.now()
    day = today(now)

    def grow(count: int) -> None:
        for n in range(count):
            more = make.task(task.project, title=f"Задача {n}", at=now)
            for state in ("draft", "submitted", "checked"):
                checked = {"checked_by": more.set_by, "checked_at": now} if state == "checked" else {}
                TimeEntry.objects.create(task=more, engagement=more.engagement, person=more.assignee, worked_on=day - timedelta(days=n % 9), hours=1, state=state,
                                         entered_at=now, submitted_at=now, **checked)  # fmt: skip

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert enter(client, login).get(f"/work/{path}").status_code == 200
        return len(asked)

    grow(10)
    cost()
    few = cost()
    grow(15)
    assert cost() == few
