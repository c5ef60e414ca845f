"""A contact's way into the portal is opened, and ends when they have left."""

import pytest
from django.core import mail
from django.utils import timezone

from svyazka.clients.actions import close_portal, invite_to_portal, keep_contact, open_portal
from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.people.models import ApiToken
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
DOOR = "allauth.account.auth_backends.AuthenticationBackend"
LONG = "я" * 400


@pytest.fixture
def people():
    return {login: make.person(login, track) for login, track in {"anna": "am", "pavel": "pm", "head": "head"}.items()}


@pytest.fixture
def contact(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    contact = place.client.contacts.get()
    account = open_portal(place.client, contact=contact, by=people["anna"], at=timezone.now())
    account.set_password("demo")
    account.save()
    contact.refresh_from_db()
    return contact


def close(contact, by):
    return close_portal(contact.client, contact=contact, by=by, at=timezone.now())


def test_the_session_and_the_token_of_who_has_left_end_at_the_next_request(people, contact, client):
    headers = make.bearer(contact.account)
    client.force_login(contact.account, backend=DOOR)
    assert [client.get("/portal/").status_code, client.get("/api/v1/portal", headers=headers).status_code] == [200, 200]

    close(contact, people["anna"])

    assert [client.get("/portal/").status_code, client.get("/api/v1/portal", headers=headers).status_code] == [302, 401]
    contact.refresh_from_db()
    assert (contact.left_on is not None, contact.account.is_active, ApiToken.objects.filter(revoked_at=None).exists()) == (True, False, False)
    assert Entry.objects.latest("seq").verb == "clients.portal_closed"


def test_an_invitation_that_waits_lets_nobody_in(people, contact, client):
    link = mail.outbox[-1].body.partition("/people/join/")[2].split()[0]

    close(contact, people["anna"])

    assert client.get(f"/people/join/{link}").status_code == 404


def test_who_has_left_leaves_once_and_is_not_invited_again(people, contact):
    gone = close(contact, people["head"])

    for act in (close_portal, open_portal, invite_to_portal):
        with pytest.raises(Refused):
            act(gone.client, contact=gone, by=people["anna"], at=timezone.now())


def test_only_who_keeps_the_client_closes_the_door(people, contact):
    with pytest.raises(NotYourDuty):
        close(contact, people["pavel"])


def test_the_next_person_with_the_same_phone_is_another_contact(people, contact):
    close(contact, people["anna"])

    written = keep_contact(contact.client, name=contact.name, email=contact.email, by=people["anna"], at=timezone.now())

    assert (written.pk != contact.pk, written.left_on) == (True, None)


def test_the_page_shows_who_has_left_and_closes_the_door(people, contact, client):
    client.force_login(people["anna"], backend=DOOR)
    page = f"/clients/{contact.client_id}/"
    address = f"{page}contacts/{contact.pk}/portal/closing/"
    assert address in client.get(page).content.decode()

    assert client.post(address).status_code == 302

    assert address not in client.get(page).content.decode()


def test_the_api_closes_the_door(people, contact, client):
    headers = make.bearer(people["anna"])

    answer = client.delete(f"/api/v1/clients/{contact.client_id}/contacts/{contact.pk}/portal", headers=headers)

    assert (answer.status_code, answer.json()["contact_id"]) == (200, contact.pk)
    assert client.delete(f"/api/v1/clients/{contact.client_id}/contacts/{contact.pk}/portal", headers=headers).status_code == 409


@pytest.mark.parametrize("field", ["name", "position", "email", "phone"])
def test_what_is_too_long_for_a_contact_is_named(people, contact, client, field):
    headers = make.bearer(people["anna"])
    body = {"name": "Вера", "email": "vera@example.org"} | {field: LONG}

    answer = client.post(f"/api/v1/clients/{contact.client_id}/contacts", body, content_type="application/json", headers=headers)

    assert answer.status_code == 422
    assert field in answer.content.decode()
