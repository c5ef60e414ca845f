"""Everything that can happen to a tender."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import move_engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.states import after
from svyazka.leads.models import Lead
from svyazka.leads.steps import move_lead
from svyazka.people.models import Person
from svyazka.roles.steps import claim_seat
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import CLOSED, LEADING, MOVES, NEEDS_REASON, Law, Method

LEAD = Duty("tender.lead", _("Run a tender"), stage=Stage.LEAD, claims=True)
PRICE = Duty("tender.price", _("Price a tender and submit the application"), stage=Stage.LEAD)


@action(LEAD, answers="RA")
def open_tender(lead: Lead, *, law: str, method: str, initial_max_price_kopecks: int, deadline_at: datetime,
                number: str = "", platform: str = "", by: Person, at: datetime) -> Tender:  # fmt: skip
    """Run the lead as a tender. Raises Refused if it is one already, Malformed on an unknown law or a past deadline."""
    if Tender.objects.filter(engagement=lead.engagement_id).exists():
        raise Refused(_("This lead is a tender already."))
    if law not in Law.values or method not in Method.values:
        raise Malformed(_("There is no such law or method."))
    if initial_max_price_kopecks <= 0 or deadline_at <= at:
        raise Malformed(_("A tender has a price and a deadline to come."))
    tender = Tender.objects.create(
        engagement=lead.engagement, title=lead.title, law=law, method=method, number=number, platform=platform,
        initial_max_price_kopecks=initial_max_price_kopecks, deadline_at=deadline_at,
    )  # fmt: skip
    claim_seat(lead.engagement, LEAD, by, at=at)
    record(tender, "tenders.opened", by=by, at=at, law=law, method=method)
    return tender


@action(LEAD, answers="RA")
def decide_tender(tender: Tender, *, go: bool, reason: str, by: Person, at: datetime) -> Tender:
    """Say whether the agency takes part, and why. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("Say why: the decision is read again when the tender is over."))
    tender.state = after(MOVES, "go" if go else "decline", tender.state)
    tender.decided_by, tender.decided_at, tender.decision_reason = by, at, reason[:1000]
    tender.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    _let_go(tender, reason, at)
    record(tender, "tenders.decided", by=by, at=at, go=go, reason=reason)
    return tender


@action(LEAD)
def move_tender(tender: Tender, *, event: str, reason: str = "", by: Person, at: datetime) -> Tender:
    """Move the tender on by the event. Raises Refused if the table says no or a loss has no reason."""
    if event not in LEADING:
        raise Malformed(_("There is no such step: %(event)s.") % {"event": event})
    if event in NEEDS_REASON and not reason.strip():
        raise Refused(_("Say why: a lost tender is a lesson."))
    tender.state = after(MOVES, event, tender.state)
    tender.closing_reason = reason[:1000]
    tender.save(update_fields=["state", "closing_reason"])
    _let_go(tender, reason, at)
    record(tender, "tenders.moved", by=by, at=at, state=tender.state, reason=reason)
    return tender


def _let_go(tender: Tender, reason: str, at: datetime) -> None:
    if tender.state not in CLOSED:
        return
    lead = Lead.objects.get(engagement=tender.engagement_id)
    move_lead(tender.engagement, "refuse" if lead.state in ("new", "taken") else "lose", at=at, closing_reason=reason[:1000], closed_at=at)
    move_engagement(tender.engagement, "lost", at=at)





@action(PRICE)
def submit_tender(tender: Tender, *, price_kopecks: int, by: Person, at: datetime) -> Tender:
    """Submit the application with our price. Raises Refused after the deadline or above the initial price."""
    if at >= tender.deadline_at:
        raise Refused(_("The deadline is over."))
    if not 0 < price_kopecks <= tender.initial_max_price_kopecks:
        raise Refused(_("Our price is above zero and within the initial price."))
    tender.state, tender.price_kopecks = after(MOVES, "submit", tender.state), price_kopecks
    tender.save(update_fields=["state", "price_kopecks"])
    record(tender, "tenders.submitted", by=by, at=at, price_kopecks=price_kopecks)
    return tender
