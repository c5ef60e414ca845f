"""The board moved by hand and by keys, narrowed, saved; many changed at once; an open board learns what others did."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.utils import timezone

from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import today
from svyazka.work import actions, queries
from svyazka.work.models import SavedFilter, Task
from svyazka.work.rules import TASK_MOVES, TaskState, act_of, wanted_in
from svyazka.work.tests import make

pytestmark = pytest.mark.engine

HAND = {"X-Board": "1"}


def test_every_move_of_the_table_is_an_act_and_no_other_is():
    for state in TaskState:
        for to in TaskState:
            assert bool(act_of(state, to)) == (to in TASK_MOVES[state]), (state, to)


@pytest.mark.parametrize(("asked", "wanted"), [
    ({"q": "  меню ", "state": "open", "due": "late", "stage": "7", "blocked": "1"}, {"q": "меню", "state": "open", "due": "late", "stage": 7, "blocked": "1"}),
    ({"q": "", "state": "чужое", "due": "вчера", "stage": "x", "blocked": "", "colour": "red"}, {}),
    ({"project": "9" * 40, "assignee": "dev"}, {"assignee": "dev"}),
])  # fmt: skip
def test_what_is_asked_is_read_and_the_rest_narrows_nothing(asked, wanted):
    assert wanted_in(asked) == wanted


@pytest.fixture
def task(db):
    return make.task(make.project(at=timezone.now()), at=timezone.now())


def enter(client, login: str, track: str = "am"):
    client.force_login(make.person(login, track))
    return client


def state_of(task) -> str:
    return Task.objects.get(pk=task.pk).state


@pytest.mark.django_db
def test_a_card_goes_over_the_board_by_everybody_s_own_duty(client, task):
    address = f"/work/tasks/{task.pk}/moving/"
    assert enter(client, "dev").post(address, {"to": "doing"}, headers=HAND).status_code == 200
    assert client.post(address, {"to": "review"}, headers=HAND).status_code == 200
    refused = client.post(address, {"to": "done"}, headers=HAND)
    assert refused.status_code == 403 and "/scheme/requests/" in refused.content.decode() and state_of(task) == "review"
    assert enter(client, "pavel").post(address, {"to": "doing"}, headers=HAND).status_code == 409  # given back only with a reason
    assert client.post(address, {"to": "done"}).status_code == 302 and state_of(task) == "done"
    assert client.post(address, {"to": "backlog"}, headers=HAND).status_code == 422
    stale = client.post(address, {"to": "doing", "was": "todo"}, headers=HAND)
    assert stale.status_code == 409 and "«Готово»" in stale.content.decode() and state_of(task) == "done"
    assert client.post(address, {"to": "рай"}, headers=HAND).status_code == 422


@pytest.mark.django_db
def test_the_am_moves_nothing_and_is_told_whom_to_ask(client, task):
    refused = enter(client, "anna").post(f"/work/tasks/{task.pk}/moving/", {"to": "backlog"}, headers=HAND)
    assert refused.status_code == 403 and "Павел К." in refused.content.decode() and state_of(task) == "todo"
    assert "board-moves" not in client.get(f"/work/projects/{task.project_id}/").content.decode()


@pytest.mark.django_db
def test_the_pm_puts_cards_in_order(client, task):
    second, third = make.task(task.project, title="Вторая", at=timezone.now()), make.task(task.project, title="Третья", at=timezone.now())
    enter(client, "pavel").post(f"/work/tasks/{third.pk}/moving/", {"to": "todo", "before": task.pk}, headers=HAND)
    client.post(f"/work/tasks/{task.pk}/moving/", {"to": "todo", "before": ""}, headers=HAND)
    column = next(one.tasks for one in queries.board_of(task.project, {}, today(timezone.now())) if one.state == TaskState.TODO)
    assert [row.pk for row in column] == [third.pk, second.pk, task.pk]
    with pytest.raises(Malformed):
        actions.order_task(task, before_id=10**9, by=make.person("pavel", "pm"), at=timezone.now())


@pytest.mark.django_db
def test_an_open_board_learns_what_others_did(client, task):
    address = f"/work/projects/{task.project_id}/cards/"
    seen = queries.last_act(task.project)
    assert enter(client, "pavel").get(f"{address}?seen={seen}").status_code == 204
    actions.block_task(task, reason="нет текстов", by=task.assignee, at=timezone.now())
    told = client.get(f"{address}?seen={seen}")
    assert told.status_code == 200 and "нет текстов" in told.content.decode()
    assert enter(client, "irina").get(address).status_code == 404


@pytest.mark.django_db
def test_the_board_and_the_list_are_narrowed(client, task):
    day = today(timezone.now())
    other = make.task(task.project, title="Поиск по сайту", due_on=day, text="с подсказками", at=timezone.now())
    enter(client, "pavel")
    for query, shown in (("q=подсказками", other), ("due=today", other), ("due=none", task), (f"stage={task.stage_id}&q=вёрстка", task)):
        for address in (f"/work/projects/{task.project_id}/", "/work/tasks/", f"/work/tasks/?project={task.project_id}&"):
            page = client.get(f"{address}{'' if '?' in address else '?'}{query}").content.decode()
            hidden = task if shown == other else other
            assert f"/work/tasks/{shown.pk}/" in page and f'href="/work/tasks/{hidden.pk}/"' not in page, (query, address)


@pytest.mark.django_db
def test_a_filter_is_saved_by_a_name_and_shared_by_the_pm(client, task):
    told = {"name": "Без срока", "due": "none", "on": task.project_id}
    assert enter(client, "anna").post("/work/task-filters/", told).status_code == 302
    theirs = SavedFilter.objects.get()
    assert client.post(f"/work/projects/{task.project_id}/task-filters/{theirs.pk}/", {"shared": "1"}).status_code == 403

    enter(client, "pavel").post("/work/task-filters/", {**told, "name": "PM: без срока"})
    kept = SavedFilter.objects.get(name="PM: без срока")
    board = f"/work/projects/{task.project_id}/"
    client.get(board)  # what is said of the saving is read here
    assert "PM: без срока" not in enter(client, "dev").get(board).content.decode()
    enter(client, "pavel").post(f"{board}task-filters/{kept.pk}/", {"shared": "1"})
    page = enter(client, "dev").get(f"{board}?filter={kept.pk}").content.decode()
    assert "PM: без срока" in page and task.title in page and f"?filter={theirs.pk}" not in page
    assert client.post(f"/work/task-filters/{kept.pk}/removal/").status_code == 404
    enter(client, "pavel").post(f"{board}task-filters/{kept.pk}/", {"shared": "0"})
    assert client.post(f"/work/task-filters/{kept.pk}/removal/").status_code == 302
    assert [one.pk for one in SavedFilter.objects.all()] == [theirs.pk]
    with pytest.raises(NotYourDuty):
        actions.drop_filter(theirs, by=make.person("pavel", "pm"), at=timezone.now())


@pytest.mark.django_db
def test_many_are_changed_each_by_itself_and_the_refused_are_told(client, task):
    done = make.task(task.project, title="Готовая", at=timezone.now())
    actions.finish_task(done, by=done.assignee, at=timezone.now())
    actions.check_task(done, by=make.person("pavel", "pm"), at=timezone.now())
    told = {"row": [task.pk, done.pk], "due_on": "2027-03-01", "assignee": "design"}
    make.person("design", "specialist")

    assert enter(client, "pavel").post("/work/tasks/changes/", told).status_code == 302
    page = client.get("/work/tasks/?state=all").content.decode()
    assert "Готовая: " in page
    task.refresh_from_db()
    assert (task.due_on, task.assignee.username, Task.objects.get(pk=done.pk).due_on) == (date(2027, 3, 1), "design", None)

    said = client.post("/api/v1/tasks/adjustments", {"ids": [task.pk, done.pk], "due_on": None}, content_type="application/json").json()
    assert said["done"] == [task.pk] and said["refused"][0]["id"] == done.pk and Task.objects.get(pk=task.pk).due_on is None
    assert client.post("/api/v1/tasks/adjustments", {"ids": [task.pk]}, content_type="application/json").status_code == 422
    client.post("/work/tasks/changes/", {"row": [task.pk], "due_on": "2027-03-02"})
    for wrong in ({"due_on": "2027-03-03", "no_day": "1"}, {"due_on": "вчера"}, {"stage_id": 10**9}, {}):  # nothing is changed, and nothing chosen is lost
        again = client.post("/work/tasks/changes/", {"row": [task.pk], "assignee": "", "next": f"/work/tasks/?project={task.project_id}&state=all", **wrong})
        page = again.content.decode()
        assert again.status_code in (409, 422) and f'value="{task.pk}" aria-label="{task.title}" checked' in page and page.count(" checked") == 1 + ("no_day" in wrong)
        assert wrong.get("due_on", "") in page and f'name="next" value="/work/tasks/?project={task.project_id}&amp;state=all"' in page
    assert Task.objects.get(pk=task.pk).due_on == date(2027, 3, 2)
    client.post("/work/tasks/changes/", {"row": [task.pk], "no_day": "1"})
    assert Task.objects.get(pk=task.pk).due_on is None
    assert enter(client, "anna").post("/work/tasks/changes/", told).status_code == 403
    assert enter(client, "irina").post("/work/tasks/changes/", told).status_code == 404


@pytest.mark.django_db
def test_a_task_is_queued_and_not_adjusted_once_done(task):
    pavel = make.person("pavel", "pm")
    assert actions.queue_task(task, to="backlog", by=pavel, at=timezone.now()).state == "backlog"
    with pytest.raises(NotYourDuty):
        actions.queue_task(task, to="todo", by=task.assignee, at=timezone.now())
    with pytest.raises(Malformed):
        actions.queue_task(task, to="done", by=pavel, at=timezone.now())
    with pytest.raises(Malformed):
        actions.adjust_task(task, to={}, by=pavel, at=timezone.now())
    actions.queue_task(task, to="todo", by=pavel, at=timezone.now())
    actions.finish_task(task, by=task.assignee, at=timezone.now())
    with pytest.raises(Refused):
        actions.queue_task(task, to="backlog", by=pavel, at=timezone.now())


@pytest.mark.django_db
def test_my_day_tells_now_blocked_later_and_what_waits_for_me(client, task):
    now = timezone.now()
    due = make.task(task.project, title="Сегодняшняя", due_on=today(now), at=now)
    stuck = make.task(task.project, title="Стоит", at=now)
    actions.block_task(stuck, reason="нет доступа", by=stuck.assignee, at=now)
    handed = make.task(task.project, title="Сдана", at=now)
    actions.finish_task(handed, by=handed.assignee, at=now)

    day = queries.my_day(task.assignee, now)
    assert ([one.task for one in day.now], [one.task for one in day.blocked], [one.task for one in day.handed]) == ([due], [stuck], [handed])
    assert task in [one.task for one in day.later]
    actions.start_task(task, by=task.assignee, at=now)
    assert [one.task for one in queries.my_day(task.assignee, now).now] == [task, due]
    page = enter(client, "pavel").get("/work/").content.decode()
    assert "Сдана" in page and "Сегодняшняя" not in page
    assert "Сдана" not in enter(client, "anna").get("/work/").content.decode()


@pytest.mark.django_db
def test_of_what_is_done_the_last_stand_on_the_board_and_the_rest_in_the_list(client, task, monkeypatch):
    monkeypatch.setattr(import_module("svyazka.work.rules.shown"), "DONE_SHOWN", 2)
    at = timezone.now()
    for number in range(4):
        done = make.task(task.project, title=f"Готовая {number}", at=at)
        Task.objects.filter(pk=done.pk).update(state="done", done_at=at + timedelta(hours=number))
    page = enter(client, "pavel").get(f"/work/projects/{task.project_id}/").content.decode()
    assert page.index("Готовая 3") < page.index("Готовая 2") and "Готовая 1" not in page.split('id="board"')[1]
    assert f'href="/work/tasks/?project={task.project_id}&state=done">списком' in page.replace("&amp;", "&")
