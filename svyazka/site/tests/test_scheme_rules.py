"""The scheme decides, on pages and in the API, and its change is felt at the next request."""

import pytest
from django.test import Client

from svyazka.people.models import Person
from svyazka.site.tests.test_walk import LEAD, to_contract
from svyazka.site.tests.world import founded, programs
from svyazka.work.models import Task

pytestmark = pytest.mark.django_db
DOOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def people():
    founded()
    return programs()


def at_pages(login: str) -> Client:
    """Return the browser of a person who has signed in."""
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(Person.objects.get(username=login), backend=DOOR)
    return client


def project_of(people) -> tuple[int, dict]:
    engagement, contract = to_contract(people)
    return engagement, people["pavel"].does(f"/contracts/{contract['id']}/projects")


def a_task(project: dict) -> dict:
    return {"title": "Вёрстка", "stage_id": project["stages"][0]["id"], "assignee": "dev", "estimate_hours": "8"}


def tasks_set_by(people, login: str, project: dict) -> int:
    return people[login].post(f"/projects/{project['id']}/tasks", a_task(project)).status_code


def test_on_the_page_too_the_am_is_told_whose_duty_it_is(people):
    _engagement, project = project_of(people)

    answer = at_pages("anna").post(f"/work/projects/{project['id']}/tasks/", a_task(project))

    told = answer.content.decode()
    assert answer.status_code == 403
    assert "Павел Ким" in told
    assert 'value="task.set"' in told  # the page offers to ask him
    assert not Task.objects.exists()


def test_one_person_in_both_seats_sets_the_tasks(people):
    engagement, project = project_of(people)
    assert tasks_set_by(people, "anna", project) == 403

    people["head"].does(f"/engagements/{engagement}/seats", {"seat": "pm", "person": "anna", "reason": "личный бренд"})

    assert tasks_set_by(people, "anna", project) == 201
    assert tasks_set_by(people, "pavel", project) == 404  # what he sits on no longer is out of his sight


def test_another_scheme_on_the_engagement_answers_at_the_next_request(people):
    engagement, project = project_of(people)
    assert tasks_set_by(people, "anna", project) == 403

    switch = people["director"].does(
        "/transitions", {"to": "one", "scope": {"kind": "engagement", "id": engagement}, "reason": "маленький проект"}
    )
    people["director"].does(f"/transitions/{switch['id']}/execution")

    answers = {login: tasks_set_by(people, login, project) for login in ("anna", "pavel", "irina")}
    assert answers == {"anna": 201, "pavel": 404, "irina": 404}
    assert people["anna"].get(f"/may?duty=task.set&engagement={engagement}").said["may"] is True


def test_other_engagements_keep_their_scheme(people):
    engagement, _project = project_of(people)
    other = people["anna"].does(
        "/leads", LEAD | {"company": "ООО Другая", "contact": {"name": "Ия", "email": "i@example.org"}}
    )
    people["anna"].does(f"/leads/{other['id']}/taking")
    switch = people["director"].does("/transitions", {"to": "one", "scope": {"kind": "engagement", "id": engagement}})
    people["director"].does(f"/transitions/{switch['id']}/execution")

    assert people["anna"].get(f"/may?duty=task.set&engagement={other['engagement_id']}").said["may"] is False
