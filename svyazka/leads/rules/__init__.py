"""Leads in words."""

from svyazka.leads.rules.candidates import NOBODY_OFFERS, Away, Because, Candidate, LeadFacts, out_of_question
from svyazka.leads.rules.lead import (
    ALIVE,
    CLOSED,
    MOVES,
    LeadState,
    reasons_not_from,
    reasons_not_to_take,
)
from svyazka.leads.rules.likeness import (
    LIKENESS_MOVES,
    Face,
    LikenessState,
    is_strong,
    limits_on,
    signs_shared,
    told,
    weight_of,
)
from svyazka.leads.rules.raw import MOST_AGAIN, RAW_MOVES, RawKind, RawState, kind_of, reasons_to_give_up
from svyazka.leads.rules.routing import Choice, choose, to_answer_by
from svyazka.leads.rules.sentences import sentence, short
from svyazka.leads.rules.signing import (
    MOST_PER_MINUTE,
    reasons_not_to_issue,
    reasons_unsigned,
    reasons_wrong_token,
    signature_of,
)
from svyazka.leads.rules.terms import (
    ANYBODY,
    ASKED_ONCE,
    OFFER_MOVES,
    ORDER,
    Criterion,
    Language,
    OfferState,
    Terms,
    is_fresh,
    language_of,
    named,
    reasons_not_such_terms,
    reasons_not_to_answer,
)
from svyazka.leads.rules.touch import MarkKind
from svyazka.leads.rules.webform import Way

__all__ = [
    "ALIVE", "ANYBODY", "ASKED_ONCE", "CLOSED", "LIKENESS_MOVES", "MOST_AGAIN", "MOST_PER_MINUTE", "MOVES",
    "NOBODY_OFFERS", "OFFER_MOVES", "ORDER", "RAW_MOVES", "Away", "Because", "Candidate", "Choice", "Criterion",
    "Face", "Language", "LeadFacts", "LeadState", "LikenessState", "MarkKind", "OfferState", "RawKind", "RawState",
    "Terms", "Way", "choose", "is_fresh", "is_strong", "kind_of", "language_of",
    "limits_on", "named", "out_of_question", "reasons_not_from", "reasons_not_such_terms", "reasons_not_to_answer",
    "reasons_not_to_issue", "reasons_not_to_take", "reasons_to_give_up", "reasons_unsigned", "reasons_wrong_token",
    "sentence", "short", "signature_of", "signs_shared", "to_answer_by", "told", "weight_of",
]  # fmt: skip
