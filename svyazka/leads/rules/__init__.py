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
from svyazka.leads.rules.likeness import (
    LIKENESS_MOVES,
    Face,
    LikenessState,
    is_strong,
    limits_on,
    signs_shared,
    told,
    weight_of,
)
from svyazka.leads.rules.raw import RAW_MOVES, RawState

__all__ = [
    "ALIVE", "CLOSED", "LIKENESS_MOVES", "MOVES", "RAW_MOVES", "Face", "LeadState", "LikenessState", "RawState", "answer_due",
    "hours_between", "is_strong", "limits_on", "reasons_not_from", "reasons_not_to_take", "signs_shared", "told", "weight_of",
]  # fmt: skip
