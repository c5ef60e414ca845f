"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from svyazka.briefs.rules.brief import (
    BRIEF_MOVES,
    BriefState,
    VerdictKind,
    diff,
    reasons_not_to_submit,
)
from svyazka.briefs.rules.clause import ClauseKind, keys_of
from svyazka.briefs.rules.promise import LIVE_PROMISES, PROMISE_MOVES, PromiseKind, PromiseState, reasons_not_to_judge

__all__ = [
    "BRIEF_MOVES", "LIVE_PROMISES", "PROMISE_MOVES", "BriefState", "ClauseKind", "PromiseKind", "PromiseState",
    "VerdictKind", "diff", "keys_of", "reasons_not_to_judge", "reasons_not_to_submit",
]  # fmt: skip
