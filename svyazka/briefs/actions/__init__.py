"""What can happen to needs, specifications and promises."""

from svyazka.briefs.actions.agree import answer_brief, begin_edition, send_brief_to_client
from svyazka.briefs.actions.brief import VERDICT_WITHIN, judge_brief, submit_brief, write_brief
from svyazka.briefs.actions.comment import (
    MOST_WORDS,
    client_talks_of_clause,
    note_clause,
    settle_note,
    settle_talk,
    talk_of_clause,
)
from svyazka.briefs.actions.duties import AGREE, CHOOSE, FEASIBLE, RESEARCH, WRITE
from svyazka.briefs.actions.promise import make_promise, settle_promise, withdraw_promise

__all__ = [
    "AGREE", "CHOOSE", "FEASIBLE", "MOST_WORDS", "RESEARCH", "VERDICT_WITHIN", "WRITE", "answer_brief", "begin_edition",
    "client_talks_of_clause", "judge_brief", "make_promise", "note_clause", "send_brief_to_client", "settle_note",
    "settle_promise", "settle_talk", "submit_brief", "talk_of_clause", "withdraw_promise", "write_brief",
]  # fmt: skip
