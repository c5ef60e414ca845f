"""What can happen to a result: put together, checked, handed over, defended, accepted or remarked upon, changed."""

from svyazka.acceptance.actions.change import plan_change, price_change, settle_change
from svyazka.acceptance.actions.defence import accept_by_silence, decide_defence, open_defence
from svyazka.acceptance.actions.duties import ACCEPT, CHECK, CLASSIFY, DEFEND, HAND_OVER, SAY_HOW, SELL
from svyazka.acceptance.actions.look import answer_look, decline_look, look_back_on, remind_of_look
from svyazka.acceptance.actions.remark import classify_remark, plan_remark
from svyazka.acceptance.actions.result import accept_handover, build_result, check_result, hand_over

__all__ = [
    "ACCEPT", "CHECK", "CLASSIFY", "DEFEND", "HAND_OVER", "SAY_HOW", "SELL", "accept_by_silence", "accept_handover",
    "answer_look", "build_result", "check_result", "classify_remark", "decide_defence", "decline_look", "hand_over",
    "look_back_on", "open_defence", "plan_change", "plan_remark", "price_change", "remind_of_look", "settle_change",
]  # fmt: skip
