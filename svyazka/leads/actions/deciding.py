"""A lead is qualified, closed with its reason, put aside or taken up again; what comes next with it is planned."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.clients.steps import advance_engagement, move_engagement
from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, Stage, action
from svyazka.kit.states import after
from svyazka.leads import queries
from svyazka.leads.models import Lead
from svyazka.leads.rules import MOVES
from svyazka.leads.rules.reasons import reasons_not_a_next_step, reasons_not_to_close_for
from svyazka.leads.steps import close_offer, go_on_with_clock, pause_clock, wind_clock
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.steps import stop_calling

QUALIFY = Duty("lead.qualify", _("Qualify a lead, refuse it or pass it on"), stage=Stage.LEAD)


@action(QUALIFY)
def qualify_lead(lead: Lead, *, fits: bool, reason: str, reason_code: str = "", by: Person, at: datetime) -> Lead:
    """Say whether the lead fits: it goes on to the needs, or is closed with the reason.

    Raises Refused without one, or if `reason_code` is not in the list of reasons.
    """
    if not fits:
        return _close(lead, "refuse", reason, reason_code, by=by, at=at)
    lead.state = after(MOVES, "qualify", lead.state)
    lead.qualified_at = at
    lead.save(update_fields=["state", "qualified_at"])
    wind_clock(lead, at=at)
    advance_engagement(lead.engagement, "brief", at=at)
    record(lead, "leads.qualified", by=by, at=at, reason=reason)
    return lead


@action(QUALIFY)
def lose_lead(lead: Lead, *, reason: str, reason_code: str = "", by: Person, at: datetime) -> Lead:
    """Close the lead as lost, with the reason: it becomes a lesson. Raises Refused as `qualify_lead` does."""
    return _close(lead, "lose", reason, reason_code, by=by, at=at)


def _close(lead: Lead, event: str, reason: str, reason_code: str, *, by: Person, at: datetime) -> Lead:
    if not reason.strip():
        raise Refused(_("Say why: a refused lead is a lesson."))
    before, lead.state = lead.state, after(MOVES, event, lead.state)
    in_use = queries.reasons_in_use(lead.state)
    refuse_if(reasons_not_to_close_for(code=reason_code, closing=lead.state, known=set(in_use.values_list("code", flat=True))))
    lead.closing_reason, lead.closed_at, lead.closed_from = reason[:1000], at, before
    lead.closed_for = in_use.get(code=reason_code) if reason_code else None
    lead.save(update_fields=["state", "closing_reason", "closed_at", "closed_from", "closed_for"])
    go_on_with_clock(lead, at=at)
    close_offer(lead, "withdraw", reason=reason, at=at)
    move_engagement(lead.engagement, "lost", at=at)
    stop_calling(lead.engagement, at=at)
    record(lead, "leads.closed", by=by, at=at, state=lead.state, reason=reason, reason_code=reason_code)
    return lead


@action(QUALIFY)
def freeze_lead(lead: Lead, *, until: date, reason: str, by: Person, at: datetime) -> Lead:
    """Put the lead aside until a day. Raises Refused if the day is past."""
    if until <= today(at):
        raise Refused(_("Freeze it until a day to come."))
    lead.state = after(MOVES, "freeze", lead.state)
    lead.frozen_until, lead.closing_reason = until, reason[:1000]
    lead.save(update_fields=["state", "frozen_until", "closing_reason"])
    pause_clock(lead, at=at)
    record(lead, "leads.frozen", by=by, at=at, until=str(until), reason=reason)
    return lead


@action(QUALIFY)
def thaw_lead(lead: Lead, *, by: Person, at: datetime) -> Lead:
    """Take a frozen lead up again: its clocks go on from where they stood."""
    lead.state = after(MOVES, "thaw", lead.state)
    lead.frozen_until, lead.qualified_at = None, lead.qualified_at or at
    lead.save(update_fields=["state", "frozen_until", "qualified_at"])
    go_on_with_clock(lead, at=at)
    record(lead, "leads.thawed", by=by, at=at)
    return lead


@action(QUALIFY)
def plan_next_step(lead: Lead, *, text: str, on: date, by: Person, at: datetime) -> Lead:
    """Say what comes next with the lead and on which day; it takes the place of the step before.

    Raises Refused without words, for a day past or for a closed lead.
    """
    refuse_if(reasons_not_a_next_step(text=text, on=on, today=today(at), state=lead.state))
    lead.next_step, lead.next_step_on = text.strip()[:300], on
    lead.save(update_fields=["next_step", "next_step_on"])
    record(lead, "leads.next_step_planned", by=by, at=at, text=lead.next_step, on=str(on))
    return lead
