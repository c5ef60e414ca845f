"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.agree import answer_brief, send_brief_to_client
from svyazka.briefs.actions.brief import judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.comment import (
    MOST_WORDS,
    client_talks_of_clause,
    note_clause,
    settle_note,
    settle_talk,
    talk_of_clause,
)
from svyazka.briefs.actions.draft import add_clause, begin_draft, place_clause, remove_clause, reword_clause
from svyazka.briefs.actions.duties import AGREE, CATCH, CHOOSE, FEASIBLE, OPEN, RESEARCH, RULES, TEMPLATES, WRITE
from svyazka.briefs.actions.judging import judge_promise, recheck_promise
from svyazka.briefs.actions.presence import be_present
from svyazka.briefs.actions.promise import make_promise, reword_promise, take_alternative, withdraw_promise
from svyazka.briefs.actions.settling import settle_promise
from svyazka.briefs.actions.small import set_small_rule, set_verdict_norm
from svyazka.briefs.actions.template import add_template, copy_template, edit_template, retire_template

__all__ = [
    "AGREE", "CATCH", "CHOOSE", "FEASIBLE", "MOST_WORDS", "OPEN", "RESEARCH", "RULES", "TEMPLATES", "WRITE",
    "add_clause", "add_template", "answer_brief", "be_present", "begin_draft", "client_talks_of_clause",
    "copy_template", "edit_template", "judge_brief", "judge_promise", "make_promise", "note_clause", "place_clause",
    "recheck_promise", "remove_clause", "retire_template", "reword_clause", "reword_promise", "send_brief_to_client",
    "set_small_rule", "set_verdict_norm", "settle_note", "settle_promise", "settle_talk", "submit_brief",
    "take_alternative", "talk_of_clause", "withdraw_promise", "write_brief",
]  # fmt: skip
