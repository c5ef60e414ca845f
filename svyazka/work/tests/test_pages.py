"""Pages and calls of the work: shown, hidden, forbidden with the reason; the same number of queries for few and many."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.people.queries import today
from svyazka.work.models import Problem, Task, TimeEntry
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(db):
    return make.task(make.project(at=timezone.now()), at=timezone.now())


def enter(client, login: str, track: str = "am"):
    client.force_login(make.person(login, track))
    return client


def api(client, path: str, body: dict):
    return client.post(f"/api/v1{path}", body, content_type="application/json")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("login", ["anna", "pavel", "dev"])
def test_every_page_is_shown_to_those_who_sit_there(client, task, login, language):
    enter(client, "pavel").post(f"/work/projects/{task.project_id}/schedules/", {})
    client = enter(client, login)
    for path in ("", "tasks/", f"tasks/{task.pk}/", f"projects/{task.project_id}/", f"projects/{task.project_id}/sprints/",
                 "hours/", "hours/to-check/", "problems/"):  # fmt: skip
        assert client.get(f"/work/{path}", headers={"Accept-Language": language}).status_code == 200, path
    assert client.get(f"/projects/{task.project_id}/", headers={"Accept-Language": language}).status_code == 200


def test_a_stranger_finds_nothing(client, task):
    client = enter(client, "irina")

    for path in (f"tasks/{task.pk}/", f"projects/{task.project_id}/", f"projects/{task.project_id}/sprints/"):
        assert client.get(f"/work/{path}").status_code == 404
    assert task.title not in client.get("/work/tasks/?state=all").content.decode()
    assert client.get(f"/api/v1/tasks/{task.pk}").status_code == 404


def test_the_am_is_shown_whose_duty_tasks_are_and_the_chart_is_not_theirs(client, task):
    enter(client, "pavel").post(f"/work/projects/{task.project_id}/schedules/", {})
    board = enter(client, "anna").get(f"/work/projects/{task.project_id}/").content.decode()
    assert "Павел К." in board and "/scheme/requests/" in board and 'name="estimate_hours"' not in board

    plan = client.get(f"/projects/{task.project_id}/").content.decode()
    assert task.title not in plan


def test_the_am_gets_403_on_page_and_api(client, task):
    body = {"title": "Вёрстка", "stage_id": task.stage_id, "assignee": "dev", "estimate_hours": "8"}
    client = enter(client, "anna")

    page = client.post(f"/work/projects/{task.project_id}/tasks/", body)
    call = api(client, f"/projects/{task.project_id}/tasks", body)

    assert page.status_code == 403 and "Павел К." in page.content.decode()
    assert (call.status_code, call.json()["duty"], call.json()["held_by"][0]["login"]) == (403, "task.set", "pavel")
    assert Task.objects.count() == 1


def test_the_pm_sets_a_task_from_the_page(client, task):
    links = {"link_after": [task.pk, ""], "link_kind": ["SS", "FS"], "link_lag_hours": ["-2,5", ""]}
    body = {"title": "Шапка", "stage_id": task.stage_id, "assignee": "dev", "estimate_hours": "4", **links}
    url = f"/work/projects/{task.project_id}/tasks/"

    assert enter(client, "pavel").post(url, body).status_code == 302
    wait = Task.objects.get(title="Шапка").waits_for.get()
    assert (wait.after, wait.kind, wait.lag_hours) == (task, "SS", Decimal("-2.5"))
    for wrong in ({"assignee": "x"}, {"link_lag_hours": ["много", ""]}, {"link_after": [10**12, ""]}, {"link_after": [task.pk, task.pk]}):
        page = client.post(url, {**body, **wrong})
        assert page.status_code == 422 and "Шапка" in page.content.decode() and 'value="SS" selected' in page.content.decode()
    assert Task.objects.filter(title="Шапка").count() == 1


def test_a_project_that_takes_no_tasks_says_so_instead_of_a_form(client, task):
    url = f"/work/projects/{task.project_id}/"
    assert 'name="estimate_hours"' in enter(client, "pavel").get(url).content.decode()
    task.project.stages.update(state="on_defence")
    page = client.get(url).content.decode()
    assert 'name="estimate_hours"' not in page and "Новых задач здесь не поставить" in page


def test_the_spine_through_the_api(client, task):
    day = today(timezone.now()).isoformat()
    pm = enter(client, "pavel")
    body = {"title": "Шапка", "stage_id": task.stage_id, "assignee": "dev", "estimate_hours": "8", "after": [task.pk]}
    made = api(pm, f"/projects/{task.project_id}/tasks", body)
    assert (made.status_code, made.json()["after"], made.json()["estimate_hours"]) == (201, [task.pk], "8")
    assert api(pm, f"/projects/{task.project_id}/tasks", {**body, "assignee": "nobody"}).status_code == 422
    assert api(pm, f"/projects/{task.project_id}/tasks", {**body, "after": [999999]}).status_code == 422
    assert api(pm, f"/projects/{task.project_id}/tasks", {**body, "colour": "red"}).status_code == 422
    schedule = api(pm, f"/projects/{task.project_id}/schedules", {}).json()
    assert [set(row) for row in schedule["tasks"]] == [{"id", "starts_at", "ends_at", "critical"}] * 2
    assert schedule["tasks"][0]["ends_at"] <= schedule["tasks"][1]["starts_at"] and schedule["ends_on"]

    key = made.json()["id"]
    assert api(pm, f"/tasks/{key}/completion", {}).json()["duty"] == "task.do"
    dev = enter(client, "dev")
    assert api(dev, f"/tasks/{key}/time-entries", {"on": day, "hours": "6.5", "note": "сетка"}).json()["hours"] == "6.5"
    assert api(dev, f"/tasks/{key}/time-entries", {"on": day, "hours": "20", "note": ""}).status_code == 409
    assert api(dev, f"/tasks/{key}/completion", {}).json()["state"] == "review"
    assert api(dev, f"/tasks/{key}/completion", {}).status_code == 409
    assert api(enter(client, "pavel"), f"/tasks/{key}/checks", {"passed": True}).json()["state"] == "done"
    assert client.get("/api/v1/tasks?state=done").json()["items"][0]["logged_hours"] == "6.5"
    assert len(client.get(f"/api/v1/projects/{task.project_id}/tasks").json()["items"]) == 2


def test_a_contact_of_the_client_sees_no_tasks(client, task):
    contact = make.person("client", "", kind="contact")
    task.engagement.client.contacts.update(account=contact)
    client.force_login(contact)

    assert client.get("/work/").status_code == 404
    assert client.get("/api/v1/tasks").status_code == 404
    assert client.get(f"/api/v1/projects/{task.project_id}").status_code == 404


def test_hours_of_the_week_are_written_in_the_grid(client, task):
    day = today(timezone.now())
    client = enter(client, "dev")
    cell = f"h-{task.pk}-{day.isoformat()}"

    client.post("/work/hours/", {cell: "7,5", f"was-{cell}": ""})
    assert str(TimeEntry.objects.get().hours) == "7.50"
    client.post("/work/hours/", {cell: "много", f"was-{cell}": "7,5"})
    assert str(TimeEntry.objects.get().hours) == "7.50"
    client.post("/work/hours/submission/", {"week_on": (day - timedelta(days=day.weekday())).isoformat()})
    assert TimeEntry.objects.get().state == "submitted"
    assert enter(client, "pavel").get("/work/hours/to-check/").content.decode().count("Денис") >= 1


def test_a_problem_is_raised_and_stepped_from_the_page(client, task):
    enter(client, "dev").post("/work/problems/new/", {"engagement": task.engagement_id, "kind": "term", "text": "ждём тексты"})
    problem = Problem.objects.get()
    assert client.post(f"/work/problems/{problem.pk}/steps/", {"step": "reacted"}).status_code == 403
    assert enter(client, "pavel").post(f"/work/problems/{problem.pk}/steps/", {"step": "reacted"}).status_code == 302


@pytest.mark.parametrize("path", ["", "tasks/", "projects/{project}/", "hours/", "problems/", "/"])
def test_pages_cost_the_same_for_three_and_thirty_tasks(client, task, path):
    now = timezone.now()
    address = path if path == "/" else f"/work/{path.format(project=task.project_id)}"
    login = "dev" if path in ("", "hours/", "/") else "pavel"

    def grow(count: int) -> None:
        for n in range(count):
            more = make.task(task.project, title=f"Задача {n}", at=now)
            Problem.objects.create(engagement=more.engagement, kind="term", text="ждём", opened_by=more.set_by, opened_at=now,
                                   owner=more.assignee)  # fmt: skip

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert enter(client, login).get(address).status_code == 200
        return len(asked)

    grow(2)
    cost()
    few = cost()
    grow(27)

    assert cost() == few


def test_an_open_day_hears_of_what_is_done_where_its_person_works_and_of_each_word(client, task):
    told = enter(client, "dev").get("/work/live/").json()
    assert set(told["topics"]) == {f"person-{task.assignee_id}", f"engagement-{task.engagement_id}"}
    assert f'data-seen="{told["seen"]}"' in client.get("/work/").content.decode()

    make.task(task.project, title="Ещё одна", at=timezone.now())
    assert client.get("/work/live/").json()["seen"] != told["seen"]
    client.logout()
    assert client.get("/work/live/").status_code == 302


def test_what_comes_later_stands_in_the_order_of_its_days(client, task):
    for title, day in (("Вторая", date(2031, 5, 2)), ("Первая", date(2031, 5, 1)), ("Без дня", None)):
        make.task(task.project, title=title, due_on=day, at=timezone.now())
    page = enter(client, "dev").get("/work/").content.decode()
    assert page.index("Первая") < page.index("Вторая") < page.index("Без дня")


def test_what_is_refused_on_a_task_is_said_where_one_stands_and_loses_no_word(client, task):
    place, day = f"/work/tasks/{task.pk}", today(timezone.now()).isoformat()
    dev = enter(client, "dev")
    hours = dev.post(f"{place}/time-entries/", {"worked_on": day, "hours": "23,5", "note": "сетка на телефоне", "next": "/work/"})
    again = dev.post(f"{place}/time-entries/", {"worked_on": day, "hours": "2", "note": "ещё немного", "next": "/work/"})
    assert (hours.status_code, again.status_code) == (302, 409)
    assert "ещё немного" in again.content.decode() and 'class="field-error"' in again.content.decode()

    make.task(task.project, title="Часть", parent_id=task.pk, at=timezone.now())
    handed = dev.post(f"{place}/completion/", {"next": "/work/"}, follow=True)
    assert handed.redirect_chain == [("/work/", 302)] and "«Часть»" in handed.content.decode()
    Task.objects.filter(pk=task.pk).update(state="review", finished_at=timezone.now())
    back = enter(client, "pavel").post(f"{place}/checks/", {"passed": "0", "reason": ""})
    assert back.status_code == 409 and "Часть" in back.content.decode() and Task.objects.get(pk=task.pk).state == "review"


def test_a_press_on_a_task_that_was_changed_meanwhile_shows_it_as_it_stands(client, task):
    looked = task.version
    Task.objects.filter(pk=task.pk).update(title="Вёрстка и меню", version=looked + 1)
    page = enter(client, "dev").post(f"/work/tasks/{task.pk}/start/", {"_version": looked})
    told = page.content.decode()
    assert page.status_code == 412 and "Вёрстка и меню" in told and "Ничего не сделано" in told and f'name="_version" value="{looked + 1}"' in told
    assert Task.objects.get(pk=task.pk).state == "todo"
