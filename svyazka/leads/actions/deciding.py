"""A lead is qualified, closed with its reason, put aside or taken up again."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.states import after
from svyazka.leads.models import Lead
from svyazka.leads.rules import MOVES
from svyazka.leads.steps import close_offer
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.steps import stop_calling

QUALIFY = Duty("lead.qualify", _("Qualify a lead, refuse it or pass it on"), stage=Stage.LEAD)


@action(QUALIFY)
def qualify_lead(lead: Lead, *, fits: bool, reason: str, by: Person, at: datetime) -> Lead:
    """Say whether the lead fits: it goes on to the needs, or is closed with the reason. Raises Refused without one."""
    if not fits:
        return _close(lead, "refuse", reason, by=by, at=at)
    lead.state = after(MOVES, "qualify", lead.state)
    lead.save(update_fields=["state"])
    advance_engagement(lead.engagement, "brief", at=at)
    record(lead, "leads.qualified", by=by, at=at, reason=reason)
    return lead


@action(QUALIFY)
def lose_lead(lead: Lead, *, reason: str, by: Person, at: datetime) -> Lead:
    """Close the lead as lost, with the reason: it becomes a lesson."""
    return _close(lead, "lose", reason, by=by, at=at)


def _close(lead: Lead, event: str, reason: str, *, by: Person, at: datetime) -> Lead:
    if not reason.strip():
        raise Refused(_("Say why: a refused lead is a lesson."))
    lead.state = after(MOVES, event, lead.state)
    lead.closing_reason, lead.closed_at = reason[:1000], at
    lead.save(update_fields=["state", "closing_reason", "closed_at"])
    close_offer(lead, "withdraw", reason=reason, at=at)
    move_engagement(lead.engagement, "lost", at=at)
    stop_calling(lead.engagement, at=at)
    record(lead, "leads.closed", by=by, at=at, state=lead.state, reason=reason)
    return lead


@action(QUALIFY)
def freeze_lead(lead: Lead, *, until: date, reason: str, by: Person, at: datetime) -> Lead:
    """Put the lead aside until a day. Raises Refused if the day is past."""
    if until <= today(at):
        raise Refused(_("Freeze it until a day to come."))
    lead.state = after(MOVES, "freeze", lead.state)
    lead.frozen_until, lead.closing_reason = until, reason[:1000]
    lead.save(update_fields=["state", "frozen_until", "closing_reason"])
    record(lead, "leads.frozen", by=by, at=at, until=str(until), reason=reason)
    return lead


@action(QUALIFY)
def thaw_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Take a frozen lead up again."""
    lead.state = after(MOVES, "thaw", lead.state)
    lead.frozen_until = None
    lead.save(update_fields=["state", "frozen_until"])
    record(lead, "leads.thawed", by=by, at=at)
    return lead
