"""What can happen to papers and money: an act is drafted and signed, an invoice issued, a payment recorded."""

from svyazka.money.actions.act import draft_act, refuse_act, send_act, sign_act, void_act
from svyazka.money.actions.duties import FOLLOW, INVOICE_ACT, RECORD_PAYMENT
from svyazka.money.actions.invoice import draft_invoice, follow_payment, issue_invoice, void_invoice
from svyazka.money.actions.payment import correct_payment, record_payment

__all__ = [
    "FOLLOW", "INVOICE_ACT", "RECORD_PAYMENT", "correct_payment", "draft_act", "draft_invoice", "follow_payment", "issue_invoice",
    "record_payment", "refuse_act", "send_act", "sign_act", "void_act", "void_invoice",
]  # fmt: skip
