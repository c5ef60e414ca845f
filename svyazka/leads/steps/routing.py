"""Small writes on offers of leads: made by the order or by hand, ended, followed by the next one; a lead gets its holder or loses it."""

from datetime import date, datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from svyazka.journal.steps import Act, hold_chain, hush, record_acts, tell
from svyazka.kit.departures import when_away, when_leaving
from svyazka.kit.guard import DUTIES
from svyazka.kit.states import after
from svyazka.leads import queries, rules
from svyazka.leads.models import Lead, LeadOffer, TakerTerms
from svyazka.leads.rules import MOVES, OFFER_MOVES, LeadState, OfferState
from svyazka.people.models import Absence, Person
from svyazka.people.queries import agency_window, of_track, system, today
from svyazka.roles.queries.sitting import seated
from svyazka.roles.steps import call_for, fill_seat, leave_seat

DAY_OF_WORK = 480
"""Minutes in which a colleague answers whether they take over a lead that has had its first answer."""


# ---- offering -----------------------------------------------------------------------------------------------------


def route(lead: Lead, *, at: datetime, heard_by: Person | None = None, client_is_new: bool = False,
          lead_is_new: bool = False) -> LeadOffer | None:  # fmt: skip
    """Offer a new lead to whoever the order chooses, or to all at once where nobody fits; the decision keeps its reasons.

    Nothing happens while the agency has no terms in force, with old leads, and with those that somebody holds.
    It is chosen while others choose too; then the chain of the journal is held, to whose end everybody who gives out leads
    or days off has written, and whoever has gone or filled up meanwhile is chosen again. So call it shortly before the record.
    """
    order = queries.order_on(today(at))
    if order is None or lead.state != LeadState.NEW or not rules.is_fresh(lead.received_at, at):
        return None

    def chosen() -> rules.Choice:
        people = queries.candidates_for(lead, at, heard_by=heard_by.pk if heard_by else None, client_is_new=client_is_new, lead_is_new=lead_is_new)
        return rules.choose(people, queries.facts_of(lead, at), order)

    choice = chosen()
    hold_chain()
    if choice.chosen and not queries.still_fits(choice.chosen.key, lead, at):  # somebody was faster; from here on nobody is
        choice = chosen()
    over = [{"person": who.key, "name": who.name, **because.kept()} for who, because in choice.passed_over]
    if choice.chosen is None:
        return _open_to_all(lead, over, at)
    to = Person.objects.get(pk=choice.chosen.key)
    return _offer(lead, to, why=[because.kept() for because in choice.why], passed_over=over, by=None, at=at)


def offer_by_hand(lead: Lead, to: Person, *, reason: str, by: Person, at: datetime) -> LeadOffer:
    """Offer the lead to the person that somebody has named, instead of whom it is offered to now."""
    close_offer(lead, "withdraw", at=at)
    why = {"code": "by_hand_why" if reason else "by_hand", "by": by.name, "reason": reason}
    return _offer(lead, to, why=[why], passed_over=[], by=by, at=at)


def _offer(lead: Lead, to: Person, *, why: list, passed_over: list, by: Person | None, at: datetime) -> LeadOffer:
    minutes = queries.minutes_of(lead) if lead.answered_at is None else DAY_OF_WORK
    offer = LeadOffer.objects.create(lead=lead, to=to, by=by, why=why, passed_over=passed_over, offered_at=at,
                                     answer_by_at=rules.to_answer_by(at, minutes, agency_window()))  # fmt: skip
    tell(to, "leads.offered", at=at, by=by, engagement=lead.engagement, url=f"/leads/{lead.pk}/", title=lead.title)
    return offer


def _open_to_all(lead: Lead, passed_over: list, at: datetime) -> LeadOffer:
    offer = LeadOffer.objects.create(lead=lead, passed_over=passed_over, state=OfferState.NOBODY, offered_at=at, ended_at=at)
    for head in heads(at):
        tell(head, "leads.nobody_fits", at=at, engagement=lead.engagement, url=f"/leads/{lead.pk}/", title=lead.title)
    return offer


def heads(at: datetime) -> list[Person]:
    """Return who is told when a lead finds nobody: the heads of managers, or the directors where there is none."""
    return list(of_track("head", today(at)) or of_track("director", today(at)))


def offer_acts(offer: LeadOffer | None, *, by: Person) -> list[Act]:
    """Return the decision as the journal keeps it."""
    if offer is None:
        return []
    if offer.to is None:
        return [Act(offer.lead, "leads.nobody_fits", by, {"offer": offer.pk})]
    return [Act(offer.lead, "leads.offered", by, {"to": offer.to.name, "offer": offer.pk})]


