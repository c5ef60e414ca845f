"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.agree import answer_brief, send_brief_to_client
from svyazka.briefs.actions.brief import VERDICT_WITHIN, judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.comment import (
    MOST_WORDS,
    client_talks_of_clause,
    note_clause,
    settle_note,
    settle_talk,
    talk_of_clause,
)
from svyazka.briefs.actions.draft import add_clause, begin_draft, place_clause, remove_clause, reword_clause
from svyazka.briefs.actions.duties import AGREE, CHOOSE, FEASIBLE, OPEN, RESEARCH, TEMPLATES, WRITE
from svyazka.briefs.actions.presence import be_present
from svyazka.briefs.actions.promise import make_promise, settle_promise, withdraw_promise
from svyazka.briefs.actions.template import add_template, copy_template, edit_template, retire_template

__all__ = [
    "AGREE", "CHOOSE", "FEASIBLE", "MOST_WORDS", "OPEN", "RESEARCH", "TEMPLATES", "VERDICT_WITHIN", "WRITE",
    "add_clause", "add_template", "answer_brief", "be_present", "begin_draft", 
    "client_talks_of_clause", "copy_template", "edit_template", "judge_brief", "make_promise", "note_clause",
    "place_clause", "remove_clause", "retire_template", "reword_clause", "send_brief_to_client", "settle_note",
    "settle_promise", "settle_talk", "submit_brief", "talk_of_clause", "withdraw_promise", "write_brief",
]  # fmt: skip
