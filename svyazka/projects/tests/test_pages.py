"""Pages of projects work, hide what is not seen, and cost the same for few and many; the AM sees no tasks in the plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.projects.actions import start_project
from svyazka.projects.tests import make
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(db):
    return make.project(at=timezone.now())


def signed_in(client, login: str, track: str = "am"):
    client.force_login(person(login, track))
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("login", ["anna", "pavel"])
def test_list_and_page_are_shown_to_those_who_sit_there(client, project, login, language):
    page = signed_in(client, login)
    headers = {"Accept-Language": language}

    assert page.get("/projects/", headers=headers).status_code == 200
    assert project.title in page.get(f"/projects/{project.pk}/", headers=headers).content.decode()


def test_a_stranger_finds_nothing(client, project):
    page = signed_in(client, "irina")

    assert page.get(f"/projects/{project.pk}/").status_code == 404
    assert project.title not in page.get("/projects/").content.decode()


def test_the_pm_moves_a_promise_from_the_page_and_the_am_may_not(client, project):
    stage = project.stages.get()
    told = {"promised_on": "2027-04-10", "reason": "клиент просит"}

    assert signed_in(client, "anna").post(f"/projects/stages/{stage.pk}/promises/", told).status_code == 403
    assert signed_in(client, "pavel").post(f"/projects/stages/{stage.pk}/promises/", told).status_code == 302
    stage.refresh_from_db()
    assert str(stage.promised_on) == "2027-04-10"


def test_the_list_costs_the_same_for_few_and_many(client, project):
    page = signed_in(client, "pavel")
    page.get("/projects/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page.get("/projects/")
        return len(asked)

    few = cost()
    for n in range(9):
        make.project(title=f"Проект {n}", at=timezone.now())

    assert cost() == few


def test_the_project_starts_through_the_api(client):
    anna, pavel, _dev = make.pair()
    contract = make.contract(am=anna, pm=pavel)
    client.force_login(anna)

    refused = client.post(f"/api/v1/contracts/{contract.pk}/projects", {}, content_type="application/json")
    assert (refused.status_code, refused.json()["duty"], refused.json()["held_by"][0]["login"]) == (403, "project.plan", "pavel")

    client.force_login(pavel)
    made = client.post(f"/api/v1/contracts/{contract.pk}/projects", {}, content_type="application/json")
    assert made.status_code == 201
    assert [stage["title"] for stage in made.json()["stages"]] == ["Каталог"]
    assert client.post(f"/api/v1/contracts/{contract.pk}/projects", {}, content_type="application/json").status_code == 409
    assert client.get("/api/v1/projects").json()["items"][0]["id"] == made.json()["id"]
    assert client.get(f"/api/v1/projects/{made.json()['id']}").json()["title"] == "Сайт завода"


def test_a_signed_contract_waits_for_its_project_on_the_pms_pages(client):
    anna, pavel, _dev = make.pair()
    agreed = make.contract(am=anna, pm=pavel)

    client.force_login(pavel)
    assert agreed.number in client.get("/projects/").content.decode()
    assert f'href="/engagements/{agreed.engagement_id}/"' in client.get("/").content.decode()
    start_project(agreed, by=pavel, at=make.MONDAY)
    assert agreed.number not in client.get("/projects/").content.decode()


def test_a_project_is_stopped_by_the_page_and_by_the_api(client, project):
    page, call = f"/projects/{project.pk}/stopping/", f"/api/v1/projects/{project.pk}/stopping"
    assert signed_in(client, "pavel").post(page, {"reason": "сам"}).status_code == 403
    assert signed_in(client, "anna").post(page, {"reason": ""}).status_code == 422
    assert client.get(f"/projects/{project.pk}/").status_code == 200
    stopped = client.post(call, {"reason": "клиент закрылся"}, "application/json")
    assert (stopped.status_code, stopped.json()["state"]) == (200, "stopped")
    assert client.post(page, {"reason": "ещё раз"}).status_code == 409
    assert client.get(f"/projects/{project.pk}/").status_code == 200
