"""Small writes on leads that later rooms' actions borrow."""

from datetime import datetime

from svyazka.clients.models import Engagement
from svyazka.clients.steps import move_engagement
from svyazka.kit.states import after
from svyazka.leads.models import AnswerNorm, Lead
from svyazka.leads.rules import CLOSED, MOVES


def move_lead(engagement: Engagement, event: str, *, at: datetime, **fields) -> Lead | None:
    """Move the engagement's lead by the event; a closed one stays as it is. Raises Refused if the table says no."""
    lead = Lead.objects.select_for_update().filter(engagement=engagement).first()
    if lead is None or (lead.state in CLOSED and event != "win"):
        return lead
    lead.state = after(MOVES, event, lead.state) if lead.state not in CLOSED else lead.state
    for name, value in fields.items():
        setattr(lead, name, value)
    lead.save(update_fields=["state", *fields])
    return lead


def win_lead(engagement: Engagement, *, won_kopecks: int, at: datetime) -> Lead | None:
    """The lead has become a contract of this worth."""
    return move_lead(engagement, "win", at=at, won_kopecks=won_kopecks, closed_at=at)


def lose_engagement(engagement: Engagement, *, at: datetime) -> Engagement:
    """The engagement will not be."""
    return move_engagement(engagement, "lost", at=at)


NORMS = (("form", None, 15), ("phone", None, 15), ("email", None, 60), ("", None, 60), ("", "tender", 480))


def ship_norms(sources: dict, *, starts_on) -> None:
    """Write down the usual norms of the first answer, once."""
    if AnswerNorm.objects.exists():
        return
    AnswerNorm.objects.bulk_create(
        AnswerNorm(channel=channel, source=sources[code] if code else None, minutes=minutes, starts_on=starts_on)
        for channel, code, minutes in NORMS
    )
