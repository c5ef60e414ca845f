"""What can happen to estimates, proposals and contracts."""

from svyazka.deals.actions.advertising import tick_ads
from svyazka.deals.actions.amendment import (
    amend_contract,
    draft_amendment,
    edit_amendment,
    send_amendment,
    sign_amendment,
    withdraw_amendment,
)
from svyazka.deals.actions.contract import (
    draft_contract,
    edit_contract,
    send_contract,
    set_switches,
    sign_contract,
    terminate_contract,
)
from svyazka.deals.actions.duties import ANSWER, APPROVE, CONTRACT, ESTIMATE, OFFER
from svyazka.deals.actions.estimate import approve_estimate, build_estimate
from svyazka.deals.actions.proposal import answer_proposal, expire_proposal, send_proposal
from svyazka.deals.actions.protocol import (
    disagree_contract,
    file_disagreements,
    reopen_disagreement,
    settle_disagreement,
)
from svyazka.deals.actions.retainer import answer_extra, ask_extra, turn_period, watch_limit

__all__ = [
    "ANSWER", "APPROVE", "CONTRACT", "ESTIMATE", "OFFER", "amend_contract", "answer_extra", "answer_proposal", "approve_estimate",
    "ask_extra", "build_estimate", "disagree_contract", "draft_amendment", "draft_contract", "edit_amendment", "edit_contract",
    "expire_proposal", "file_disagreements", "reopen_disagreement", "send_amendment", "send_contract", "send_proposal", "set_switches",
    "settle_disagreement", "sign_amendment", "sign_contract", "terminate_contract", "tick_ads", "turn_period",
    "watch_limit", "withdraw_amendment",
]  # fmt: skip
