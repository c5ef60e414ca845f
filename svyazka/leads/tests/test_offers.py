"""Stories of offers: accepted, declined, lapsed, passed on, returned, made by the head; and what is refused."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from svyazka.journal.models import Notice
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.leads import actions, queries
from svyazka.leads.jobs.clock import lapse_offers
from svyazka.leads.models import GivenOffer, LeadOffer
from svyazka.leads.tests import make
from svyazka.leads.tests.offering import AT, away, codes, offered, offered_states, taken, world
from svyazka.people.actions import deactivate_person
from svyazka.roles.models import Seat

pytestmark = pytest.mark.django_db
NORM = timedelta(minutes=15)


@pytest.fixture
def w():
    return world()


def test_an_offer_is_accepted_by_whom_it_was_made_to_and_the_seat_is_theirs(w):
    lead = make.lead(w)
    offer = offered(lead)
    with pytest.raises(NotYourDuty) as refused:
        actions.answer_offer(offer, accepted=True, by=w.irina, at=AT)
    assert (refused.value.duty, [one["login"] for one in refused.value.held_by]) == ("own.settings", ["anna"])
    actions.answer_offer(offer, accepted=True, by=w.anna, at=AT)
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by, offered_states(lead)) == ("taken", w.anna, ["accepted"])
    assert Seat.objects.get(engagement=lead.engagement_id, seat="am", ends_at=None).person == w.anna
    with pytest.raises(Refused, match="Anna"):
        actions.answer_offer(offer, accepted=True, by=w.anna, at=AT)


def test_a_declined_lead_goes_to_the_next_one_and_never_to_the_same(w):
    lead = make.lead(w)
    with pytest.raises(Refused):
        actions.answer_offer(offered(lead), accepted=False, reason=" ", by=w.anna, at=AT)
    for who in (w.anna, w.irina, w.sergey):
        assert offered(lead).to == who
        actions.answer_offer(offered(lead), accepted=False, reason="занят", by=who, at=AT)
    assert offered_states(lead) == ["declined"] * 3 + ["nobody"]
    assert codes(lead.offers.last()) == dict.fromkeys(("Anna", "Irina", "Sergey"), "has_declined")


def test_an_offer_that_nobody_answers_lapses_by_the_clock_to_everybody_in_the_end(w):
    lead, at = make.lead(w), AT
    with pytest.raises(Refused):
        actions.lapse_offer(lead, by=w.system, at=at + NORM / 2 - timedelta(seconds=1))
    for who in (w.anna, w.irina, w.sergey):
        offer = offered(lead)
        assert offer.to == who
        at = offer.answer_by_at
        actions.lapse_offer(lead, by=w.system, at=at)
    assert offered_states(lead) == ["lapsed"] * 3 + ["nobody"] and list(queries.run_out(at + timedelta(days=1))) == []
    assert Notice.objects.filter(person=w.head, text_verb="leads.nobody_fits").count() == 1


def test_the_job_lapses_what_has_run_out_once(w):
    lead = make.lead(w)

    assert [lapse_offers(), lead.offers.get(state="lapsed").to] == [1, w.anna]  # the story is long past: so are its offers
    LeadOffer.objects.filter(state="offered").update(answer_by_at="2100-01-01T00:00:00Z")
    assert lapse_offers() == 0


def test_anybody_may_take_a_lead_that_is_offered_to_a_colleague(w):
    lead = make.lead(w)
    offer = offered(lead)
    actions.take_lead(lead, by=w.irina, at=AT)
    offer.refresh_from_db()
    assert offer.state == "withdrawn" and "Irina" in offer.reason
    with override("ru"), pytest.raises(Refused, match="Irina"):
        actions.answer_offer(offer, accepted=True, by=w.anna, at=AT)
    assert Seat.objects.get(engagement=lead.engagement_id, seat="am", ends_at=None).person == w.irina


def test_taking_what_is_offered_to_oneself_is_accepting_it(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    assert offered_states(lead) == ["accepted"]


def test_a_refused_lead_is_offered_to_nobody_any_more(w):
    lead = make.lead(w)
    actions.take_lead(lead, by=w.anna, at=AT)
    actions.pass_lead(lead, to=w.irina, by=w.anna, at=AT)
    actions.qualify_lead(lead, fits=False, reason="не наше", by=w.anna, at=AT)
    assert offered_states(lead) == ["accepted", "withdrawn"]


def test_a_lead_passed_on_stays_with_its_holder_until_the_colleague_accepts(w):
    lead = taken(w)
    actions.pass_lead(lead, to=w.irina, reason="её клиент", by=w.anna, at=AT + timedelta(minutes=1))
    assert (lead.taken_by, Seat.objects.get(engagement=lead.engagement_id, ends_at=None).person) == (w.anna, w.anna)
    actions.answer_lead(lead, channel="phone", text="Здравствуйте", by=w.anna, at=AT + timedelta(minutes=2))
    actions.answer_offer(offered(lead), accepted=True, by=w.irina, at=AT + timedelta(minutes=3))
    lead.refresh_from_db()
    assert (lead.taken_by, lead.answered_by, lead.taken_at) == (w.irina, w.anna, AT)
    assert Seat.objects.get(engagement=lead.engagement_id, ends_at=None).person == w.irina
    assert Notice.objects.get(person=w.anna, text_verb="leads.offer_ended").facts["state"] == "accepted"


@pytest.mark.parametrize("event", ["decline", "withdraw", "lapse"])
def test_a_lead_that_the_colleague_does_not_take_over_stays_where_it_was(w, event):
    lead = taken(w)
    actions.pass_lead(lead, to=w.irina, by=w.anna, at=AT)
    offer = offered(lead)
    if event == "decline":
        actions.answer_offer(offer, accepted=False, reason="полна", by=w.irina, at=AT)
    elif event == "withdraw":
        given = GivenOffer.objects.get(pk=offer.pk)
        with pytest.raises(NotYourDuty):
            actions.withdraw_offer(given, by=w.irina, at=AT)
        actions.withdraw_offer(given, reason="передумала", by=w.anna, at=AT)
        with pytest.raises(Refused):
            actions.withdraw_offer(given, by=w.anna, at=AT)
    else:
        actions.lapse_offer(lead, by=w.system, at=offer.answer_by_at)
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by) == ("taken", w.anna)
    assert offered_states(lead)[1:] == [{"decline": "declined", "withdraw": "withdrawn", "lapse": "lapsed"}[event]]
    assert Notice.objects.filter(person=w.anna, text_verb="leads.offer_ended").exists() == (event != "withdraw")


@pytest.mark.parametrize(("stands", "said"), [("away", "отпуск до"), ("full", "на пределе"), ("pavel", "не берёт лиды"), ("anna", "уже ведёт")])
def test_a_lead_is_not_passed_to_who_must_not_get_it(w, stands, said):
    lead, to = taken(w), {"pavel": w.pavel, "anna": w.anna}.get(stands, w.irina)
    if stands == "away":
        away(w.irina, AT.date(), AT.date() + timedelta(days=2))
    if stands == "full":
        actions.set_terms(w.agency, person=w.irina, most_open=0, by=w.head, at=AT)
    for act, by in ((actions.pass_lead, w.anna), (actions.assign_lead, w.head)):
        with override("ru"), pytest.raises(Refused, match=said):
            act(lead, to=to, by=by, at=AT)
    assert offered_states(lead) == ["accepted"]


def test_only_the_holder_passes_a_lead_on_or_returns_it(w):
    lead = taken(w)
    for by in (w.irina, w.head, w.pavel):
        with pytest.raises(NotYourDuty):
            actions.pass_lead(lead, to=w.sergey, by=by, at=AT)
        with pytest.raises(NotYourDuty):
            actions.return_lead(lead, reason="не моё", by=by, at=AT)
    with pytest.raises(NotYourDuty) as refused:
        actions.assign_lead(lead, to=w.sergey, by=w.anna, at=AT)
    assert [one["login"] for one in refused.value.held_by] == ["head"]


def test_a_returned_lead_finds_another_and_its_clock_runs_on(w):
    lead = taken(w)
    due = lead.answer_due_at
    with pytest.raises(Refused):
        actions.return_lead(lead, reason=" ", by=w.anna, at=AT)
    later = AT + timedelta(minutes=5)
    actions.return_lead(lead, reason="нужен английский", by=w.anna, at=later)
    lead.refresh_from_db()
    assert (lead.state, lead.taken_by, lead.taken_at, lead.answer_due_at) == ("new", None, None, due)
    assert not Seat.objects.filter(engagement=lead.engagement_id, ends_at=None).exists()
    assert offered_states(lead) == ["accepted", "returned", "offered"] and offered(lead).to == w.irina
    assert codes(offered(lead))["Anna"] == "has_returned"
    actions.answer_offer(offered(lead), accepted=True, by=w.irina, at=later + timedelta(minutes=1))
    lead.refresh_from_db()
    assert (lead.taken_by, Seat.objects.get(engagement=lead.engagement_id, ends_at=None).person) == (w.irina, w.irina)


def test_a_lead_in_work_is_passed_on_but_not_returned(w):
    lead = taken(w)
    actions.qualify_lead(lead, fits=True, reason="подходит", by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.return_lead(lead, reason="не моё", by=w.anna, at=AT)


def test_the_head_offers_to_whom_they_choose_and_sees_who_refused_and_why(w):
    lead = make.lead(w)
    actions.assign_lead(lead, to=w.sergey, reason="завод по соседству", by=w.head, at=AT)
    assert offered_states(lead) == ["withdrawn", "offered"] and offered(lead).by == w.head
    actions.answer_offer(offered(lead), accepted=False, reason="веду их конкурента", by=w.sergey, at=AT)
    told = Notice.objects.get(person=w.head, text_verb="leads.offer_ended").facts
    assert (told["name"], told["reason"], told["state"]) == ("Sergey", "веду их конкурента", "declined")
    assert offered(lead).by is None and codes(offered(lead))["Sergey"] == "has_declined"  # and the clock does not wait for the head


def test_the_offers_to_who_leaves_go_to_the_next_at_once(w):
    leads = [make.lead(w, f"Лид {n}") for n in range(3)]
    deactivate_person(w.anna, by=w.head, at=AT)

    assert [offered(lead).to.name for lead in leads].count("Anna") == 0
    assert offered_states(leads[0]) == ["lapsed", "offered"] and offered_states(leads[1]) == ["offered"]