def route_anew(lead: Lead, *, at: datetime) -> LeadOffer | None:
    """Offer the lead to the next one after an offer has ended, and write it down."""
    by, offer = system(), route(lead, at=at)
    record_acts(offer_acts(offer, by=by), at=at)
    return offer


# ---- ending -------------------------------------------------------------------------------------------------------


def close_offer(lead: Lead, event: str, *, reason: str = "", at: datetime, to: Person | None = None) -> LeadOffer | None:
    """End the offer that waits, if there is one; `to` ends only an offer to that person. The lead must be locked."""
    offer = queries.open_offer(lead)
    if offer is None or (to is not None and offer.to_id != to.pk):
        return None
    offer.state, offer.reason, offer.ended_at = after(OFFER_MOVES, event, offer.state), reason[:1000], at
    offer.save(update_fields=["state", "reason", "ended_at"])
    hush(offer.to, "leads.offered", url=f"/leads/{lead.pk}/", at=at)
    return offer


def lapse_offers_to(person: Person, *, reason: str, at: datetime) -> None:
    """End the offers to somebody who is here no longer, and offer those leads to the next.

    Leads that somebody is writing on at this moment are passed by, so that nobody
    waits for anybody: the clock finds them within a minute if they still wait.
    """
    hold_chain()  # whoever has just offered them a lead has written it down
    waiting = Lead.objects.filter(offers__to=person, offers__state=OfferState.OFFERED)
    for lead in waiting.select_for_update(of=("self",), skip_locked=True, no_key=True):
        offer = close_offer(lead, "lapse", reason=reason, at=at, to=person)
        if offer and offer.by:
            tell_giver(offer, at=at)
        route_anew(lead, at=at)


def tell_giver(offer: LeadOffer, *, at: datetime) -> None:
    """Tell whoever offered the lead how the offer ended."""
    told = {"name": offer.to.name, "title": offer.lead.title, "reason": offer.reason, "state": offer.state}
    tell(offer.by, "leads.offer_ended", at=at, engagement=offer.lead.engagement, url=f"/leads/{offer.lead_id}/", **told)


@when_leaving
def free_offers(person: Person, *, by: Person, at: datetime) -> None:
    """Let the offers to a person who leaves lapse at once."""
    lapse_offers_to(person, reason=_("no longer works here"), at=at)


@when_away
def free_offers_of_absent(absence: Absence, *, by: Person, at: datetime) -> None:
    """Let the offers to a person lapse at once, when their absence begins before those offers can be answered."""
    last = today(agency_window().add(at, timedelta(minutes=DAY_OF_WORK)))
    if absence.starts_on <= last and absence.ends_on >= today(at):
        lapse_offers_to(absence.person, reason=_("is away"), at=at)


# ---- a lead and its holder ----------------------------------------------------------------------------------------


def still_here(person: Person) -> bool:
    """Tell whether the person works here, and hold their row, so that nobody lets them go while they take a lead."""
    return Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person.pk, is_active=True).exists()


def seat_taker(lead: Lead, person: Person, event: str, *, at: datetime) -> Lead:
    """Make the person the lead's holder: the lead is moved by the event, and the seat that answers for leads is theirs."""
    lead.state = after(MOVES, event, lead.state)
    lead.taken_by, lead.taken_at = person, lead.taken_at or max(at, lead.received_at)
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    fill_seat(lead.engagement, queries.seats_of(lead, at)[0], person, at=at)
    return lead


def touch_version(lead: Lead) -> None:
    """Move the lead's version on, when an act on something else has changed it."""
    Lead.objects.filter(pk=lead.pk).update(version=F("version") + 1)
    lead.version += 1


def vacate(lead: Lead, *, at: datetime) -> Lead:
    """Put the lead back among the new ones, with its seat vacant and called for; when it came and was answered stays."""
    lead.state = after(MOVES, "return", lead.state)
    lead.taken_by = lead.taken_at = None
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    for seat in seated(lead.engagement_id, at).filter(seat__in=queries.seats_of(lead, at)):
        leave_seat(seat, at=at)
    call_for(lead.engagement, DUTIES["lead.intake"], at=at)
    return lead


def ship_terms(*, starts_on: date) -> None:
    """Let the agency offer leads by the order from that day on, by the usual terms, once."""
    if not TakerTerms.objects.filter(person=None).exists():
        TakerTerms.objects.create(most_open=rules.ANYBODY.most_open, languages=["ru"], order=list(rules.ORDER), starts_on=starts_on)
