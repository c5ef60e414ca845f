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
from svyazka.leads.rules.raw import MOST_AGAIN, RAW_MOVES, RawKind, RawState, kind_of, reasons_to_give_up
from svyazka.leads.rules.signing import (
    MOST_PER_MINUTE,
    reasons_not_to_issue,
    reasons_unsigned,
    reasons_wrong_token,
    signature_of,
)

__all__ = [
    "ALIVE", "CLOSED", "MOST_AGAIN", "MOST_PER_MINUTE", "MOVES", "RAW_MOVES", "LeadState", "RawKind", "RawState", "answer_due", "hours_between", "kind_of",
    "reasons_not_from", "reasons_not_to_issue", "reasons_not_to_take", "reasons_to_give_up", "reasons_unsigned", "reasons_wrong_token", "signature_of",
]  # fmt: skip
