"""Everything that can happen at the tender desk."""

from svyazka.tenders.actions.card import ask_feasible, judge_tender, score_tender
from svyazka.tenders.actions.deadline import add_deadline, close_deadline, confirm_deadline, move_deadline
from svyazka.tenders.actions.decision import call_to_decide
from svyazka.tenders.actions.duties import DUTIES_OF_THE_DESK, FEASIBLE, LEAD, PRICE, RULES
from svyazka.tenders.actions.notice import put_notice_aside, read_notice_file, store_notice_file, take_notice_up
from svyazka.tenders.actions.paper import drop_paper, keep_document, require_paper, withdraw_document
from svyazka.tenders.actions.price import plan_price, submit_tender
from svyazka.tenders.actions.protocol import write_protocol
from svyazka.tenders.actions.rule import add_code, add_criterion, add_rule, end_code, end_criterion, end_rule
from svyazka.tenders.actions.security import add_security, pay_security, return_security
from svyazka.tenders.actions.tender import change_application, decide_tender, move_tender, note_day, open_tender

__all__ = [
    "DUTIES_OF_THE_DESK", "FEASIBLE", "LEAD", "PRICE", "RULES", "add_code", "add_criterion", "add_deadline", "add_rule", "add_security",
    "ask_feasible", "call_to_decide", "change_application", "close_deadline", "confirm_deadline", "decide_tender", "drop_paper", "end_code", "end_criterion",
    "end_rule", "judge_tender", "keep_document", "move_deadline", "move_tender", "note_day", "open_tender", "pay_security", "plan_price",
    "put_notice_aside", "read_notice_file", "require_paper", "return_security", "score_tender", "store_notice_file", "submit_tender", "take_notice_up",
    "withdraw_document", "write_protocol",
]  # fmt: skip
