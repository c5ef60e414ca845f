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
from svyazka.deals.actions.answer import answer_amendment
from svyazka.deals.actions.contract import (
    draft_contract,
    edit_contract,
    send_contract,
    set_switches,
    sign_contract,
    terminate_contract,
)
from svyazka.deals.actions.discount import ask_discount, settle_discount
from svyazka.deals.actions.duties import ANSWER, APPROVE, CONTRACT, CONTRACT_ANSWER, ESTIMATE, OFFER, RATES, TEXTS
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
from svyazka.deals.actions.protocol import (
    disagree_contract,
    file_disagreements,
    reopen_disagreement,
    settle_disagreement,
)
from svyazka.deals.actions.rates import call_off, set_person_rate, set_rate, set_term
from svyazka.deals.actions.retainer import answer_extra, ask_extra, turn_period, watch_limit

__all__ = [
    "ANSWER", "APPROVE", "CONTRACT", "CONTRACT_ANSWER", "ESTIMATE", "OFFER", "RATES", "TEXTS", "amend_contract", "answer_amendment",
    "answer_extra", "answer_proposal", "approve_estimate", "ask_discount", "ask_extra", "build_estimate", "call_off", "client_answers",
    "disagree_contract", "draft_amendment", "draft_contract", "draft_estimate", "edit_amendment", "edit_contract", "expire_proposal",
    "file_disagreements", "fill_from_clauses", "freeze_estimate", "reopen_disagreement", "return_text", "send_amendment", "send_contract",
    "send_proposal", "set_person_rate", "set_rate", "set_series", "set_switches", "set_term", "settle_disagreement", "settle_discount",
    "sign_amendment", "sign_contract", "terminate_contract", "tick_ads", "tie_line", "turn_period", "watch_limit", "withdraw_amendment",
    "write_estimate", "write_text",
]  # fmt: skip
