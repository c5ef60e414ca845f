"""A client's contact is invited into the portal by a letter, and reads in the client's own time zone."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from svyazka.clients.models import Client, Contact
from svyazka.people.models import Person
from svyazka.site.tests.test_demo import DOOR
from svyazka.site.tests.test_walk import LEAD, defend, to_handed
from svyazka.site.tests.world import Program, founded, programs

pytestmark = pytest.mark.django_db
PASSWORD = "речка за поворотом 7"


@pytest.fixture
def people():
    founded()
    return programs()


def test_a_contact_comes_in_by_the_letter_and_gives_the_verdict(people, client):
    _engagement, _stage, result = to_handed(people)
    defend(people, result)
    contact = Contact.objects.get(email="p@example.org")
    path = f"/clients/{contact.client_id}/contacts/{contact.pk}/portal"
    assert people["pavel"].post(path).said["duty"] == "client.keep"
    people["anna"].does(path)

    link = re.search(r"/people/join/\S+", mail.outbox[-1].body)[0]
    assert "портал" in mail.outbox[-1].body
    assert client.post(link, {"password": PASSWORD}).status_code == 302
    home = client.get("/", follow=True)
    assert "/portal/" in home.redirect_chain[-1][0]
    verdict = re.search(r"/portal/results/\d+/", home.content.decode())[0]
    assert client.post(f"{verdict}verdict/", {"accepted": "1"}).status_code == 302
    assert people["anna"].post(path).status_code == 409  # they are in already


def test_a_contact_without_an_address_gets_no_letter(people):
    lead = people["anna"].does("/leads", LEAD | {"contact": {"name": "Пётр", "phone": "+7 391 200-00-00"}})
    people["anna"].does(f"/leads/{lead['id']}/taking")
    contact = Contact.objects.get()

    assert people["anna"].post(f"/clients/{contact.client_id}/contacts/{contact.pk}/portal").status_code == 409
    assert not Person.objects.filter(kind="contact").exists()
    assert not mail.outbox


def test_a_client_reads_moments_in_their_own_zone(people, client):
    engagement, _stage, _result = to_handed(people)
    contact = Contact.objects.get(email="p@example.org")
    anna = client
    anna.force_login(Person.objects.get(username="anna"), backend=DOOR)
    card = {"name": contact.client.name, "kind": "private", "region": "Хабаровский край", "zone": "Asia/Vladivostok"}
    assert anna.post(f"/clients/{contact.client_id}/card/", card).status_code == 302
    people["anna"].does(f"/clients/{contact.client_id}/contacts/{contact.pk}/portal")

    account = Person.objects.get(kind="contact")
    assert account.zone == "Asia/Vladivostok"
    there = (timezone.now() + timedelta(hours=10)).strftime("%H:")
    assert there in anna.get(f"/engagements/{engagement}/").content.decode()
    assert anna.post(f"/clients/{contact.client_id}/card/", card | {"zone": "Asia/Kamchatka"}).status_code == 302
    account.refresh_from_db()
    assert (account.zone, Client.objects.get().zone) == ("Asia/Kamchatka", "Asia/Kamchatka")
    assert Program(account.username).get("/me").said["zone"] == "Asia/Kamchatka"
