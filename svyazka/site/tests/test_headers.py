"""What every answer tells a browser: what may run, who may frame it, what is told elsewhere, how a file is saved."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from svyazka.clients.models import StoredFile
from svyazka.people.models import Person
from svyazka.site.tests.world import Program, founded

pytestmark = pytest.mark.django_db
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
POLICY = "Content-Security-Policy"
LEAD = {"source": "search", "title": "Сайт завода", "request": "Нужен сайт", "company": "ООО Проба",
        "contact": {"name": "Пётр", "email": "p@example.org"}}  # fmt: skip
SCRIPT = b"<script>alert(1)</script>"


def of(login: str) -> Client:
    client = Client(headers={"Accept-Language": "ru"})
    client.force_login(Person.objects.get(username=login), backend=DOOR)
    return client


def rules(answer) -> dict[str, list[str]]:
    """Return the policy of the answer: each directive and what it allows."""
    told = [one.split() for one in answer[POLICY].split(";") if one.strip()]
    return {name: allowed for name, *allowed in told}


@pytest.mark.parametrize("path", ["/", "/leads/", "/clients/", "/leads/form/", "/people/me/"])
def test_a_page_runs_only_what_it_names(path):
    founded()
    anna = of("anna")
    first, second = rules(anna.get(path)), rules(anna.get(path))

    assert first["default-src"] == ["'self'"]
    assert first["object-src"] == first["base-uri"] == first["frame-ancestors"] == ["'none'"]
    assert first["form-action"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:"} & {*first["script-src"]}
    assert "'unsafe-inline'" not in first["style-src"]
    assert nonces(first) and nonces(first).isdisjoint(nonces(second))


def nonces(policy: dict[str, list[str]]) -> set[str]:
    return {one for one in policy["script-src"] if one.startswith("'nonce-")}


def test_a_page_carries_no_script_or_style_of_its_own():
    founded()
    page = of("anna").get("/")
    words = page.content.decode()

    named = re.findall(r"<script\b([^>]*)>([^<]*)</script>", words)
    nonce = re.search(r"'nonce-([^']+)'", page[POLICY])[1]
    assert named and all(f'nonce="{nonce}"' in attributes and "src=" in attributes for attributes, _ in named)
    assert [inside for _, inside in named if inside.strip()] == []
    assert re.findall(r"<style\b|\sstyle=|\son(?:click|load|submit|change|error)=|javascript:", words) == []


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/static/dist/mark.svg", "/leads/form/", "/no-such-page/"])
def test_an_answer_is_not_guessed_at(path):
    founded()
    assert of("anna").get(path)["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/api/v1/me", "/accounts/login/?again", "/leads/form/"])
def test_an_answer_is_not_framed_and_tells_no_address_elsewhere(path):
    founded()
    answer = of("anna").get(path)

    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites():
    founded()
    client = Client()
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": "anna", "password": "demo"})

    session = client.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("name", "kind", "sent", "way"),
    [
        ("знак.png", "image/png", "image/png", "inline"),
        ("план работ.html", "text/html", "application/octet-stream", "attachment"),
        ("рисунок.svg", "image/svg+xml", "application/octet-stream", "attachment"),
        ('a"; filename="b.exe', "application/x-msdownload", "application/octet-stream", "attachment"),
    ],
)
def test_a_file_is_shown_only_when_it_can_do_no_harm(name, kind, sent, way):
    kept = file_of_anna(name, kind)
    answer = of("anna").get(f"/files/{kept.pk}/")

    assert b"".join(answer.streaming_content) == SCRIPT
    assert answer["Content-Type"] == sent
    assert re.fullmatch(rf"{way}; filename\*=UTF-8''[A-Za-z0-9%._/-]+", answer["Content-Disposition"])
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert rules(answer) == {"sandbox": [], "default-src": ["'none'"]}
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_is_not_there_for_those_who_do_not_see_the_engagement():
    kept = file_of_anna("смета.pdf", "application/pdf")

    assert of("dev").get(f"/files/{kept.pk}/").status_code == 404
    assert Client().get(f"/files/{kept.pk}/").status_code == 302


def file_of_anna(name: str, kind: str) -> StoredFile:
    founded()
    anna = Program("anna")
    engagement = anna.does("/leads", LEAD)["engagement_id"]
    upload = SimpleUploadedFile(name, SCRIPT, content_type=kind)
    of("anna").post(f"/engagements/{engagement}/files/", {"stream": "internal", "file": upload})
    return StoredFile.objects.get()
