"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.brief import judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.duties import CATCH, CHOOSE, FEASIBLE, RESEARCH, RULES, WRITE
from svyazka.briefs.actions.judging import judge_promise, recheck_promise
from svyazka.briefs.actions.promise import make_promise, reword_promise, take_alternative, withdraw_promise
from svyazka.briefs.actions.settling import settle_promise
from svyazka.briefs.actions.small import set_small_rule, set_verdict_norm

__all__ = [
    "CATCH", "CHOOSE", "FEASIBLE", "RESEARCH", "RULES", "WRITE", "judge_brief", "judge_promise", "make_promise", "recheck_promise",
    "reword_promise", "set_small_rule", "set_verdict_norm", "settle_promise", "submit_brief", "take_alternative", "withdraw_promise", "write_brief",
]  # fmt: skip
