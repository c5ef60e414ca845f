"""What can happen to questions, interviews, needs, options, specifications and promises."""

from svyazka.briefs.actions.brief import VERDICT_WITHIN, judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.choice import answer_choice, pick_option, write_option_clauses
from svyazka.briefs.actions.duties import CHOOSE, FEASIBLE, PROPOSE, QUESTIONS, RESEARCH, WRITE
from svyazka.briefs.actions.interview import answer_question, begin_interview, drop_interview, hold_interview
from svyazka.briefs.actions.need import add_need, change_need, draw_need, move_need, remove_need
from svyazka.briefs.actions.option import change_option, propose_option, withdraw_option
from svyazka.briefs.actions.promise import make_promise, settle_promise, withdraw_promise
from svyazka.briefs.actions.question import write_questions

__all__ = [
    "CHOOSE", "FEASIBLE", "PROPOSE", "QUESTIONS", "RESEARCH", "VERDICT_WITHIN", "WRITE", "add_need", "answer_choice", "answer_question",
    "begin_interview", "change_need", "change_option", "draw_need", "drop_interview", "hold_interview", "judge_brief", "make_promise",
    "move_need", "pick_option", "propose_option", "remove_need", "settle_promise", "submit_brief", "withdraw_option", "withdraw_promise",
    "write_brief", "write_option_clauses", "write_questions",
]  # fmt: skip
