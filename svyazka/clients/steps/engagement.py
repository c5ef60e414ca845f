"""Engagements opened and moved on."""

import secrets
from datetime import datetime

from svyazka.clients.models import Client, Engagement
from svyazka.clients.rules import OPEN, EngagementState
from svyazka.kit.memo import forget


def open_engagement(client: Client, title: str, *, at: datetime, department=None) -> Engagement:
    """Open the engagement on which a lead, a contract and a project will hang."""
    forget("standing")
    return Engagement.objects.create(
        client=client, title=title[:200], opened_at=at, department=department, reply_token=secrets.token_hex(16)
    )


def move_engagement(engagement: Engagement, state: str, *, at: datetime) -> Engagement:
    """Put the engagement in this state; it is closed by a final one."""
    engagement.state = state
    engagement.closed_at = None if state in OPEN else at
    engagement.save(update_fields=["state", "closed_at"])
    return engagement


def advance_engagement(engagement: Engagement, state: str, *, at: datetime) -> Engagement:
    """Move the engagement on to this state, never back."""
    order = list(EngagementState.values)
    return move_engagement(engagement, state, at=at) if order.index(state) > order.index(engagement.state) else engagement
