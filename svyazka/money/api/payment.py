"""Payments, spoken in JSON: money that came, and what was taken back of it."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import In, Key, Page, Text, listed, narrowed
from svyazka.kit.http import find
from svyazka.money import actions, queries
from svyazka.money.api.invoice import shown_invoice, shown_payment

router = Router()


class AmountIn(In):
    """Money that came, in whatever currency: another than the invoice's is refused with the reason."""

    kopecks: int = Field(ge=-(10**14), le=10**14)
    currency: str = Field("RUB", pattern="^[A-Z]{3}$")


class PaymentIn(In):
    invoice_id: Key
    amount: AmountIn
    paid_on: date
    document: str = Field("", max_length=200)


@router.post("/payments", response={201: dict})
def record_payment(request, body: PaymentIn):
    """Record money that came on an invoice."""
    at = timezone.now()
    invoice = find(queries.invoices_visible_to(request.user, at), body.invoice_id)
    made = actions.record_payment(
        invoice, amount_kopecks=body.amount.kopecks, currency=body.amount.currency, paid_on=body.paid_on,
        document=body.document, by=request.user, at=at,
    )  # fmt: skip
    after = find(queries.invoices_visible_to(request.user, at), body.invoice_id)
    return Status(201, {**shown_payment(made), "invoice": shown_invoice(after)})


@router.get("/payments", response=Page)
def list_payments(request, invoice: Key | None = None, engagement: Key | None = None, cursor: str | None = None,
                  limit: int = 50):  # fmt: skip
    """List payments, the newest first."""
    found = narrowed(queries.payments_visible_to(request.user, timezone.now()), invoice=invoice, engagement=engagement)
    return listed(found, shown_payment, cursor=cursor, limit=limit)


class CorrectionIn(In):
    amount: AmountIn
    reason: Text


@router.post("/payments/{payment_id}/corrections", response={201: dict})
def correct(request, payment_id: int, body: CorrectionIn):
    """Take back part or all of a payment, with the reason."""
    at = timezone.now()
    payment = find(queries.payments_visible_to(request.user, at), payment_id)
    made = actions.correct_payment(payment, amount_kopecks=body.amount.kopecks, reason=body.reason, by=request.user, at=at)
    return Status(201, shown_payment(made))
