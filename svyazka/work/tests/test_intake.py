"""What a client asks for comes in as a message or a problem; only the PM's seat makes a task of it."""

import pytest
from django.utils import timezone

from svyazka.clients.models import Message
from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty
from svyazka.kit.guard import DOORS, may
from svyazka.people.queries import the_agency
from svyazka.roles.actions import ask_for
from svyazka.work import actions
from svyazka.work.models import Problem, Task
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
SETS = ("set_task", "lay_template", "change_task", "adjust_task", "nest_task", "queue_task", "order_task", "add_points")


def test_a_problem_of_a_client_is_no_task_and_the_am_makes_none_of_it():
    project, at = make.project(at=timezone.now()), timezone.now()
    contact, anna = make.person("client", "", kind="contact"), make.person("anna")
    project.engagement.client.contacts.update(account=contact)
    actions.raise_problem(project.engagement, kind="term", text="Сделайте блог", by=contact, at=at)

    assert Problem.objects.exists() and not Task.objects.exists()
    for by in (contact, anna):
        with pytest.raises(NotYourDuty) as refused:
            actions.set_task(project, title="Блог", stage_id=project.stages.first().pk, assignee="dev", estimate_hours=1, by=by, at=at)
        if by == anna:
            assert [one["login"] for one in refused.value.held_by] == ["pavel"]
    assert not Task.objects.exists()


@pytest.mark.parametrize("name", SETS)
def test_every_door_that_sets_tasks_is_the_pm_s(name):
    project, at = make.project(at=timezone.now()), timezone.now()
    door = DOORS[f"work.{name}"]

    assert door.duty == actions.SET_TASK
    assert [bool(may(make.person(*who), door.duty, project, at)) for who in (("pavel", "pm"), ("anna",), ("dev", "specialist"))] == [True, False, False]


def test_the_request_of_a_client_reaches_the_pm_s_form_already_typed(client):
    project = make.project(at=timezone.now())
    problem = actions.raise_problem(project.engagement, kind="term", text="Сделайте блог", by=make.person("anna"), at=timezone.now())
    client.force_login(make.person("pavel", "pm"))
    assert "title=" in client.get(f"/work/problems/{problem.pk}/").content.decode()
    assert "Сделайте блог" in client.get(f"/work/projects/{project.pk}/?title=Сделайте блог").content.decode()
    client.force_login(make.person("anna"))
    page = client.get(f"/work/problems/{problem.pk}/").content.decode()
    assert "/scheme/requests/" in page and 'value="task.set"' in page and not Task.objects.exists()


@pytest.mark.parametrize("kind", ["message", "problem"])
def test_a_task_made_of_what_was_asked_for_answers_whoever_asked(kind):
    project, at = make.project(at=timezone.now()), timezone.now()
    anna, pavel, dev = make.person("anna"), make.person("pavel", "pm"), make.person("dev", "specialist")
    problem = actions.raise_problem(project.engagement, kind="term", text="Сделайте блог", by=anna, at=at)
    said = Message.objects.create(engagement=project.engagement, stream="client", from_client=True, text="Сделайте блог", channel="portal", said_at=at)
    key = {"message": said.pk, "problem": problem.pk}[kind]
    asked, other = [ask_for(the_agency(), duty="task.set", of=pavel, engagement=project.engagement, url=f"/work/projects/{project.pk}/?{kind}={n}#set", by=anna, at=at)
                    for n in (key, f"{key}1")]  # fmt: skip

    task = actions.set_task(project, title="Блог", stage_id=project.stages.first().pk, assignee=dev.username, estimate_hours=1, by=pavel, at=at, **{f"{kind}_id": key})

    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.agreed, asked.answered_at, other.answered_at) == (True, at, None)
    told = Notice.objects.get(person=anna, text_verb="roles.answered")
    assert told.url == f"/work/tasks/{task.pk}/" and "Блог" in told.facts["note"]
