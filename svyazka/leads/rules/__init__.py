"""Leads in words."""

from svyazka.leads.rules.lead import (
    ALIVE,
    CLOSED,
    MOVES,
    LeadState,
    answer_due,
    hours_between,
    reasons_not_from,
    reasons_not_to_take,
)
from svyazka.leads.rules.raw import RAW_MOVES, RawState
from svyazka.leads.rules.touch import MarkKind
from svyazka.leads.rules.webform import Way

__all__ = [
    "ALIVE", "CLOSED", "MOVES", "RAW_MOVES", "LeadState", "MarkKind", "RawState", "Way", "answer_due", "hours_between",
    "reasons_not_from", "reasons_not_to_take",
]  # fmt: skip
