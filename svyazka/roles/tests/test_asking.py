"""Whom one may ask, who may sit where, and what stands in the way, said truly."""

import pytest

from svyazka.kit.errors import Refused
from svyazka.roles.actions import ask_for, free_seat, seat_person
from svyazka.roles.rules import reasons_not_to_sit
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    tracks = {"anna": "am", "pavel": "pm", "head": "head", "finance": "finance", "dev": "specialist"}
    return {login: make.person(login, track) for login, track in tracks.items()}


@pytest.fixture
def place(people):
    return make.engagement(am=people["anna"], pm=people["pavel"])


def ask(people, place, of: str):
    return ask_for(make.agency(), duty="task.set", of=people[of], engagement=place, by=people["anna"], at=make.MONDAY)


def test_who_holds_the_duty_is_asked(people, place):
    assert ask(people, place, "pavel").asked_of == people["pavel"]


@pytest.mark.parametrize("other", ["dev", "finance", "head"])
def test_who_does_not_is_not_and_the_holder_is_named(people, place, other):
    with pytest.raises(Refused) as refused:
        ask(people, place, other)

    assert people["pavel"].name in str(refused.value)


def test_where_nobody_holds_it_the_head_is_asked(people, place):
    free_seat(place, seat="pm", person=people["pavel"], reason="ушёл на другой проект", by=people["head"], at=make.MONDAY)

    with pytest.raises(Refused):
        ask(people, place, "dev")
    assert ask(people, place, "head").asked_of == people["head"]


def test_one_person_may_be_both_halves_of_a_pair(people, place):
    seat_person(place, seat="pm", person=people["anna"], reason="личный бренд", by=people["head"], at=make.MONDAY)

    assert set(place.seats.filter(ends_at=None).values_list("seat", "person__username")) == {("am", "anna"), ("pm", "anna")}


@pytest.mark.parametrize(("seat", "who"), [("am", "finance"), ("pm", "dev"), ("sp", "anna")])
def test_a_refusal_names_the_tracks_that_fit(people, place, seat, who):
    with pytest.raises(Refused) as refused:
        seat_person(place, seat=seat, person=people[who], by=people["head"], at=make.MONDAY)

    said = str(refused.value)
    assert people[who].name in said
    assert people[who].tracks.get().get_track_display() not in said.partition(":")[2]


@pytest.mark.parametrize(
    ("seat", "tracks", "for_a_while", "reasons"),
    [(["am"], ["am"], False, 0), (["am"], ["pm"], False, 0), (["am"], ["specialist"], False, 1), (["specialist"], ["am"], False, 1),
     (["specialist"], ["am"], True, 0), (["specialist"], ["finance"], True, 1), (["finance"], ["finance"], True, 0), ([], ["finance"], False, 0)],
)  # fmt: skip
def test_which_track_may_sit_where(seat, tracks, for_a_while, reasons):
    assert len(reasons_not_to_sit("Анна", seat, tracks, for_a_while=for_a_while)) == reasons
