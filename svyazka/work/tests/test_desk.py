"""My day: what is timed first, what was given back next, the hours of today against the norm, the boards of who sets tasks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from svyazka.people.queries import today, windows_of
from svyazka.work import actions, queries
from svyazka.work.models import Task, TimeEntry, Timer
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks():
    """Let the developer have three tasks begun, one more blocked and handed in by nobody."""
    at = timezone.now()
    make.pair()
    project = make.project(at=at)
    made = [make.task(project, title=title, at=at) for title in ("Каталог", "Корзина", "Поиск")]
    Task.objects.update(state="doing", started_at=at)
    return made


def test_what_is_timed_comes_first_then_what_was_given_back(tasks):
    catalogue, basket, search = tasks
    dev = catalogue.assignee
    Task.objects.filter(pk=basket.pk).update(returned_reason="не та сетка")
    assert [one.task.title for one in queries.my_day(dev, timezone.now()).now] == ["Корзина", "Каталог", "Поиск"]
    actions.start_timer(search, by=dev, at=timezone.now())
    assert [one.task.title for one in queries.my_day(dev, timezone.now()).now] == ["Поиск", "Корзина", "Каталог"]


def test_hours_of_today_are_those_written_and_those_running(tasks):
    at, task = timezone.now(), tasks[0]
    dev = task.assignee
    norm = windows_of([dev.pk], today(at), today(at))[dev.pk].hours_of(today(at))
    assert (queries.spent_today(dev, at).all, queries.spent_today(dev, at).norm) == (0, norm)
    actions.log_time(task, worked_on=today(at), hours=Decimal(2), by=dev, at=at)
    actions.start_timer(task, by=dev, at=at)
    TimeEntry.objects.update(worked_on=today(at))
    Timer.objects.update(started_at=at)
    later = at + timedelta(minutes=30)
    spent = queries.spent_today(dev, later)
    assert spent.written == 2 and spent.all == spent.written + spent.running
    assert spent.running == queries.days_of(Timer.objects.get(), later).get(today(later), 0)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_who_sets_tasks_sees_their_boards_and_nobody_else_does(client, tasks, language):
    Task.objects.filter(pk=tasks[0].pk).update(state="review", finished_at=timezone.now())
    Task.objects.filter(pk=tasks[1].pk).update(blocked_reason="нет макета")
    head = "Где задачи ставите вы" if language == "ru" else "Where you set tasks"
    for login, sees in (("pavel", True), ("dev", False), ("anna", False)):
        client.force_login(make.person(login))
        page = client.get("/work/", headers={"Accept-Language": language}).content.decode()
        assert (head in page) == sees, login
        if sees:
            checked, blocked = ("на проверке: 1", "заблокировано: 1") if language == "ru" else ("to check: 1", "blocked: 1")
            assert f"/work/projects/{tasks[0].project_id}/" in page and checked in page and blocked in page


def test_the_load_stands_under_its_own_item_of_the_menu(client, tasks):
    client.force_login(make.person("pavel"))
    page = client.get("/work/load/", headers={"Accept-Language": "ru"}).content.decode()
    assert page.count('aria-current="page"') and "Загрузка и подмены" in page.split('aria-current="page"', 1)[1][:400]


def test_a_desk_with_very_many_tasks_leaves_out_nothing_that_is_begun_and_tells_how_many_there_are(tasks, client, monkeypatch):
    monkeypatch.setattr("svyazka.work.queries.day.MOST", 5)
    monkeypatch.setattr("svyazka.work.views.day.LATER", 1)
    for number in range(6):
        make.task(tasks[0].project, title=f"Срочная {number}", due_on=today(timezone.now()) + timedelta(days=30), at=timezone.now())
    day = queries.my_day(tasks[0].assignee, timezone.now())
    assert (len(day.now), len(day.later), day.more, day.count) == (3, 2, 4, 9)

    client.force_login(tasks[0].assignee)
    page = client.get("/work/").content.decode()
    assert "9 задач на столе" in page and "ещё 5 в списке" in page.lower() and 'href="/work/tasks/?assignee=dev"' in page
