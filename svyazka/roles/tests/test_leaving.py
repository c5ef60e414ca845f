"""Who leaves the agency leaves their seats; who leaves a seat sees its engagement no longer."""

from datetime import timedelta

import pytest

from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Entry
from svyazka.kit.guard import DUTIES, may, seen_by
from svyazka.people.actions import deactivate_person
from svyazka.people.models import Person
from svyazka.roles.actions import free_seat, seat_person
from svyazka.roles.models import StandIn
from svyazka.roles.panels import vacant
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.sitting import left_vacant, sitting_by_duty, who_sits
from svyazka.roles.steps import stand_in
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
TALK = "client.talk"
LATER = make.MONDAY + timedelta(days=1)


@pytest.fixture
def people():
    return {login: make.person(login, track) for login, track in {"anna": "am", "irina": "am", "pavel": "pm", "head": "head"}.items()}


@pytest.fixture
def place(people):
    return make.engagement(am=people["anna"], pm=people["pavel"])


def sees(person, at=LATER) -> list[int]:
    return list(seen_by(person, at))


def test_who_leaves_a_seat_sees_the_running_engagement_no_longer(people, place):
    seat_person(place, seat="am", person=people["irina"], by=people["head"], at=LATER)

    assert (sees(people["anna"]), sees(people["irina"])) == ([], [place.pk])


def test_what_was_closed_while_one_sat_on_it_stays_ones_history(people, place):
    move_engagement(place, "done", at=LATER)
    free_seat(place, seat="am", person=people["anna"], reason="другой отдел", by=people["head"], at=LATER + timedelta(days=1))

    assert sees(people["anna"], LATER + timedelta(days=2)) == [place.pk]


def test_what_was_closed_after_one_had_left_is_not(people, place):
    free_seat(place, seat="am", person=people["anna"], reason="другой отдел", by=people["head"], at=LATER)
    move_engagement(place, "done", at=LATER + timedelta(days=1))

    assert sees(people["anna"], LATER + timedelta(days=2)) == []


def test_a_stand_in_sees_it_for_the_dates(people, place):
    ends = LATER + timedelta(days=1)
    stand_in(place.seats.get(seat="am"), people["irina"], starts_at=LATER, ends_at=ends, approved_by=people["head"])

    assert [sees(people["irina"], at) for at in (make.MONDAY, LATER, ends)] == [[], [place.pk], []]


def test_the_seats_of_who_is_let_go_are_vacant_from_that_moment(people, place):
    deactivate_person(people["anna"], by=people["head"], at=LATER)

    assert place.seats.get(seat="am").ends_at == LATER
    assert [row["people"] for row in who_sits(place, LATER) if row["seat"].code == "am"] == [[]]
    assert holder_of(place, TALK, LATER) is None
    assert may(people["pavel"], DUTIES[TALK], place, LATER).held_by == ()
    assert "roles.unseated" in Entry.objects.filter(engagement_id=place.pk).values_list("verb", flat=True)


def test_the_stand_ins_of_who_is_let_go_end(people, place):
    ends = LATER + timedelta(days=5)
    stand_in(place.seats.get(seat="am"), people["irina"], starts_at=make.MONDAY, ends_at=ends, approved_by=people["head"])
    stand_in(place.seats.get(seat="pm"), people["irina"], starts_at=ends, ends_at=ends + timedelta(days=1), approved_by=people["head"])

    deactivate_person(people["irina"], by=people["head"], at=LATER)

    assert list(StandIn.objects.values_list("seat", "ends_at")) == [("am", LATER)]


def test_who_cannot_sign_in_any_more_is_named_by_nobody(people, place):
    Person.objects.filter(pk=people["anna"].pk).update(is_active=False)

    assert holder_of(place, TALK, LATER) is None
    assert sitting_by_duty([place], TALK, LATER) == {}
    assert not may(people["pavel"], DUTIES[TALK], place, LATER).held_by


def test_the_head_finds_the_vacant_seat_on_today_until_it_is_filled(people, place, rf):
    make.engagement("Без ПМ", am=people["irina"])  # a seat that nobody has held yet waits for its own clock
    deactivate_person(people["anna"], by=people["head"], at=LATER)
    request = rf.get("/")
    request.user = people["head"]

    items = vacant(request, None)
    assert [(item.url, "AM" in item.title) for item in items] == [(f"/engagements/{place.pk}/", True)]
    request.user = people["pavel"]
    assert vacant(request, None) == []

    seat_person(place, seat="am", person=people["irina"], by=people["head"], at=LATER)
    assert left_vacant(LATER) == []
