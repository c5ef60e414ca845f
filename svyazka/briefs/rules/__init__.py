"""Needs, clauses, promises and verdicts in words: states, what moves them, what stands in the way."""

from svyazka.briefs.rules.agree import (
    SHOWN_STATES,
    Decision,
    changes_by_key,
    reasons_not_to_answer,
    reasons_not_to_send,
    wording_digest,
)
from svyazka.briefs.rules.brief import (
    BRIEF_MOVES,
    BriefState,
    VerdictKind,
    diff,
    reasons_not_to_submit,
)
from svyazka.briefs.rules.clause import ClauseKind, keys_of
from svyazka.briefs.rules.coverage import Coverage, Gap, hours_in, kopecks_in, laid_over
from svyazka.briefs.rules.promise import LIVE_PROMISES, PROMISE_MOVES, PromiseKind, PromiseState, reasons_not_to_judge

__all__ = [
    "BRIEF_MOVES", "LIVE_PROMISES", "PROMISE_MOVES", "SHOWN_STATES", "BriefState", "ClauseKind", "Coverage", "Decision", "Gap",
    "PromiseKind", "PromiseState", "VerdictKind", "changes_by_key", "diff", "hours_in", "keys_of", "kopecks_in", "laid_over",
    "reasons_not_to_answer", "reasons_not_to_judge", "reasons_not_to_send", "reasons_not_to_submit", "wording_digest",
]  # fmt: skip
