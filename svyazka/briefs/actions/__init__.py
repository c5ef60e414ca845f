"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.brief import VERDICT_WITHIN, judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.duties import CHOOSE, FEASIBLE, RESEARCH, WRITE
from svyazka.briefs.actions.promise import make_promise, settle_promise, withdraw_promise

__all__ = [
    "CHOOSE", "FEASIBLE", "RESEARCH", "VERDICT_WITHIN", "WRITE", "judge_brief", "make_promise", "settle_promise",
    "submit_brief", "withdraw_promise", "write_brief",
]  # fmt: skip
