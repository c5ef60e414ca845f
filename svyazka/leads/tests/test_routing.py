"""Stories of whom a lead is offered to when it comes, and of the terms that decide it."""

from datetime import date, timedelta

import pytest

from svyazka.journal.models import Entry, Notice
from svyazka.journal.steps import hold_chain
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads import actions, queries
from svyazka.leads.models import TakerTerms
from svyazka.leads.rules import ORDER
from svyazka.leads.steps import routing
from svyazka.leads.tests import make
from svyazka.leads.tests.offering import AT, away, codes, of, offered, world
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.roles.models import Seat
from svyazka.roles.steps import stand_in

pytestmark = pytest.mark.django_db
NORM = timedelta(minutes=15)


@pytest.fixture
def w():
    return world()


def test_a_lead_is_offered_at_receipt_for_half_of_its_norm_and_the_person_is_told(w):
    lead = make.lead(w)
    offer = offered(lead)

    assert (offer.to, offer.by, offer.answer_by_at) == (w.anna, None, AT + NORM / 2)
    assert [one["code"] for one in offer.why] == ["load", "first"] and codes(offer) == {"Irina": "behind_name", "Sergey": "behind_name"}
    assert (lead.state, lead.taken_by) == ("new", None)
    assert Notice.objects.get(person=w.anna).text_verb == "leads.offered"
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["leads.received", "leads.offered"]


@pytest.mark.parametrize("meanwhile", [
    lambda who: away(who, AT.date(), AT.date()), lambda who: Person.objects.filter(pk=who.pk).update(is_active=False),
])  # fmt: skip
def test_whoever_goes_while_they_are_chosen_is_not_offered_the_lead(w, monkeypatch, meanwhile):
    def waited_for():
        meanwhile(w.anna)  # what somebody had written, whom this lead waited for at the end of the journal
        return hold_chain()

    monkeypatch.setattr(routing, "hold_chain", waited_for)
    assert offered(make.lead(w)).to == w.irina


def test_leads_that_come_one_after_another_go_round(w):
    assert [offered(make.lead(w, f"Лид {n}")).to.name for n in range(6)] == ["Anna", "Irina", "Sergey"] * 2


def test_the_account_manager_of_the_client_gets_their_next_lead(w):
    first = make.lead(w, **of("ООО «Завод»"))
    actions.take_lead(first, by=w.sergey, at=AT)
    offer = offered(make.lead(w, "Второй", **of("ООО «Завод»")))

    assert offer.to == w.sergey and offer.why[0]["code"] == "client_leads"
    assert codes(offer) == {"Anna": "behind_client", "Irina": "behind_client"}


def test_who_stands_in_gets_what_would_have_gone_to_the_absent(w):
    first = make.lead(w, **of("ООО «Завод»"))
    actions.take_lead(first, by=w.sergey, at=AT - timedelta(hours=1))
    away(w.sergey, AT.date(), AT.date() + timedelta(days=5))
    seat = Seat.objects.get(engagement=first.engagement_id, person=w.sergey)
    stand_in(seat, w.irina, starts_at=AT - timedelta(minutes=1), ends_at=AT + timedelta(days=5), approved_by=w.head)
    offer = offered(make.lead(w, "Второй", **of("ООО «Завод»")))

    assert offer.to == w.irina and offer.why[0] == {"code": "client_stands_in", "instead_of": "Sergey"}
    assert codes(offer)["Sergey"] == "away"
    assert queries.open_leads_of([w.irina.pk], ["am"], AT)[w.irina.pk] == 2  # the lead stood in for, and this offer


def test_a_project_manager_who_stands_in_takes_no_leads_and_that_is_told(w):
    first = make.lead(w, **of("ООО «Завод»"))
    actions.take_lead(first, by=w.sergey, at=AT - timedelta(hours=1))
    seat = Seat.objects.get(engagement=first.engagement_id, person=w.sergey)
    stand_in(seat, w.pavel, starts_at=AT - timedelta(minutes=1), ends_at=AT + timedelta(days=5), approved_by=w.head)
    away(w.sergey, AT.date(), AT.date())

    assert codes(offered(make.lead(w, "Второй", **of("ООО «Завод»")))) == {"Pavel": "track", "Sergey": "away", "Irina": "behind_name"}


@pytest.mark.parametrize(("days", "state", "code"), [
    ((0, 3), "approved", "away"), ((-3, 0), "approved", "away"), ((0, 3), "requested", "behind_client"), ((1, 3), "approved", "behind_client"),
])  # fmt: skip
def test_nobody_away_today_is_offered_a_lead(w, days, state, code):
    away(w.anna, *(AT.date() + timedelta(days=n) for n in days), state=state)
    actions.take_lead(make.lead(w, **of("ООО «Завод»")), by=w.irina, at=AT)
    offer = offered(make.lead(w, "Второй", **of("ООО «Завод»")))

    assert codes(offer)["Anna"] == code


