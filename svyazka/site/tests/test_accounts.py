"""The library's own pages of signing in, in our frame, for a stranger and for who is signed in."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.utils import timezone

from svyazka.kit.idempotency import forget_answers
from svyazka.kit.models import KeptAnswer
from svyazka.people.actions import change_card, deactivate_person, invite_person, take_back_invitation
from svyazka.people.models import ApiToken, Person
from svyazka.site.accounts import MOMENT
from svyazka.site.setup import token_for
from svyazka.site.tests.world import SINCE, founded

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


def test_where_a_person_is_signed_in_is_written_down_once_in_a_while_and_at_once_from_elsewhere(client):
    founded()
    client.force_login(Person.objects.get(username="anna"))
    client.get("/")
    first = UserSession.objects.get().last_seen_at

    client.get("/")
    assert UserSession.objects.get().last_seen_at == first

    client.get("/", headers={"User-Agent": "another browser"})
    elsewhere = UserSession.objects.get()
    assert (elsewhere.user_agent, elsewhere.last_seen_at > first) == ("another browser", True)

    UserSession.objects.update(last_seen_at=first - 2 * MOMENT)
    client.get("/", headers={"User-Agent": "another browser"})
    assert UserSession.objects.get().last_seen_at > first


LOST = "/accounts/password/reset/"


def test_who_has_a_password_is_sent_a_letter_for_another_one(client):
    founded()
    Person.objects.filter(username="anna").update(email="anna@agency.example")

    assert client.post(LOST, {"email": "Anna@agency.example"}).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["anna@agency.example"]]


def test_whom_an_invitation_did_not_bring_in_no_lost_password_does(client):
    agency = founded()
    head = Person.objects.get(username="head")
    person = invite_person(agency, login="olga", name="Ольга", email="olga@agency.example", track="am", starts_on=SINCE, by=head, at=timezone.now())
    take_back_invitation(person, by=head, at=timezone.now())
    mail.outbox.clear()

    assert client.post(LOST, {"email": "olga@agency.example"}).status_code == 302

    assert mail.outbox == []


def test_who_was_let_go_is_sent_nothing_and_an_older_letter_opens_nothing(client):
    founded()
    anna, head = (Person.objects.get(username=login) for login in ("anna", "head"))
    Person.objects.filter(pk=anna.pk).update(email="anna@agency.example")
    client.post(LOST, {"email": "anna@agency.example"})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    mail.outbox.clear()

    deactivate_person(anna, by=head, at=timezone.now())

    client.post(LOST, {"email": "anna@agency.example"})
    opened = client.get(link, follow=True)
    assert mail.outbox == []
    assert b"password1" not in opened.content


def test_an_address_taken_from_the_card_gets_nothing(client):
    founded()
    anna, head = (Person.objects.get(username=login) for login in ("anna", "head"))
    change_card(anna, name="Анна Белова", email="old@agency.example", by=head, at=timezone.now())
    EmailAddress.objects.create(user=anna, email="old@agency.example", verified=True, primary=True)

    change_card(anna, name="Анна Белова", email="new@agency.example", by=head, at=timezone.now())

    client.post(LOST, {"email": "old@agency.example"})
    assert mail.outbox == []
    client.post(LOST, {"email": "new@agency.example"})
    assert [letter.to for letter in mail.outbox] == [["new@agency.example"]]
    assert client.post("/accounts/login/", {"login": "old@agency.example", "password": "demo"}).status_code == 200


def test_nobody_adds_an_address_past_the_guard(client):
    founded()
    client.post("/accounts/login/", {"login": "anna", "password": "demo"})

    answers = [client.get("/accounts/email/").status_code, client.post("/accounts/email/", {"action_add": "", "email": "x@example.org"}).status_code]

    assert answers == [404, 404]
    assert not EmailAddress.objects.exists()


def keyed(headers: dict, client, title: str = "Сайт"):
    """Send the same call with the same key in the name of these headers."""
    body = {"source": "search", "title": title, "request": "Нужен сайт"}
    return client.post("/api/v1/leads", body, content_type="application/json", headers={**headers, "Idempotency-Key": "k1"})


def bearer(token: str) -> dict:
    return {"Authorization": f"Bearer {token}"}


def test_who_was_let_go_is_not_answered_by_an_answer_kept(client):
    founded()
    token, head = token_for("anna"), Person.objects.get(username="head")
    assert keyed(bearer(token), client).status_code == 201

    deactivate_person(Person.objects.get(username="anna"), by=head, at=timezone.now())

    again = keyed(bearer(token), client)
    assert (again.status_code, b"engagement_id" in again.content) == (401, False)


def test_a_revoked_token_is_not_answered_by_an_answer_kept(client):
    founded()
    token = token_for("anna")
    assert keyed(bearer(token), client).status_code == 201

    ApiToken.objects.update(revoked_at=timezone.now())

    assert keyed(bearer(token), client).status_code == 401


def test_two_tokens_of_a_person_share_their_keys_and_two_people_do_not(client):
    founded()
    first = keyed(bearer(token_for("anna")), client)

    second, other = keyed(bearer(token_for("anna")), client), keyed(bearer(token_for("irina")), client)

    assert (second.headers["Idempotent-Replayed"], second.content) == ("true", first.content)
    assert (other.status_code, "Idempotent-Replayed" in other.headers) == (201, False)


def test_a_token_that_may_only_read_repeats_nothing(client):
    founded()
    writes, reads = token_for("anna"), token_for("anna")
    ApiToken.objects.filter(pk=ApiToken.objects.latest("pk").pk).update(scopes=["read"])

    assert keyed(bearer(reads), client).status_code == 403
    assert keyed(bearer(writes), client).status_code == 201
    assert keyed(bearer(reads), client).status_code == 403


def test_a_stranger_has_no_keys(client):
    founded()

    assert [keyed({}, client).status_code, keyed(bearer("svz_nobody"), client).status_code] == [401, 401]
    assert not KeptAnswer.objects.exists()


def test_answers_are_kept_for_two_days(client):
    founded()
    keyed(bearer(token_for("anna")), client)
    kept_at = KeptAnswer.objects.get().kept_at

    assert forget_answers(kept_at + timedelta(hours=47)) == 0
    assert forget_answers(kept_at + timedelta(hours=49)) == 1
