"""A lead is taken, answered, passed on to a colleague who agrees, returned to the others."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Message
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import say
from svyazka.journal.steps import hold_chain, record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.leaving import has_left, reasons_to_stay
from svyazka.kit.mail import clean
from svyazka.kit.states import after
from svyazka.leads import queries, rules
from svyazka.leads.actions.deciding import QUALIFY, qualify_lead
from svyazka.leads.actions.receiving import INTAKE
from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.rules import MOVES, LeadState, OfferState
from svyazka.leads.steps import (
    close_offer,
    hold_interview,
    mark_likenesses,
    offer_by_hand,
    route_anew,
    still_here,
    stop_clock,
    vacate,
)
from svyazka.people.models import Person
from svyazka.people.rules import Kind
from svyazka.roles.steps import claim_seat


def _taken_by_another(lead: Lead, *, by: Person, at: datetime) -> list:
    """List who was faster, for those who could have taken the lead."""
    taken = queries.taken_by_another(lead.engagement_id, by) if queries.may_take(by, at) else None
    return rules.reasons_not_to_take(state=taken.state, taken_by=taken.taken_by.name) if taken else []


@action(INTAKE, too_late=_taken_by_another)
def take_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Give the lead to `by`, who sits down in the responsible seat of its engagement, whoever it was offered to.

    Raises Refused if a colleague was faster or the lead is closed.
    """
    refuse_if(rules.reasons_not_to_take(state=lead.state, taken_by=lead.taken_by.name if lead.taken_by else ""))
    if not still_here(by):
        raise Refused(_("%(name)s no longer works here.") % {"name": by.name})
    lead.state = after(MOVES, "take", lead.state)
    lead.taken_by, lead.taken_at = by, max(at, lead.received_at)
    lead.save(update_fields=["state", "taken_by", "taken_at"])
    close_offer(lead, "accept", to=by, at=at)
    close_offer(lead, "withdraw", reason=str(_("%(name)s has taken it.") % {"name": by.name}), at=at)
    claim_seat(lead.engagement, INTAKE, by, at=at)
    mark_likenesses(lead, at=at)  # two that came in one moment did not see each other
    record(lead, "leads.taken", by=by, at=at)
    return lead


@action(INTAKE)
def answer_lead(lead: Lead, *, channel: str, text: str, by: Person, at: datetime) -> Message:
    """Answer the lead: the first human answer stops the clock. Raises Refused before the lead is taken, or while the words stay inside."""
    if lead.state == LeadState.NEW:
        raise Refused(_("Take the lead first."))
    if channel not in Channel.values:
        raise Malformed(_("There is no such channel: %(channel)s.") % {"channel": channel})
    after(MOVES, "answer", lead.state)
    refuse_if(reasons_to_stay(lead.engagement, text, at=at))
    said = say(lead.engagement, clean(text), stream=Stream.CLIENT, channel=channel, author=by, at=at)
    if lead.answered_at is None and by.kind != Kind.SYSTEM:  # a receipt that we send by ourselves is no answer
        lead.answered_at, lead.answered_by = at, by
        lead.save(update_fields=["answered_at", "answered_by"])
        stop_clock(lead, at=at)
    if channel in (Channel.PHONE, Channel.MEETING):
        hold_interview(lead, at=at)
    has_left(said, at=at)
    record(lead, "leads.answered", by=by, at=at, channel=channel)
    return said


@action(INTAKE, too_late=_taken_by_another)
def refuse_lead(lead: Lead, *, reason: str, reason_code: str = "", by: Person, at: datetime) -> Lead:
    """Close the lead as not ours; one that nobody has taken is taken by whoever refuses it. Raises Refused as `qualify_lead` does."""
    if lead.taken_by_id is None:
        lead = take_lead(lead, by=by, at=at)
    return qualify_lead(lead, fits=False, reason=reason, reason_code=reason_code, by=by, at=at)


@action(QUALIFY)
def pass_lead(lead: Lead, *, to: Person, reason: str = "", by: Person, at: datetime) -> Lead:
    """Offer the lead to a colleague; whoever holds it keeps it and its seat until the colleague accepts.

    Raises Refused if the lead is closed, or the colleague is away, has as many leads as they may, or takes none.
    """
    after(MOVES, "pass", lead.state)
    hold_chain()  # whoever fills them up at this moment has written it down
    refuse_if(queries.reasons_not_to_offer(lead, to, at))
    offer = offer_by_hand(lead, to, reason=reason, by=by, at=at)
    record(lead, "leads.passed", by=by, at=at, to=to.name, before=lead.taken_by.name if lead.taken_by else "", reason=reason,
           offer=offer.pk)  # fmt: skip
    return lead


@action(QUALIFY)
def return_lead(lead: Lead, *, reason: str, by: Person, at: datetime) -> Lead:
    """Give the lead back before it is qualified: its seat is vacant, the order looks for another, the clock runs on.

    Raises Refused without a reason, and once the lead is in work: then it is passed on.
    """
    if not reason.strip():
        raise Refused(_("Say why you return the lead: the next one has to know."))
    close_offer(lead, "withdraw", at=at)
    vacate(lead, at=at)
    LeadOffer.objects.create(lead=lead, to=by, by=by, state=OfferState.RETURNED, reason=reason[:1000], offered_at=at, ended_at=at)
    record(lead, "leads.returned", by=by, at=at, reason=reason)
    route_anew(lead, at=at)
    return lead
