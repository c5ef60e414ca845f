"""Small writes on a lead: moved, won, lost; what the room ships filled."""

from datetime import date, datetime

from svyazka.clients.models import Engagement
from svyazka.kit.states import after
from svyazka.leads.models import AnswerNorm, ClosingReason, EscalationLevel, Lead
from svyazka.leads.rules import CLOSED, MOVES, norms, reasons
from svyazka.leads.steps.clock import hold_interview


def move_lead(engagement: Engagement, event: str, *, at: datetime, **fields) -> Lead | None:
    """Move the engagement's lead by the event; a closed one stays as it is. Raises Refused if the table says no."""
    lead = Lead.objects.select_for_update(no_key=True).filter(engagement=engagement).first()
    if lead is None or (lead.state in CLOSED and event != "win"):
        return lead
    lead.state = after(MOVES, event, lead.state) if lead.state not in CLOSED else lead.state
    for name, value in fields.items():
        setattr(lead, name, value)
    lead.save(update_fields=["state", *fields])
    return hold_interview(lead, at=at) if event == "brief" else lead


def win_lead(engagement: Engagement, *, won_kopecks: int, at: datetime) -> Lead | None:
    """The lead has become a contract of this worth."""
    return move_lead(engagement, "win", at=at, won_kopecks=won_kopecks, closed_at=at)


def ship_norms(sources: dict, *, starts_on: date) -> None:
    """Write down the usual norms, levels of escalation and reasons of closing, once."""
    if not AnswerNorm.objects.exists():
        AnswerNorm.objects.bulk_create(
            AnswerNorm(kind=kind, channel=channel, source=sources[code] if code else None, minutes=minutes, starts_on=starts_on)
            for kind, channel, code, minutes in norms.SHIPPED
        )
    if not EscalationLevel.objects.exists():
        EscalationLevel.objects.bulk_create(
            EscalationLevel(percent=percent, called=called, starts_on=starts_on) for percent, called in norms.LEVELS_SHIPPED
        )
    ClosingReason.objects.bulk_create(
        [ClosingReason(code=code, name=name, closing=closing) for code, name, closing in reasons.SHIPPED], ignore_conflicts=True
    )
