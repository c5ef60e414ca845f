"""Events: written down and corrected, the people met there become contacts, once."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.clients.models import Client, Contact
from svyazka.clients.steps import know_client
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.roles.tests import make
from svyazka.sources import actions
from svyazka.sources.models import EventMeeting, OutreachEvent

AT = make.MONDAY
EVENT = {"name": "Форум", "held_on": "2026-02-01", "audience": "clients", "talk": "Сайт завода", "people_met": "12", "rubles": "85000"}
LINES = "Пётр Захаров, ООО «Сибтехмаш», +7 391 200-11-22, хочет сайт\nМария, ООО «Сибтехмаш», maria@example.org"
pytestmark = pytest.mark.django_db


def card(**told) -> dict:
    return {"name": "Пётр", "company": "ООО «Проба»", "phone": "+73912001122", **told}


@pytest.fixture
def head():
    return make.person("head", "head")


def event(head, **told) -> OutreachEvent:
    told = {"name": "Форум", "audience": "clients", "held_on": date(2026, 2, 1), "region": "Томская область", **told}
    return actions.write_down_event(make.agency(), **told, by=head, at=AT)


def test_people_met_become_contacts_of_their_companies_and_are_met_once(head):
    forum = event(head, people_met=1)
    actions.meet_people(forum, people=[card(), card(name="Мария", phone="", email="m@example.org", note="ждёт письма")], by=head, at=AT)
    actions.meet_people(forum, people=[card()], by=head, at=AT)
    forum.refresh_from_db()
    assert (Client.objects.count(), Contact.objects.count(), forum.meetings.count(), forum.people_met) == (1, 2, 2, 2)
    assert Client.objects.get().region == "Томская область"
    assert forum.meetings.get(contact__name="Мария").note == "ждёт письма"


def test_whom_we_know_is_met_and_not_written_down_again(head):
    known = know_client(name="ООО «Проба»", contact={"name": "Пётр Ильич", "email": "p@example.org"}, at=AT)
    met = actions.meet_people(event(head), people=[card(name="", company="", phone="", email="P@example.org")], by=head, at=AT)
    assert met[0].contact == known.contacts.get()
    assert Client.objects.count() == 1


def test_a_company_without_a_person_is_met_too(head):
    met = actions.meet_people(event(head), people=[{"company": "ООО «Проба»"}], by=head, at=AT)
    assert (met[0].contact.name, met[0].contact.client.name) == ("ООО «Проба»", "ООО «Проба»")


@pytest.mark.parametrize("people", [[], [{"name": "Пётр"}], [card(), {"note": "кто-то"}], [card()] * 501])
def test_who_cannot_be_known_is_refused_and_nobody_is_written_down(head, people):
    with pytest.raises(Refused):
        actions.meet_people(event(head), people=people, by=head, at=AT)
    assert not Contact.objects.exists() and not EventMeeting.objects.exists()


def test_a_meeting_is_taken_back_and_the_contact_stays(head):
    forum = event(head)
    (met,) = actions.meet_people(forum, people=[card()], by=head, at=AT)
    actions.forget_meeting(forum, meeting_id=met.pk, by=head, at=AT)
    with pytest.raises(Refused):
        actions.forget_meeting(forum, meeting_id=met.pk, by=head, at=AT)
    assert Contact.objects.count() == 1 and not forum.meetings.exists()


def test_an_event_is_corrected_and_what_is_none_is_refused(head):
    forum = event(head)
    told = {"name": "Конференция", "kind": "conference", "audience": "peers", "held_on": date(2026, 2, 2), "talk": "О связке", "speaker": head,
            "region": "Москва", "cost_kopecks": 100, "hours": Decimal("7.5"), "people_met": 3}  # fmt: skip
    made = actions.correct_event(forum, **told, by=head, at=AT)
    made.refresh_from_db()
    assert {name: getattr(made, name) for name in told} == told
    for wrong in ({"kind": "party"}, {"hours": Decimal(-1)}, {"name": " "}, {"audience": "all"}):
        with pytest.raises(Refused):
            actions.correct_event(forum, **{**told, **wrong}, by=head, at=AT)


def test_only_who_attends_writes_events_and_meetings_down(head):
    forum, anna = event(head), make.person("anna", "am")
    for act in (lambda: event(anna), lambda: actions.meet_people(forum, people=[card()], by=anna, at=AT),
                lambda: actions.forget_meeting(forum, meeting_id=1, by=anna, at=AT)):  # fmt: skip
        with pytest.raises(NotYourDuty):
            act()


def test_events_and_cards_by_the_page(client, head):
    client.force_login(make.person("anna", "am"))
    assert client.post("/sources/events/", EVENT).status_code == 403 and not OutreachEvent.objects.exists()
    client.force_login(head)
    assert client.post("/sources/events/", EVENT | {"name": ""}).status_code == 422
    assert client.post("/sources/events/", EVENT | {"speaker": head.pk, "kind": "own", "hours": "7,5"}).status_code == 302
    made = OutreachEvent.objects.get()
    assert (made.cost_kopecks, made.speaker, made.kind, made.hours) == (8_500_000, head, "own", Decimal("7.5"))
    place = f"/sources/events/{made.pk}/"
    seen = client.post(f"{place}people/", {"lines": LINES, "check": "1"})
    assert seen.status_code == 200 and "ООО «Сибтехмаш»" in seen.content.decode() and not Contact.objects.exists()
    assert client.post(f"{place}people/", {"lines": "кто-то"}).status_code == 409
    assert client.post(f"{place}people/", {"lines": ""}).status_code == 422
    assert client.post(f"{place}people/", {"lines": LINES}).status_code == 302
    assert made.meetings.count() == 2 and "хочет сайт" in client.get(place).content.decode()
    assert client.post(f"{place}people/{made.meetings.first().pk}/removal/").status_code == 302
    assert made.meetings.count() == 1
    assert client.post(f"{place}card/", EVENT | {"name": "Саммит"}).status_code == 302
    assert client.get(place).status_code == 200 and "Саммит" in client.get("/sources/brand/").content.decode()
    client.force_login(make.person("anna", "am"))
    assert client.get(place).status_code == 200
    assert client.post(f"{place}people/", {"lines": LINES}).status_code == 403
    assert client.post(f"{place}people/", {"lines": LINES, "check": "1"}).status_code == 403
    assert client.get("/sources/events/999/").status_code == 404 == client.get("/sources/speakers/nobody/").status_code
