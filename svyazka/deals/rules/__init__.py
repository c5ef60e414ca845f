"""Estimates, proposals and contracts in words: states, sums, what stands in the way."""

from svyazka.deals.rules.compare import Change, Pair, paired
from svyazka.deals.rules.contract import (
    CONTRACT_MOVES,
    MOST_ACCEPTANCE_DAYS,
    MOST_ROUNDS,
    SIGNED,
    UNSIGNED,
    ContractKind,
    ContractState,
    reasons_against_terms,
    reasons_not_to_draft,
    reasons_not_to_sign,
    reasons_not_to_terminate,
)
from svyazka.deals.rules.discount import (
    DISCOUNT_MOVES,
    DiscountState,
    reasons_not_to_ask,
    reasons_not_to_discount,
    reasons_not_to_lower,
    reasons_not_to_mark_up,
    reasons_not_to_settle,
)
from svyazka.deals.rules.edition import reasons_not_to_bring_in
from svyazka.deals.rules.estimate import (
    ESTIMATE_MOVES,
    EstimateState,
    PassKind,
    reasons_not_lines,
    reasons_not_terms,
    reasons_not_to_approve,
    reasons_not_to_freeze,
)
from svyazka.deals.rules.options import (
    Offer,
    Part,
    breaks_unseen,
    discount_of,
    offer_of,
    parts_of,
    picked_in,
    reasons_not_to_pick,
    usual_of,
)
from svyazka.deals.rules.paper import (
    CONTRACTS,
    PaperKind,
    SeriesKind,
    numbered,
    reasons_not_a_series,
    reasons_not_to_write,
    speaks_of_ads,
    text_of,
)
from svyazka.deals.rules.privacy import Screen, Share, difference, shown, tells_on_one
from svyazka.deals.rules.proposal import (
    MOST_MESSAGE,
    PROPOSAL_MOVES,
    AnsweredBy,
    ProposalState,
    reasons_against_days,
    reasons_not_to_answer,
    reasons_not_to_expire,
    reasons_not_to_offer,
)
from svyazka.deals.rules.rates import USUAL, Term, reasons_not_a_rate, reasons_not_a_term, reasons_not_to_call_off
from svyazka.deals.rules.side import lacking, natural, reasons_without_requisites, warnings_of_proxy, wrong_numbers
from svyazka.deals.rules.sums import Totals, VatTerms, pert, totals, vat_in

__all__ = [
    "CONTRACTS", "CONTRACT_MOVES", "DISCOUNT_MOVES", "ESTIMATE_MOVES", "MOST_ACCEPTANCE_DAYS", "MOST_MESSAGE",
    "MOST_ROUNDS", "PROPOSAL_MOVES", "SIGNED", "UNSIGNED", "USUAL", "AnsweredBy", "Change", "ContractKind",
    "ContractState", "DiscountState", "EstimateState", "Offer", "Pair", "PaperKind", "Part", "PassKind",
    "ProposalState", "Screen", "SeriesKind", "Share", "Term", "Totals", "VatTerms", "breaks_unseen", "difference", "discount_of",
    "lacking", "natural", "numbered", "offer_of", "paired", "parts_of", "pert", "picked_in", "reasons_against_days",
    "reasons_against_terms", "reasons_not_a_rate", "reasons_not_a_series", "reasons_not_a_term", "reasons_not_lines",
    "reasons_not_terms", "reasons_not_to_answer", "reasons_not_to_approve", "reasons_not_to_ask",
    "reasons_not_to_bring_in", "reasons_not_to_call_off", "reasons_not_to_discount", "reasons_not_to_draft",
    "reasons_not_to_expire", "reasons_not_to_freeze", "reasons_not_to_lower", "reasons_not_to_mark_up", "reasons_not_to_offer", "reasons_not_to_pick",
    "reasons_not_to_settle", "reasons_not_to_sign", "reasons_not_to_terminate", "reasons_not_to_write", "reasons_without_requisites", "shown",
    "speaks_of_ads", "tells_on_one", "text_of", "totals", "usual_of", "vat_in", "warnings_of_proxy", "wrong_numbers",
]  # fmt: skip
