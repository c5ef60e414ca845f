"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.brief import VERDICT_WITHIN, judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.draft import add_clause, begin_draft, place_clause, remove_clause, reword_clause
from svyazka.briefs.actions.duties import CHOOSE, FEASIBLE, OPEN, RESEARCH, TEMPLATES, WRITE
from svyazka.briefs.actions.presence import be_present
from svyazka.briefs.actions.promise import make_promise, settle_promise, withdraw_promise
from svyazka.briefs.actions.template import add_template, copy_template, edit_template, retire_template

__all__ = [
    "CHOOSE", "FEASIBLE", "OPEN", "RESEARCH", "TEMPLATES", "VERDICT_WITHIN", "WRITE", "add_clause", "add_template", "be_present",
    "begin_draft", "copy_template", "edit_template", "judge_brief", "make_promise", "place_clause", "remove_clause",
    "retire_template", "reword_clause", "settle_promise", "submit_brief", "withdraw_promise", "write_brief",
]  # fmt: skip
