"""What a client writes in the portal is intake: the AM sees it, the PM alone makes a task of it, and the way back stands."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from svyazka.clients.actions import client_says, say_to_client
from svyazka.clients.steps import say
from svyazka.kit.errors import Malformed
from svyazka.kit.memo import forget
from svyazka.leads.models import AnswerNorm
from svyazka.people.queries import today
from svyazka.roles.tests.make import bearer
from svyazka.work import actions, queries
from svyazka.work.models import Task
from svyazka.work.tests import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def project():
    return make.project(at=NOW)


@pytest.fixture
def said(project):
    """Let the client ask for a blog in the portal."""
    contact = make.person("client", "", kind="contact")
    project.engagement.client.contacts.update(account=contact)
    return client_says(project.engagement, text="Сделайте нам блог\nк весне", by=contact, at=NOW)


def typed(project, **more) -> dict:
    return {"title": "Блог", "stage_id": project.stages.first().pk, "assignee": "dev", "estimate_hours": "4", **more}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_it_stands_on_the_am_s_today_until_it_is_answered_and_on_nobody_else_s(client, project, said, language):
    headers, words = {"Accept-Language": language}, "Клиент пишет: Сделайте нам блог" if language == "ru" else "The client writes: Сделайте нам блог"
    for login, sees in (("anna", True), ("pavel", False), ("dev", False)):
        client.force_login(make.person(login))
        assert (words in client.get("/", headers=headers).content.decode()) == sees, login
    assert not Task.objects.exists()
    say_to_client(project.engagement, text="Спасибо, посчитаем", by=make.person("anna"), at=timezone.now())
    client.force_login(make.person("anna"))
    assert words not in client.get("/", headers=headers).content.decode()
    assert queries.unanswered(make.person("anna"), NOW) == []


def test_the_answer_is_due_by_the_norm_of_the_day_from_the_first_word_on_and_no_letter_of_the_house_stops_it(client, project):
    at = make.MONDAY
    contact, anna = make.person("client", "", kind="contact"), make.person("anna")
    project.engagement.client.contacts.update(account=contact)
    say_to_client(project.engagement, text="Начали", by=anna, at=at)
    for minutes, text in ((30, "Где макет?"), (50, "Ау")):
        client_says(project.engagement, text=text, by=contact, at=at + timedelta(minutes=minutes))
    say(project.engagement, "Использовано 70 % часов", stream="client", author_name="Старта", at=at + timedelta(minutes=55))
    word = queries.unanswered(anna, at)[0]
    due = lambda: queries.answers_due([project.engagement], at)[project.engagement_id]  # noqa: E731
    assert word.text == "Ау" and due() == at + timedelta(hours=2, minutes=30), "two hours of work from the first word"
    AnswerNorm.objects.create(kind="talk", minutes=60, starts_on=today(at))
    forget("leads.norms")
    assert due() == at + timedelta(hours=1, minutes=30)
    assert queries.answers_due([project.engagement], at + timedelta(days=1)) == {}
    with time_machine.travel(at + timedelta(hours=1), tick=False):
        client.force_login(contact)
        assert "an answer comes by" in client.get("/portal/", headers={"Accept-Language": "en"}).content.decode()
    say_to_client(project.engagement, text="Завтра", by=anna, at=at + timedelta(hours=1))
    assert queries.unanswered(anna, at) == []


def test_the_am_asks_the_pm_with_the_words_and_the_pm_sets_it_from_there(client, project, said):
    thread = f"/engagements/{project.engagement_id}/?tab=client"
    client.force_login(make.person("anna"))
    page = client.get(thread).content.decode()
    form = f"/work/projects/{project.pk}/?message={said.pk}#set"
    assert 'value="task.set"' in page and form in page and "Сделайте нам блог" in page
    asked = {"duty": "task.set", "login": "pavel", "engagement": project.engagement_id, "note": "Сделайте нам блог", "url": form, "next": thread}
    assert client.post("/scheme/requests/", asked).headers["Location"] == thread
    assert client.post(f"/work/projects/{project.pk}/tasks/", typed(project, message=said.pk)).status_code == 403 and not Task.objects.exists()

    client.force_login(make.person("pavel", "pm"))
    today = client.get("/").content.decode()
    assert form in today and "Сделайте нам блог" in today
    board = client.get(f"/work/projects/{project.pk}/?message={said.pk}").content.decode()
    assert 'value="Сделайте нам блог"' in board and f'name="message" value="{said.pk}"' in board
    assert client.post(f"/work/projects/{project.pk}/tasks/", typed(project, message=said.pk)).status_code == 302
    task = Task.objects.get()
    assert task.from_message == said and f"?tab=client#message-{said.pk}" in client.get(f"/work/tasks/{task.pk}/").content.decode()
    client.force_login(make.person("anna"))
    assert f"/work/tasks/{task.pk}/" in client.get(thread).content.decode()


def test_a_form_that_comes_back_keeps_what_it_is_made_of(client, project, said):
    client.force_login(make.person("pavel", "pm"))
    again = client.post(f"/work/projects/{project.pk}/tasks/", typed(project, message=said.pk, title=""))
    assert again.status_code == 422 and f'name="message" value="{said.pk}"' in again.content.decode()


def test_a_task_made_of_a_problem_stands_on_it(client, project):
    problem = actions.raise_problem(project.engagement, kind="term", text="Сделайте блог", by=make.person("anna"), at=NOW)
    client.force_login(make.person("pavel", "pm"))
    assert f"?problem={problem.pk}#set" in client.get(f"/work/problems/{problem.pk}/").content.decode()
    client.post(f"/work/projects/{project.pk}/tasks/", typed(project, problem=problem.pk))
    problem.refresh_from_db()
    assert problem.task == Task.objects.get() and f"/work/problems/{problem.pk}/" in client.get(f"/work/tasks/{problem.task_id}/").content.decode()


def test_a_program_names_it_and_what_is_not_there_is_refused(client, project, said):
    place, pavel = f"/api/v1/projects/{project.pk}/tasks", bearer(make.person("pavel", "pm"))
    made = client.post(place, typed(project, message_id=said.pk), content_type="application/json", headers=pavel)
    assert made.status_code == 201 and made.json()["from_message_id"] == said.pk
    inside = say_to_client(project.engagement, text="Наши слова", by=make.person("anna"), at=NOW)
    for wrong in ({"message_id": inside.pk}, {"message_id": said.pk + 999}, {"problem_id": 99999}):
        with pytest.raises(Malformed):
            actions.set_task(project, title="Х", stage_id=project.stages.first().pk, assignee="dev", estimate_hours=1, **wrong, by=make.person("pavel", "pm"), at=timezone.now())
    assert Task.objects.count() == 1


def test_a_task_that_is_refused_is_not_typed_twice(client, project, said):
    project.stages.update(state="on_defence")
    client.force_login(make.person("pavel", "pm"))
    again = client.post(f"/work/projects/{project.pk}/tasks/", typed(project, message=said.pk, text="Длинный рассказ"))
    page = again.content.decode()
    assert again.status_code == 409 and "Длинный рассказ" in page and f'name="message" value="{said.pk}"' in page and not Task.objects.exists()
