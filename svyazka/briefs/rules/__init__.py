"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from svyazka.briefs.rules.brief import (
    BRIEF_MOVES,
    BriefState,
    VerdictKind,
    diff,
    reasons_not_to_submit,
)
from svyazka.briefs.rules.clause import ClauseKind, keys_of
from svyazka.briefs.rules.leaving import reasons_not_to_leave
from svyazka.briefs.rules.promise import (
    LET_OUT,
    LIVE_PROMISES,
    PROMISE_MOVES,
    PromiseKind,
    PromiseSource,
    PromiseState,
    reasons_not_to_judge,
)
from svyazka.briefs.rules.small import Judged

__all__ = [
    "BRIEF_MOVES", "LET_OUT", "LIVE_PROMISES", "PROMISE_MOVES", "BriefState", "ClauseKind", "Judged", "PromiseKind", "PromiseSource",
    "PromiseState", "VerdictKind", "diff", "keys_of", "reasons_not_to_judge", "reasons_not_to_leave", "reasons_not_to_submit",
]  # fmt: skip
