"""Small writes on briefs and promises that later rooms' actions borrow."""

from datetime import datetime

from svyazka.briefs.models import Brief
from svyazka.briefs.queries import latest_brief
from svyazka.briefs.rules import BRIEF_MOVES
from svyazka.briefs.steps.promise import (
    archive,
    ask_pm,
    ask_with_brief,
    give_promises,
    hear,
    judge,
    move_promises,
    pass_if_small,
    wind_verdicts,
)
from svyazka.briefs.steps.small import ship
from svyazka.clients.models import Engagement
from svyazka.kit.states import after

__all__ = [
    "agree_brief", "archive", "ask_pm", "ask_with_brief", "give_promises", "hear", "judge", "move_promises", "pass_if_small", "send_brief", "ship", "wind_verdicts",
]  # fmt: skip


def send_brief(engagement: Engagement) -> Brief | None:
    """The newest edition is with the client."""
    return _move(engagement, "send")


def agree_brief(engagement: Engagement, *, at: datetime) -> Brief | None:
    """The client has agreed to the newest edition."""
    return _move(engagement, "agree", agreed_at=at)


def _move(engagement: Engagement, event: str, **fields) -> Brief | None:
    brief = latest_brief(engagement)
    if brief is None or brief.state not in BRIEF_MOVES[event]:
        return brief
    brief.state = after(BRIEF_MOVES, event, brief.state)
    for name, value in fields.items():
        setattr(brief, name, value)
    brief.save(update_fields=["state", *fields])
    return brief
