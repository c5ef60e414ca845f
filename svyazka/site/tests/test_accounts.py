"""The library's own pages of signing in, in our frame, for a stranger and for who is signed in."""

import pytest
from allauth.usersessions.models import UserSession

from svyazka.people.models import Person
from svyazka.site.setup import token_for
from svyazka.site.tests.world import founded

pytestmark = pytest.mark.django_db
OPEN = ("/accounts/login/", "/accounts/password/reset/")
OWN = ("/accounts/password/change/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/sessions/", "/accounts/logout/")


@pytest.mark.parametrize("path", OPEN)
def test_a_stranger_finds_the_door(client, path):
    founded()
    answer = client.get(path, headers={"Accept-Language": "ru"})

    assert answer.status_code == 200
    assert "menu-brand" in answer.content.decode()


@pytest.mark.parametrize("path", OWN)
def test_a_person_keeps_their_own_sign_in(client, path):
    founded()
    client.post("/accounts/login/", {"login": "anna", "password": "demo"})

    answer = client.get(path, follow=True)

    assert answer.status_code == 200
    assert "menu-brand" in answer.content.decode()


def test_nobody_signs_themselves_up(client):
    founded()

    client.post("/accounts/signup/", {"username": "eve", "email": "eve@example.org", "password1": "a-long-password-1"})

    assert not Person.objects.filter(username="eve").exists()


def test_who_is_let_go_is_out_at_the_next_request(client):
    founded()
    client.post("/accounts/login/", {"login": "anna", "password": "demo"})
    assert client.get("/").status_code == 200

    Person.objects.filter(username="anna").update(is_active=False)

    assert client.get("/").status_code == 302


def test_a_program_with_a_token_is_no_place_of_signing_in(client):
    founded()
    client.cookies["sessionid"] = "x" * 500

    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token_for('anna')}"})

    assert answer.status_code == 200
    assert not UserSession.objects.exists()
