"""What can happen to estimates, proposals and contracts."""

from svyazka.deals.actions.contract import (
    amend_contract,
    disagree_contract,
    draft_contract,
    send_contract,
    sign_contract,
    terminate_contract,
)
from svyazka.deals.actions.discount import ask_discount, settle_discount
from svyazka.deals.actions.duties import ANSWER, APPROVE, CONTRACT, ESTIMATE, OFFER, RATES, TEXTS
from svyazka.deals.actions.estimate import (
    approve_estimate,
    build_estimate,
    draft_estimate,
    fill_from_clauses,
    freeze_estimate,
    tie_line,
    write_estimate,
)
from svyazka.deals.actions.paper import return_text, set_series, write_text
from svyazka.deals.actions.proposal import answer_proposal, client_answers, expire_proposal, send_proposal
from svyazka.deals.actions.rates import call_off, set_person_rate, set_rate, set_term

__all__ = [
    "ANSWER", "APPROVE", "CONTRACT", "ESTIMATE", "OFFER", "RATES", "TEXTS", "amend_contract", "answer_proposal",
    "approve_estimate", "ask_discount", "build_estimate", "call_off", "client_answers", "disagree_contract",
    "draft_contract", "draft_estimate", "expire_proposal", "fill_from_clauses", "freeze_estimate", "return_text",
    "send_contract", "send_proposal", "set_person_rate", "set_rate", "set_series", "set_term", "settle_discount",
    "sign_contract", "terminate_contract", "tie_line", "write_estimate", "write_text",
]  # fmt: skip
