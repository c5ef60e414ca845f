"""Leads in words: states and what moves them, norms of the first answer, and what stands in the way."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class LeadState(TextChoices):
    NEW = "new", _("New")
    TAKEN = "taken", pgettext_lazy("lead", "Taken")
    QUALIFIED = "qualified", _("In work")
    BRIEF = "brief", _("Specification and estimate")
    OFFER = "offer", _("Offer")
    NEGOTIATION = "negotiation", _("Agreement")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    NOT_OURS = "not_ours", _("Not ours")
    FROZEN = "frozen", _("Frozen")
    MERGED = "merged", pgettext_lazy("lead", "Merged")


ALIVE = ("taken", "qualified", "brief", "offer", "negotiation")
CLOSED = (LeadState.WON, LeadState.LOST, LeadState.NOT_OURS, LeadState.MERGED)

MOVES = Moves(LeadState, {
    "take": {"new": "taken", "frozen": "taken"},  # frozen: an old lead of another system that nobody here has led
    "answer": {state: state for state in (*ALIVE, "frozen")},
    "qualify": {"taken": "qualified"},
    "refuse": {"taken": "not_ours", "new": "not_ours"},
    "brief": dict.fromkeys(("taken", "qualified", "brief", "offer", "negotiation"), "brief"),
    "offer": dict.fromkeys(("qualified", "brief", "offer", "negotiation"), "offer"),
    "negotiate": dict.fromkeys(("qualified", "brief", "offer", "negotiation"), "negotiation"),
    "win": dict.fromkeys(ALIVE, "won"),
    "lose": {**dict.fromkeys(ALIVE, "lost"), "frozen": "lost"},
    "freeze": dict.fromkeys(ALIVE, "frozen"),
    "thaw": {"frozen": "qualified"},
    "merge": dict.fromkeys(("new", *ALIVE, "frozen"), "merged"),
    "pass": {state: state for state in (*ALIVE, "frozen")},
    "assign": {state: state for state in ("new", *ALIVE, "frozen")},
    "accept": {"new": "taken", **{state: state for state in (*ALIVE, "frozen")}},
    "return": {"taken": "new"},
})


def reasons_not_to_take(*, state: str, taken_by: str) -> list:
    """List why the lead cannot be taken."""
    if taken_by:
        return [_("%(name)s has taken this lead already.") % {"name": taken_by}]
    return [] if state in MOVES["take"] else [_("This lead is closed.")]


def reasons_not_from(*, name: str, retired_on: date | None, day: date) -> list:
    """List why no lead is written down by hand as coming from this source on that day."""
    if retired_on is None or day < retired_on:
        return []
    return [_("The source “%(name)s” is retired: choose one in use.") % {"name": name}]
