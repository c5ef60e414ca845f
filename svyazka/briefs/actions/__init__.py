"""What can happen to questions, interviews, needs, options, specifications and promises."""

from svyazka.briefs.actions.agree import answer_brief, send_brief_to_client
from svyazka.briefs.actions.beginning import begin_draft
from svyazka.briefs.actions.brief import judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.choice import answer_choice, pick_option, write_option_clauses
from svyazka.briefs.actions.comment import (
    MOST_WORDS,
    client_talks_of_clause,
    note_clause,
    settle_note,
    settle_talk,
    talk_of_clause,
)
from svyazka.briefs.actions.conditions import accept_conditions
from svyazka.briefs.actions.dispute import answer_dispute, dispute_promise
from svyazka.briefs.actions.draft import add_clause, place_clause, remove_clause, reword_clause
from svyazka.briefs.actions.duties import (
    AGREE,
    CATCH,
    CHOOSE,
    FEASIBLE,
    OPEN,
    PROPOSE,
    QUESTIONS,
    RESEARCH,
    RULES,
    TEMPLATES,
    WRITE,
)
from svyazka.briefs.actions.interview import answer_question, begin_interview, drop_interview, hold_interview
from svyazka.briefs.actions.judging import judge_promise, recheck_promise
from svyazka.briefs.actions.need import add_need, change_need, draw_need, move_need, remove_need
from svyazka.briefs.actions.option import change_option, propose_option, withdraw_option
from svyazka.briefs.actions.presence import be_present
from svyazka.briefs.actions.promise import make_promise, reword_promise, take_alternative, withdraw_promise
from svyazka.briefs.actions.question import write_questions
from svyazka.briefs.actions.settling import settle_promise
from svyazka.briefs.actions.small import set_small_rule, set_verdict_norm
from svyazka.briefs.actions.template import add_template, copy_template, edit_template, retire_template

__all__ = [
    "AGREE", "CATCH", "CHOOSE", "FEASIBLE", "MOST_WORDS", "OPEN", "PROPOSE", "QUESTIONS", "RESEARCH", "RULES",
    "TEMPLATES", "WRITE", "accept_conditions", "add_clause", "add_need", "add_template", "answer_brief", "answer_choice",
    "answer_dispute", "answer_question",
    "be_present", "begin_draft", "begin_interview", "change_need", "change_option", "client_talks_of_clause",
    "copy_template", "dispute_promise", "draw_need", "drop_interview", "edit_template", "hold_interview", "judge_brief", "judge_promise",
    "make_promise", "move_need", "note_clause", "pick_option", "place_clause", "propose_option", "recheck_promise",
    "remove_clause", "remove_need", "retire_template", "reword_clause", "reword_promise", "send_brief_to_client",
    "set_small_rule", "set_verdict_norm", "settle_note", "settle_promise", "settle_talk", "submit_brief",
    "take_alternative", "talk_of_clause", "withdraw_option", "withdraw_promise", "write_brief", "write_option_clauses",
    "write_questions",
]  # fmt: skip
