"""What can happen to a result: put together, checked, handed over, defended, accepted or remarked upon, changed."""

from svyazka.acceptance.actions.change import plan_change, price_change, settle_change
from svyazka.acceptance.actions.defence import accept_by_silence, decide_defence, open_defence
from svyazka.acceptance.actions.duties import ACCEPT, CHECK, CLASSIFY, DEFEND, HAND_OVER, SELL
from svyazka.acceptance.actions.remark import classify_remark, plan_remark
from svyazka.acceptance.actions.result import accept_handover, build_result, check_result, hand_over

__all__ = [
    "ACCEPT", "CHECK", "CLASSIFY", "DEFEND", "HAND_OVER", "SELL", "accept_by_silence", "accept_handover", "build_result",
    "check_result", "classify_remark", "decide_defence", "hand_over", "open_defence", "plan_change", "plan_remark",
    "price_change", "settle_change",
]  # fmt: skip
