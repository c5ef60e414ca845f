"""Stories of whom leads go to: offered, accepted, declined, lapsed, passed on, returned; and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from svyazka.clients.models import Client
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.leads import actions, jobs, queries
from svyazka.leads.models import GivenOffer, Lead, LeadOffer, TakerTerms
from svyazka.leads.rules import ORDER
from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.people.actions import deactivate_person
from svyazka.people.models import Absence
from svyazka.people.queries import the_agency
from svyazka.roles.models import Seat
from svyazka.roles.steps import stand_in
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db
AT = make.MONDAY
NORM = timedelta(minutes=15)


@pytest.fixture
def w():
    found = make.world()
    ship_terms(starts_on=make.make.LONG_AGO)
    found.sergey = person("sergey", "am")
    return found


def offered(lead: Lead) -> LeadOffer:
    return lead.offers.get(state="offered")


def away(who, starts_on: date, ends_on: date, state: str = "approved") -> Absence:
    return Absence.objects.create(person=who, kind="vacation", starts_on=starts_on, ends_on=ends_on, state=state, requested_at=AT)


def codes(offer: LeadOffer) -> dict[str, str]:
    """Return why each of the others was passed over."""
    return {one["name"]: one["code"] for one in offer.passed_over}


def of(company: str) -> dict:
    """Return what names the client of a lead without doubt."""
    client, _made = Client.objects.get_or_create(name=company, defaults={"name_key": company.lower(), "made_at": AT})
    return {"client": client}


# ---- at receipt ---------------------------------------------------------------------------------------------------


def test_a_lead_is_offered_at_receipt_for_half_of_its_norm_and_the_person_is_told(w):
    lead = make.lead(w)
    offer = offered(lead)

    assert (offer.to, offer.by, offer.answer_by_at) == (w.anna, None, AT + NORM / 2)
    assert [one["code"] for one in offer.why] == ["load", "first"] and codes(offer) == {"Irina": "behind_name", "Sergey": "behind_name"}
    assert (lead.state, lead.taken_by) == ("new", None)
    assert Notice.objects.get(person=w.anna).text_verb == "leads.offered"
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["leads.received", "leads.offered"]


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


# ---- answers ------------------------------------------------------------------------------------------------------


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


def offered_states(lead: Lead) -> list[str]:
    return list(lead.offers.order_by("offered_at", "pk").values_list("state", flat=True))


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

    assert [jobs.lapse_offers(), lead.offers.get(state="lapsed").to] == [1, w.anna]  # the story is long past: so are its offers
    LeadOffer.objects.filter(state="offered").update(answer_by_at="2100-01-01T00:00:00Z")
    assert jobs.lapse_offers() == 0


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


# ---- passing on, returning, the head ------------------------------------------------------------------------------


def taken(w, **told) -> Lead:
    lead = make.lead(w, **told)
    return actions.take_lead(lead, by=w.anna, at=AT)


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


# ---- leaving, absence ---------------------------------------------------------------------------------------------


def test_the_offers_to_who_leaves_go_to_the_next_at_once(w):
    leads = [make.lead(w, f"Лид {n}") for n in range(3)]
    deactivate_person(w.anna, by=w.head, at=AT)

    assert [offered(lead).to.name for lead in leads].count("Anna") == 0
    assert offered_states(leads[0]) == ["lapsed", "offered"] and offered_states(leads[1]) == ["offered"]


# ---- terms --------------------------------------------------------------------------------------------------------


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
