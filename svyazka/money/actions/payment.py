"""Money that came is written down, and taken back by a row of its own."""

from datetime import date, datetime

from svyazka.acceptance.rules import refuse_move
from svyazka.deals.steps import paper_called
from svyazka.journal.steps import record
from svyazka.kit.days import too_far_ahead
from svyazka.kit.errors import refuse_if
from svyazka.kit.guard import action
from svyazka.money import queries, rules
from svyazka.money.actions.duties import FOLLOW, RECORD_PAYMENT
from svyazka.money.models import Invoice, Payment
from svyazka.money.rules import InvoiceState
from svyazka.money.steps import settle, unsettle
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.roles.steps import tell_holder


@action(RECORD_PAYMENT)
def record_payment(invoice: Invoice, *, amount_kopecks: int, paid_on: date, document: str = "",
                   currency: str = rules.CURRENCY, by: Person, at: datetime) -> Payment:  # fmt: skip
    """Write down money that came; the invoice is paid in part or in full, and with it the stage and the engagement.

    Money that came is written down whatever became of the engagement. Raises Refused on more than is open, on another
    currency, on a day to come, and on an invoice that is not issued.
    """
    open_kopecks = queries.open_sum(invoice)
    refuse_if(
        rules.reasons_not_to_record(
            state=invoice.state, open_kopecks=open_kopecks, amount_kopecks=amount_kopecks, currency=currency,
            to_come=too_far_ahead(paid_on, today(at)),
        )
    )
    payment = Payment.objects.create(
        invoice=invoice, engagement=invoice.engagement, amount_kopecks=amount_kopecks, paid_on=paid_on,
        document=document, recorded_by=by, recorded_at=at,
    )  # fmt: skip
    _move_by_payment(invoice)
    tell_holder(invoice.engagement, FOLLOW, "money.paid", url=f"/money/invoices/{invoice.pk}/", title=paper_called("invoice", invoice.number), by=by, at=at)
    record(payment, "money.paid", by=by, at=at, number=invoice.number, amount_kopecks=amount_kopecks,
           open_kopecks=open_kopecks - amount_kopecks)  # fmt: skip
    settle(invoice.stage, by=by, at=at)
    return payment


@action(RECORD_PAYMENT, lock=False)
def correct_payment(payment: Payment, *, amount_kopecks: int, reason: str, by: Person, at: datetime) -> Payment:
    """Take back part or all of a payment by a row of its own with the reason; the payment itself never changes."""
    invoice = Invoice.objects.select_for_update(no_key=True).get(pk=payment.invoice_id)
    refuse_if(
        rules.reasons_not_to_correct(
            amount_kopecks=amount_kopecks, left_kopecks=queries.left_of(payment) if payment.corrects_id is None else 0,
            reason=reason,
        )
    )  # fmt: skip
    correction = Payment.objects.create(
        invoice=invoice, engagement=invoice.engagement, amount_kopecks=-amount_kopecks, paid_on=today(at),
        corrects=payment, reason=reason.strip()[:500], recorded_by=by, recorded_at=at,
    )  # fmt: skip
    _move_by_payment(invoice, back=True)
    unsettle(invoice.stage, at=at)
    record(correction, "money.corrected", by=by, at=at, number=invoice.number, amount_kopecks=-amount_kopecks,
           reason=reason)  # fmt: skip
    return correction


def _move_by_payment(invoice: Invoice, *, back: bool = False) -> None:
    verb = rules.pay_verb(queries.paid_sum(invoice), invoice.total_kopecks, back=back)
    refuse_move(rules.INVOICE, InvoiceState, invoice.state, verb)
    invoice.state = rules.INVOICE[invoice.state, verb]
    invoice.save(update_fields=["state"])
