"""Estimates, proposals and contracts in words: states, sums, what stands in the way."""

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
from svyazka.deals.rules.edition import reasons_not_to_bring_in
from svyazka.deals.rules.estimate import (
    ESTIMATE_MOVES,
    EstimateState,
    Totals,
    reasons_not_to_approve,
    reasons_not_to_estimate,
    totals,
    vat_in,
)
from svyazka.deals.rules.proposal import (
    PROPOSAL_MOVES,
    ProposalState,
    reasons_against_days,
    reasons_not_to_expire,
    reasons_not_to_offer,
)

__all__ = [
    "CONTRACT_MOVES",
    "ESTIMATE_MOVES",
    "MOST_ACCEPTANCE_DAYS",
    "MOST_ROUNDS",
    "PROPOSAL_MOVES",
    "SIGNED",
    "UNSIGNED",
    "ContractKind",
    "ContractState",
    "EstimateState",
    "ProposalState",
    "Totals",
    "reasons_against_days",
    "reasons_against_terms",
    "reasons_not_to_approve",
    "reasons_not_to_bring_in",
    "reasons_not_to_draft",
    "reasons_not_to_estimate",
    "reasons_not_to_expire",
    "reasons_not_to_offer",
    "reasons_not_to_sign",
    "reasons_not_to_terminate",
    "totals",
    "vat_in",
]  # fmt: skip
