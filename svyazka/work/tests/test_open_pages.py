"""Pages of tasks that stay open: what they hear of, and when they look anew."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from svyazka.people.queries import today
from svyazka.work import actions
from svyazka.work.models import Task
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(db):
    return make.task(make.project(at=timezone.now()), at=timezone.now())


@pytest.fixture
def dev(client, task):
    client.force_login(task.assignee)
    return client


def seen(client, door: str) -> str:
    return client.get(door).json()["seen"]


def acts(task: Task, project_id: int):
    """Yield after each act that an open card of the task is to show."""
    at, dev = timezone.now(), task.assignee
    actions.start_task(Task.objects.get(pk=task.pk), by=dev, at=at)
    yield "begun"
    actions.log_time(Task.objects.get(pk=task.pk), worked_on=today(at), hours=Decimal(1), by=dev, at=at)
    yield "hours"
    part = make.task(task.project, title="Часть", at=at)
    Task.objects.filter(pk=part.pk).update(parent=task)
    yield "a part"
    actions.start_task(Task.objects.get(pk=part.pk), by=dev, at=at)
    yield "a part begun"
    actions.start_timer(Task.objects.get(pk=part.pk), by=dev, at=at)
    yield "my timer"


def test_an_open_card_hears_of_its_engagement_and_looks_anew_after_each_thing_it_shows(dev, task):
    door = f"/work/tasks/{task.pk}/live/"
    assert set(dev.get(door).json()["topics"]) == {f"engagement-{task.engagement_id}", f"person-{task.assignee_id}"}
    told = [seen(dev, door)]
    assert f'data-seen="{told[0]}"' in dev.get(f"/work/tasks/{task.pk}/").content.decode()
    for _done in acts(task, task.project_id):
        told.append(seen(dev, door))
    assert len(set(told)) == len(told)

    make.task(task.project, title="Чужая", at=timezone.now())
    assert seen(dev, door) == told[-1]  # what the card does not show draws it not anew


def test_an_open_card_says_the_same_till_more_than_a_timer_has_changed_on_it(client, dev, task):
    client.force_login(make.person("pavel", "pm"))

    def says() -> str:
        return re.search(r'data-says="(\w+)"', client.get(f"/work/tasks/{task.pk}/").content.decode())[1]

    told = []
    for done in acts(task, task.project_id):
        told.append(says())
        if done == "a part begun":
            actions.start_timer(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
            assert says() == told[-1], "a timer of the task"
    assert len(set(told)) == 4 and told[-1] == told[-2], "nor does one of its part"


def test_a_card_that_came_back_as_it_was_typed_is_not_drawn_over(dev, task):
    page = dev.post(f"/work/tasks/{task.pk}/time-entries/", {"worked_on": "", "hours": "8"})
    assert page.status_code == 422 and "data-live" not in page.content.decode().split('id="page"')[1]


def test_an_open_list_hears_of_where_its_tasks_are_and_looks_anew_when_one_changes(dev, task):
    door = f"/work/tasks/live/?project={task.project_id}"
    told = dev.get(door).json()
    assert f"engagement-{task.engagement_id}" in told["topics"]
    assert f'data-seen="{told["seen"]}"' in dev.get(f"/work/tasks/?project={task.project_id}").content.decode()

    actions.start_task(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())
    assert seen(dev, door) != told["seen"]
    assert seen(dev, f"/work/tasks/live/?project={task.project_id}&state=done") != seen(dev, door)


def test_pages_of_others_tasks_open_no_door(client, task):
    client.force_login(make.person("stranger", "specialist"))
    assert client.get(f"/work/tasks/{task.pk}/live/").status_code == 404
    assert f"engagement-{task.engagement_id}" not in client.get("/work/tasks/live/").json()["topics"]


def test_the_timer_of_the_bar_is_asked_for_by_itself_and_its_presses_come_back_to_the_page(dev, task):
    assert 'data-timer="0"' in dev.get("/work/timer/bar/?here=/work/").content.decode()
    before = seen(dev, "/work/timer/live/")
    timer = actions.start_timer(Task.objects.get(pk=task.pk), by=task.assignee, at=timezone.now())

    bar = dev.get("/work/timer/bar/?here=/clients/?q=%22%3E").content.decode()
    assert f'data-timer="{timer.pk}"' in bar and 'value="/clients/?q=&#34;&gt;"' in bar
    assert seen(dev, "/work/timer/live/") == str(timer.pk) != before
