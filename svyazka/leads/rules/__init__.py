"""Leads in words."""

from svyazka.leads.rules.candidates import NOBODY_OFFERS, Away, Because, Candidate, LeadFacts, out_of_question
from svyazka.leads.rules.lead import (
    ALIVE,
    CLOSED,
    MOVES,
    LeadState,
    answer_due,
    hours_between,
    reasons_not_from,
    reasons_not_to_take,
)
from svyazka.leads.rules.raw import RAW_MOVES, RawState
from svyazka.leads.rules.routing import Choice, choose, to_answer_by
from svyazka.leads.rules.sentences import sentence, short
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

__all__ = [
    "ALIVE", "ANYBODY", "ASKED_ONCE", "CLOSED", "MOVES", "NOBODY_OFFERS", "OFFER_MOVES", "ORDER", "RAW_MOVES", "Away", "Because",
    "Candidate", "Choice", "Criterion", "Language", "LeadFacts", "LeadState", "OfferState", "RawState", "Terms", "answer_due", "choose",
    "hours_between", "is_fresh", "language_of", "named", "out_of_question", "reasons_not_from", "reasons_not_such_terms",
    "reasons_not_to_answer", "reasons_not_to_take", "sentence", "short", "to_answer_by",
]  # fmt: skip
