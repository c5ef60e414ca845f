"""Who takes leads and on what terms; an offer is made by the head, answered by the person concerned, taken back, runs out."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.rules import Channel
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action, locked
from svyazka.kit.states import after
from svyazka.leads import queries, rules
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import GivenOffer, Lead, LeadOffer, TakerTerms
from svyazka.leads.rules import MOVES, OFFER_MOVES, LeadState
from svyazka.leads.steps import (
    close_offer,
    offer_by_hand,
    route_anew,
    seat_taker,
    still_here,
    tell_giver,
    touch_version,
)
from svyazka.people.actions import OWN
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today
from svyazka.sources.models import Source

ROUTE = Duty("lead.route", _("Say who takes leads, and offer a lead to a person"), stage=Stage.LEAD)


@action(ROUTE, lock=False)
def set_terms(agency: Agency, *, person: Person | None = None, most_open: int | None = None, regions: Sequence[str] = (),
              languages: Sequence[str] = (), refused_sources: Sequence[str] = (), refused_channels: Sequence[str] = (),
              paused_until: date | None = None, order: Sequence[str] = (), starts_on: date | None = None, by: Person,
              at: datetime) -> TakerTerms:  # fmt: skip
    """Set the terms on which a person takes leads, from a day on; without a person, those of everybody else and the order.

    Raises Malformed for an unknown source or channel, Refused for terms that cannot be.
    """
    starts_on = starts_on or today(at)
    refuse_if(rules.reasons_not_such_terms(most_open=most_open, languages=languages, order=order, paused_until=paused_until,
                                           starts_on=starts_on, day=today(at)))  # fmt: skip
    unknown = set(refused_sources) - set(Source.objects.filter(code__in=refused_sources).values_list("code", flat=True))
    if unknown:
        raise Malformed(_("There is no such source: %(source)s.") % {"source": sorted(unknown)[0]})
    if set(refused_channels) - set(Channel.values):
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": sorted(set(refused_channels) - set(Channel.values))[0]})
    told = {"most_open": most_open, "regions": rules.named(regions), "languages": list(languages), "refused_sources": list(refused_sources),
            "refused_channels": list(refused_channels), "paused_until": paused_until, "order": [] if person else list(order)}  # fmt: skip
    terms, _made = TakerTerms.objects.update_or_create(person=person, starts_on=starts_on, defaults={**told, "made_by": by})
    record(terms, "leads.terms_set", by=by, at=at, person=person.name if person else "", on=str(starts_on),
           **{**told, "paused_until": str(paused_until or "")})  # fmt: skip
    return terms


@action(ROUTE)
def assign_lead(lead: Lead, *, to: Person, reason: str = "", by: Person, at: datetime) -> Lead:
    """Offer the lead to a person of one's choice, whoever it is offered to now; its holder keeps it until they accept.

    Raises Refused if the lead is closed, or the person is away, has as many leads as they may, or takes none.
    """
    after(MOVES, "assign", lead.state)
    refuse_if(queries.reasons_not_to_offer(lead, to, at))
    offer = offer_by_hand(lead, to, reason=reason, by=by, at=at)
    record(lead, "leads.assigned", by=by, at=at, to=to.name, reason=reason, offer=offer.pk)
    return lead


@action(OWN, lock=False)
def answer_offer(offer: LeadOffer, *, accepted: bool, reason: str = "", by: Person, at: datetime) -> LeadOffer:
    """Accept the lead, sitting down in its seat, or decline it with a reason: then it goes to the next one.

    Raises Refused if the offer is over, or is declined without a reason.
    """
    lead = locked(offer.lead)
    offer = LeadOffer.objects.select_for_update(of=("self",), no_key=True).select_related("to", "by").get(pk=offer.pk)
    refuse_if(rules.reasons_not_to_answer(state=offer.state, ended=offer.reason, taken_by=lead.taken_by.name if lead.taken_by else ""))
    if not accepted and not reason.strip():
        raise Refused(_("Say why you decline the lead: the next one has to know."))
    return _accept(lead, offer, by=by, at=at) if accepted else _decline(lead, offer, reason, by=by, at=at)


def _accept(lead: Lead, offer: LeadOffer, *, by: Person, at: datetime) -> LeadOffer:
    before = lead.taken_by
    after(MOVES, "accept", lead.state)
    if not still_here(by) or not queries.who_takes(lead, at).filter(pk=by.pk).exists():
        raise Refused(_("%(name)s does not take leads, or holds this one already.") % {"name": by.name})
    offer = close_offer(lead, "accept", at=at)
    seat_taker(lead, by, "accept", at=at)
    touch_version(lead)
    if offer.by:
        tell_giver(offer, at=at)
    record(lead, "leads.accepted", by=by, at=at, offer=offer.pk, before=before.name if before else "")
    return offer


def _decline(lead: Lead, offer: LeadOffer, reason: str, *, by: Person, at: datetime) -> LeadOffer:
    offer = close_offer(lead, "decline", reason=reason, at=at)
    if offer.by:
        tell_giver(offer, at=at)
    record(lead, "leads.declined", by=by, at=at, offer=offer.pk, reason=reason)
    route_anew(lead, at=at)
    return offer


@action(OWN, lock=False)
def withdraw_offer(offer: GivenOffer, *, reason: str = "", by: Person, at: datetime) -> LeadOffer:
    """Take back the offer one has made; a lead that nobody holds goes to the next one. Raises Refused once it is over."""
    lead = locked(offer.lead)
    offer = LeadOffer.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
    after(OFFER_MOVES, "withdraw", offer.state)
    offer = close_offer(lead, "withdraw", reason=reason, at=at)
    record(lead, "leads.offer_withdrawn", by=by, at=at, offer=offer.pk, reason=reason)
    if lead.state == LeadState.NEW:
        route_anew(lead, at=at)
    return offer


@action(INTAKE)
def lapse_offer(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Let the offer that nobody answered in time lapse; a lead that nobody holds goes to the next one.

    Raises Refused if there is none: somebody was faster than the clock.
    """
    if not queries.run_out(at).filter(pk=lead.pk).exists():
        raise Refused(_("No offer of this lead has run out."))
    offer = close_offer(lead, "lapse", at=at)
    if offer.by:
        tell_giver(offer, at=at)
    record(lead, "leads.offer_lapsed", by=by, at=at, offer=offer.pk, to=offer.to.name)
    route_anew(lead, at=at)
    return lead
