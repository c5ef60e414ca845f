"""A task that still waits is begun only by who says so; whoever checks it is told."""

import pytest
from django.utils import timezone

from svyazka.briefs.tests.test_pages import as_
from svyazka.journal.models import Entry, Notice
from svyazka.roles.tests.make import bearer
from svyazka.work.actions import link_task, start_task, start_timer
from svyazka.work.models import Task
from svyazka.work.rules import Early
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    """A task of dev that waits for another, which is not begun."""
    at = timezone.now()
    first = make.task(title="Макеты", at=at)
    task = make.task(first.project, title="Вёрстка", at=at)
    link_task(task, after=[first.pk], by=make.person("pavel", "pm"), at=at)
    return Task.objects.get(pk=task.pk)


def told() -> list[tuple]:
    return list(Notice.objects.filter(text_verb="work.task_begun_early").values_list("person__username", "facts__waits"))


@pytest.mark.parametrize("act", [start_task, start_timer])
def test_what_still_waits_is_begun_only_by_a_word(held, act):
    with pytest.raises(Early, match="Макеты"):
        act(held, early=False, by=held.assignee, at=timezone.now())
    held.refresh_from_db()
    assert (held.state, told()) == ("todo", [])

    act(held, by=held.assignee, at=timezone.now())
    held.refresh_from_db()
    assert (held.state, told()) == ("doing", [("pavel", "Макеты")])
    start = Entry.objects.filter(verb="work.task_started").last()
    assert start is None or start.facts["waits"] == ["Макеты"]


def test_what_waits_for_nothing_needs_no_word(held):
    first = Task.objects.get(title="Макеты")
    assert start_task(first, early=False, by=first.assignee, at=timezone.now()).state == "doing" and told() == []


@pytest.mark.parametrize(("door", "more"), [("start/", {}), ("timer/", {}), ("moving/", {"to": "doing", "was": "todo"})])
def test_the_page_asks_before(client, held, door, more):
    client = as_(client, make.person("dev", "specialist"))
    asked = client.post(f"/work/tasks/{held.pk}/{door}", {**more, "next": "/work/"})
    page = asked.content.decode()
    assert asked.status_code == 409 and "Макеты" in page and 'name="early" value="1"' in page and 'value="/work/"' in page
    held.refresh_from_db()
    assert held.state == "todo"

    agreed = client.post(f"/work/tasks/{held.pk}/{'start/' if door == 'moving/' else door}", {"early": "1", "next": "/work/"})
    held.refresh_from_db()
    assert (agreed.status_code, agreed.url, held.state) == (302, "/work/", "doing")


def test_the_open_board_says_why_the_card_went_back(client, held):
    page = as_(client, make.person("dev", "specialist")).post(f"/work/tasks/{held.pk}/moving/", {"to": "doing", "was": "todo"}, headers={"X-Board": "1"})
    assert page.status_code == 409 and "Макеты" in page.content.decode() and 'name="early" value="1"' in page.content.decode()


def test_a_program_begins_as_it_always_did_and_may_ask(client, held):
    def post(body):
        return client.post(f"/api/v1/tasks/{held.pk}/start", body, headers=bearer(make.person("dev", "specialist")), content_type="application/json")

    refused = post({"early": False})
    assert refused.status_code == 409 and "Макеты" in refused.json()["reasons"][0]
    assert post("").json()["state"] == "doing"
