"""The tender desk in words and pure functions: stages, terms, figures, securities, the card of go or no-go."""

from svyazka.tenders.rules.card import CRITERIA, Line, Suggestion, Weighed, reasons_not_to_score, weighed
from svyazka.tenders.rules.figures import (
    Dumping,
    SecurityForm,
    SecurityKind,
    dumping,
    fall,
    ladder,
    least_price,
    reasons_not_to_submit,
    reasons_not_within,
)
from svyazka.tenders.rules.notice import FileState, NoticeState, Told, Unreadable, fate, is_ours
from svyazka.tenders.rules.papers import PaperKind, PaperState, needed_by, paper_state
from svyazka.tenders.rules.reading import read_notices
from svyazka.tenders.rules.shipped import CODES, SHIPPED
from svyazka.tenders.rules.stages import (
    BEFORE_SUBMISSION,
    BOARD,
    CLOSED,
    FINISHED,
    LABELS,
    LEADING,
    MOVES,
    NEEDS_REASON,
    WALK,
    Law,
    Method,
    TenderState,
    moves_from,
    walk,
)
from svyazka.tenders.rules.terms import (
    BASE_OF_EVENT,
    DONE_BY_EVENT,
    FIGURES,
    OWN_STEPS,
    Base,
    Bound,
    Kind,
    Mark,
    best,
    counted,
    reasons_not_a_rule,
)

__all__ = [
    "BASE_OF_EVENT", "DONE_BY_EVENT", "BEFORE_SUBMISSION", "BOARD", "CLOSED", "CODES", "CRITERIA", "FIGURES", "FINISHED", "LABELS", "LEADING",
    "MOVES", "NEEDS_REASON", "OWN_STEPS", "SHIPPED", "WALK", "Base", "Bound", "Dumping", "FileState", "Kind", "Law", "Line",
    "Mark", "Method", "NoticeState", "PaperKind", "PaperState", "SecurityForm", "SecurityKind", "Suggestion", "TenderState",
    "Told", "Unreadable", "Weighed", "best", "counted", "dumping", "fall", "fate", "is_ours", "ladder", "least_price",
    "moves_from", "needed_by", "paper_state", "read_notices", "reasons_not_a_rule", "reasons_not_to_score",
    "reasons_not_to_submit", "reasons_not_within", "walk", "weighed",
]  # fmt: skip
