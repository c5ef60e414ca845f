"""What can happen to estimates, proposals and contracts."""

from svyazka.deals.actions.contract import (
    amend_contract,
    disagree_contract,
    draft_contract,
    send_contract,
    sign_contract,
    terminate_contract,
)
from svyazka.deals.actions.duties import APPROVE, CONTRACT, ESTIMATE, OFFER, TEXTS
from svyazka.deals.actions.estimate import approve_estimate, build_estimate
from svyazka.deals.actions.paper import return_text, set_series, write_text
from svyazka.deals.actions.proposal import answer_proposal, expire_proposal, send_proposal

__all__ = [
    "APPROVE", "CONTRACT", "ESTIMATE", "OFFER", "TEXTS", "amend_contract", "answer_proposal", "approve_estimate", "build_estimate",
    "disagree_contract", "draft_contract", "expire_proposal", "return_text", "send_contract", "send_proposal", "set_series",
    "sign_contract", "terminate_contract", "write_text",
]  # fmt: skip
