"""A switch of scheme for a later day: seats are taken and left until then, and those move who sit when it comes."""

from datetime import timedelta

import pytest

from svyazka.kit.errors import Refused
from svyazka.kit.guard import DUTIES, may
from svyazka.roles.actions import carry_out_transition, draft_transition, put_in_force, seat_person
from svyazka.roles.models import DutyGrant, RoleScheme, SchemeInForce, StandIn
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.moves import faults_of, warnings_of
from svyazka.roles.queries.sitting import who_sits
from svyazka.roles.rules import shipped_schemes, warnings
from svyazka.roles.steps import fill_seat, stand_in
from svyazka.roles.tests import make

pytestmark = pytest.mark.django_db
DAY = make.MONDAY + timedelta(days=14)
WEDNESDAY = make.MONDAY + timedelta(days=2)
MOMENT = timedelta(minutes=1)


@pytest.fixture
def people():
    tracks = {"anna": "am", "irina": "am", "pavel": "pm", "head": "head", "finance": "finance"}
    return {login: make.person(login, track) for login, track in tracks.items()}


def switch(to: str, people, *, starts_at=DAY, at=make.MONDAY) -> RoleScheme:
    """Try the switch of the whole agency dry and carry it out."""
    scheme = RoleScheme.objects.get(code=to)
    draft = draft_transition(scheme, scope="agency", scope_id=0, starts_at=starts_at, by=people["head"], at=at)
    carry_out_transition(draft, by=people["head"], at=at)
    return scheme


def sits(engagement, at) -> dict[str, list[str]]:
    return {row["seat"].code: [who.username for who, _deputy in row["people"]] for row in who_sits(engagement, at) if row["people"]}


def test_until_the_day_nothing_moves_and_on_the_day_everybody_has(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])

    switch("sales_pm", people)

    before, after = sits(place, DAY - MOMENT), sits(place, DAY)
    assert before == {"am": ["anna"], "pm": ["pavel"]}
    assert after == {"sales": ["anna"], "pm": ["pavel"]}
    assert may(people["anna"], DUTIES["client.keep"], place, DAY + MOMENT)


def test_an_engagement_opened_before_the_day_has_its_holder_on_the_day(people):
    switch("sales_pm", people)
    place = make.engagement(am=people["anna"], at=WEDNESDAY)

    assert may(people["anna"], DUTIES["client.keep"], place, DAY + MOMENT).seat == "sales"
    assert holder_of(place, "client.keep", DAY + MOMENT) == people["anna"]


def test_who_was_reseated_before_the_day_keeps_the_seat(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    switch("sales_pm", people)

    seat_person(place, seat="am", person=people["irina"], by=people["head"], at=WEDNESDAY)

    assert sits(place, DAY) == {"sales": ["irina"], "pm": ["pavel"]}
    assert not may(people["anna"], DUTIES["client.keep"], place, DAY + MOMENT)


def test_whoever_asks_first_moves_the_seats_as_of_the_day_and_once(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    switch("sales_pm", people)
    late = DAY + timedelta(days=3)

    for _again in range(2):
        assert may(people["pavel"], DUTIES["client.talk"], place, late)

    assert list(place.seats.order_by("starts_at", "seat").values_list("seat", "starts_at", "ends_at")) == [
        ("am", make.MONDAY, DAY), ("pm", make.MONDAY, None), ("sales", DAY, None),
    ]  # fmt: skip
    assert not SchemeInForce.objects.filter(seats_wait=True).exists()


def test_a_seat_taken_after_the_day_is_not_moved_by_the_switch(people):
    place = make.engagement(pm=people["pavel"])
    switch("sales_pm", people)

    fill_seat(place, "sales", people["irina"], at=DAY + MOMENT)

    assert sits(place, DAY + timedelta(hours=1)) == {"sales": ["irina"], "pm": ["pavel"]}


def test_a_stand_in_goes_along_with_the_seat(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    ends = DAY + timedelta(days=5)
    stand_in(place.seats.get(seat="am"), people["pavel"], starts_at=DAY - timedelta(days=2), ends_at=ends, approved_by=people["head"])

    switch("sales_pm", people)

    keep = DUTIES["client.keep"]  # the AM's before the day, the seller's after it
    answers = [may(people["pavel"], keep, place, at) for at in (DAY - timedelta(days=1), DAY + MOMENT, ends - MOMENT, ends)]
    assert [answer.instead_of if answer else None for answer in answers] == [people["anna"].pk] * 3 + [None]
    assert list(StandIn.objects.order_by("starts_at").values_list("seat", "ends_at")) == [("am", DAY), ("sales", ends)]


def test_a_stand_in_goes_along_at_once_when_the_switch_is_at_once(people):
    place = make.engagement(am=people["anna"], pm=people["pavel"])
    later = make.MONDAY + timedelta(days=3)
    stand_in(place.seats.get(seat="am"), people["pavel"], starts_at=make.MONDAY, ends_at=later, approved_by=people["head"])

    switch("one", people, starts_at=WEDNESDAY, at=WEDNESDAY)

    assert may(people["pavel"], DUTIES["task.set"], place, WEDNESDAY + MOMENT).instead_of == people["anna"].pk


def test_a_switch_of_the_agency_names_no_number(people):
    scheme = RoleScheme.objects.get(code="triangle")

    with pytest.raises(Refused):
        draft_transition(scheme, scope="agency", scope_id=5, starts_at=make.MONDAY, by=people["head"], at=make.MONDAY)
    with pytest.raises(Refused):
        put_in_force(scheme, scope="agency", scope_id=5, starts_at=make.MONDAY, by=people["head"], at=make.MONDAY)


def test_a_duty_that_nobody_knows_is_a_fault(people):
    scheme = RoleScheme.objects.get(code="pm_am")
    assert faults_of(scheme, make.MONDAY) == []

    DutyGrant.objects.create(scheme=scheme, duty="moon.land", seat="pm", raci="R")

    assert ["moon.land" in str(fault) for fault in faults_of(scheme, make.MONDAY)] == [True]


def test_two_duties_for_two_people_and_one_person_here_is_a_warning():
    pm_am = next(plan for plan in shipped_schemes() if plan.code == "pm_am")

    alone, two = warnings(pm_am, {"pm": {1}, "head": {1}}), warnings(pm_am, {"pm": {1}, "head": {2}})

    assert (len(alone), two) == (2, [])


def test_the_dry_run_warns_and_the_switch_is_not_refused_for_it(people):
    scheme = RoleScheme.objects.get(code="one")
    scheme.seats.filter(code="reviewer").update(tracks=["pm"])
    scheme.seats.filter(code="manager").update(tracks=["pm"])  # the only PM would check their own results

    draft = draft_transition(scheme, scope="agency", scope_id=0, starts_at=make.MONDAY, by=people["head"], at=make.MONDAY)

    assert (len(warnings_of(scheme, make.MONDAY)), len(draft.plan["warnings"]), draft.plan["faults"]) == (1, 1, [])
    assert carry_out_transition(draft, by=people["head"], at=make.MONDAY).carried_out_at