def test_nobody_is_offered_a_lead_whose_answer_falls_into_their_days_off(w):
    evening = AT.replace(hour=10, minute=58)  # two minutes before the window closes in Krasnoyarsk
    away(w.anna, AT.date() + timedelta(days=1), AT.date() + timedelta(days=9))

    assert codes(offered(make.lead(w, at=evening)))["Anna"] == "away_soon"


def test_the_limit_the_pause_and_the_sources_of_each_are_kept(w):
    told = {"by": w.head, "at": AT}
    actions.set_terms(w.agency, person=w.anna, most_open=0, **told)
    actions.set_terms(w.agency, person=w.irina, paused_until=AT.date() + timedelta(days=2), **told)
    actions.set_terms(w.agency, person=w.sergey, refused_sources=["search"], **told)
    lead = make.lead(w)
    decision = lead.offers.get()

    assert (decision.state, decision.to) == ("nobody", None)
    assert codes(decision) == {"Anna": "full", "Irina": "paused", "Sergey": "source"}
    assert Notice.objects.get(person=w.head).text_verb == "leads.nobody_fits" and list(queries.found_nobody()) == [lead]
    assert offered(make.lead(w, "Другой", source="brand")).to == w.sergey
    actions.take_lead(lead, by=w.anna, at=AT)  # whoever wants it, takes it


def test_the_region_and_the_language_lead_to_who_works_with_them(w):
    actions.set_terms(w.agency, person=w.sergey, regions=["Пермский край "], by=w.head, at=AT)
    actions.set_terms(w.agency, person=w.irina, languages=["en"], by=w.head, at=AT)

    assert offered(make.lead(w, region="пермский край")).to == w.sergey
    assert offered(make.lead(w, "New site", request="We need a web site for our plant")).to == w.irina


def test_the_order_is_the_agency_s_own_from_its_day_on(w):
    actions.take_lead(make.lead(w, **of("ООО «Завод»")), by=w.sergey, at=AT)
    tomorrow = AT + timedelta(days=1)
    order = ["load", *(code for code in ORDER if code != "load")]
    actions.set_terms(w.agency, most_open=10, order=order, starts_on=tomorrow.date(), by=w.head, at=AT)

    assert offered(make.lead(w, "Сегодня", **of("ООО «Завод»"))).to == w.sergey
    assert offered(make.lead(w, "Завтра", at=tomorrow, **of("ООО «Завод»"))).to == w.anna


def test_whoever_wrote_the_lead_down_is_offered_it_unless_a_colleague_knows_the_client(w):
    assert offered(make.lead(w, by=w.sergey)).to == w.sergey
    actions.take_lead(make.lead(w, **of("ООО «Завод»")), by=w.irina, at=AT)
    assert offered(make.lead(w, "Второй", by=w.sergey, **of("ООО «Завод»"))).to == w.irina


def test_history_that_is_brought_in_is_not_offered_and_neither_is_anything_before_the_first_terms(w):
    assert not make.lead(w, received_at=AT - timedelta(days=3)).offers.exists()
    TakerTerms.objects.update(starts_on=AT.date() + timedelta(days=1))
    assert not make.lead(w, "Живой").offers.exists()


def test_terms_hold_from_their_day_on_and_only_the_head_sets_them(w):
    day = AT.date()
    with pytest.raises(NotYourDuty):
        actions.set_terms(w.agency, person=w.anna, most_open=1, by=w.anna, at=AT)
    actions.set_terms(w.agency, person=w.anna, most_open=3, by=w.head, at=AT)
    actions.set_terms(w.agency, person=w.anna, most_open=5, starts_on=day + timedelta(days=7), by=w.head, at=AT)
    actions.set_terms(w.agency, most_open=8, by=w.head, at=AT)
    keys = [w.anna.pk, w.irina.pk]
    assert [terms.most_open for terms in queries.terms_of(keys, day).values()] == [3, 8]
    assert [terms.most_open for terms in queries.terms_of(keys, day + timedelta(days=7)).values()] == [5, 8]
    assert [terms.most_open for terms in queries.terms_of(keys, day - timedelta(days=1)).values()] == [10, 10]


@pytest.mark.parametrize(("told", "error"), [
    ({"refused_sources": ["nowhere"]}, Malformed), ({"refused_channels": ["pigeon"]}, Malformed), ({"most_open": 5000}, Refused),
    ({"order": ["load"]}, Refused), ({"starts_on": date(2020, 1, 1)}, Refused),
])  # fmt: skip
def test_terms_that_cannot_be_change_nothing(w, told, error):
    with pytest.raises(error):
        actions.set_terms(the_agency(), by=w.head, at=AT, **told)
    assert TakerTerms.objects.count() == 1
