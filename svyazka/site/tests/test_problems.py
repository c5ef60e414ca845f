"""Below /api/ every refusal is a problem document in the reader's language, whoever refuses; what would be overwritten unseen is refused."""

import json

import pytest
from django.test import Client

from svyazka.leads.models import Lead
from svyazka.people.models import Person
from svyazka.site.api import api
from svyazka.site.tests.test_matrix import ROUTES, _filled, _shape
from svyazka.site.tests.world import Program, founded

pytestmark = pytest.mark.django_db
JSON = "application/json"
LEAD = {"source": "search", "title": "Сайт завода", "request": "Нужен сайт"}
OWN = {"/api/v1/tasks/{task_id}/hours", "/api/v1/engagements/{engagement_id}/hours"}  # one's own hours of a day, made exactly as many


@pytest.fixture
def anna():
    founded()
    return Program("anna")


def told(answer, status: int) -> dict:
    """Return the problem told, having looked that it is one, of this status, with a sentence in Russian or English."""
    problem = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"], problem["status"]) == (status, "application/problem+json", status)
    assert {"type", "title", "reasons", "duty", "held_by"} <= set(problem) and problem["title"] and all(problem["reasons"])
    return problem


def is_russian(words: str) -> bool:
    return any("а" <= letter <= "я" for letter in words)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_method_that_is_not_taken_is_told_with_those_that_are(anna, language):
    answer = anna.client.patch("/api/v1/leads", "{}", content_type=JSON, headers=anna.headers | {"Accept-Language": language})
    problem = told(answer, 405)
    assert answer["Allow"] == "GET, POST" and "GET, POST" in problem["reasons"][0]
    assert is_russian(problem["title"]) == is_russian(problem["reasons"][0]) == (language == "ru")
    assert answer["Content-Language"] == language and answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("path", ["/api/v1/no-such-call", "/api/nothing", "/api/v1/leads/abc", "/api/v1/leads/99999999", "/api/v1/leads/%00"])
def test_what_is_not_there_is_told(anna, path, language):
    for headers in (anna.headers, {}):
        answer = anna.client.get(path, headers=headers | {"Accept-Language": language})
        assert answer.status_code in (401, 404, 422)
        assert is_russian(told(answer, answer.status_code)["title"]) == (language == "ru")
    assert answer["Content-Language"] == language


def test_a_body_that_cannot_be_read_is_told(anna):
    for body, kind in (("{", JSON), ("\x00", JSON), ("title=x", "application/x-www-form-urlencoded"), (b"\xff", JSON)):
        problem = told(anna.client.generic("POST", "/api/v1/leads", body, content_type=kind, headers=anna.headers), 400)
        assert is_russian(problem["title"]) and is_russian(problem["reasons"][0])
    torn = anna.client.generic("POST", "/api/v1/engagements/1/files", "--x", content_type="multipart/form-data", headers=anna.headers)
    assert is_russian(told(torn, 400)["title"])


def test_a_name_that_is_not_ours_is_told(anna):
    answer = anna.client.get("/api/v1/me", headers=anna.headers | {"Host": "evil.example/x"})
    assert is_russian(told(answer, 400)["reasons"][0])


def test_who_is_not_known_is_told_how_to_be(anna):
    answer = Client().get("/api/v1/me", headers={"Accept-Language": "ru"})
    assert is_russian(told(answer, 401)["title"]) and answer["WWW-Authenticate"] == "Bearer"


def test_a_browser_without_the_token_against_forgery_is_told(anna):
    browser = Client(enforce_csrf_checks=True, headers={"Accept-Language": "ru"})
    browser.force_login(Person.objects.get(username="anna"), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post("/api/v1/leads", LEAD, content_type=JSON)
    assert is_russian(told(answer, 403)["reasons"][0]) and not Lead.objects.exists()


def test_a_fault_of_ours_before_the_call_is_told(anna, monkeypatch):
    monkeypatch.setattr("svyazka.kit.http.too_big", lambda request: 1 / 0)
    anna.client.raise_request_exception = False
    assert is_russian(told(anna.client.get("/api/v1/me", headers=anna.headers), 500)["title"])


def test_pages_go_on_answering_with_pages(anna):
    for path in ("/no-such-page/", "/leads/99999999/"):
        assert anna.client.get(path)["Content-Type"].startswith("text/html")


# ---- what would be overwritten unseen -----------------------------------------------------------------------------


def overwriting() -> list[str]:
    return sorted(path for path, methods in api.get_openapi_schema()["paths"].items() if {"put", "patch"} & set(methods))


@pytest.mark.parametrize("path", overwriting())
def test_what_is_written_anew_names_the_version_seen(small_world, path):
    people, keys = small_world
    call, row = next((call, row) for call, row in ROUTES.items() if _shape(call) == _shape(f"PUT {path.removeprefix('/api/v1')}"))
    place, body = call.format(**keys).removeprefix("PUT "), _filled(row["body"], keys)
    told_of = api.get_openapi_schema()["paths"][path]["put"]

    def put(**headers):
        speaker = people["dev"]
        return speaker.client.put(f"/api/v1{place}", json.dumps(body), content_type=JSON, headers=speaker.headers | headers)

    if path in OWN:
        assert put().status_code != 428 and "428" not in told_of["responses"]
        return
    problem = told(put(), 428)
    assert "If-Match" in problem["reasons"][0] and is_russian(problem["title"]) and is_russian(problem["reasons"][0])
    assert put(**{"If-Match": "*"}).status_code != 428
    assert [one["required"] for one in told_of["parameters"] if one["name"] == "If-Match"] == [True]


def test_the_version_seen_lets_write_and_an_older_one_does_not(small_world):
    people, keys = small_world
    anna, path = people["anna"], f"/api/v1/interview-answers/{keys['answer']}"
    version = next(row["version"] for row in anna.get(f"/interviews/{keys['interview']}").said["answers"] if row["id"] == keys["answer"])

    def put(seen: int):
        return anna.client.put(path, {"text": "Меньше звонков"}, content_type=JSON, headers=anna.headers | {"If-Match": f'"{seen}"'})

    assert put(version).status_code == 200
    told(put(version), 412)
