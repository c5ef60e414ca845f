"""Invoices, spoken in JSON: prepared, issued, followed, cancelled."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit import files
from svyazka.kit.api import In, Key, Page, Text, listed, money, narrowed, papers_at, told
from svyazka.kit.http import find
from svyazka.kit.papers import drawn_as
from svyazka.money import actions, papers, queries
from svyazka.money.api.act import ReasonIn, paper
from svyazka.money.models import Invoice, Payment
from svyazka.money.rules import shown_state
from svyazka.people.queries import today

router = Router()


def shown_invoice(invoice: Invoice) -> dict:
    """Tell an invoice with what is still open on it."""
    paid = getattr(invoice, "paid_kopecks", None)
    paid = queries.paid_sum(invoice) if paid is None else paid
    state = shown_state(invoice.state, invoice.due_on, today(timezone.now()))
    return {
        **paper(invoice), "state": state, "act_id": invoice.act_id, "due_on": invoice.due_on,
        "issued_on": invoice.issued_on, "paid": money(paid), "open": money(invoice.total_kopecks - paid),
    }  # fmt: skip


def shown_payment(payment: Payment) -> dict:
    """Tell a payment."""
    return {
        "id": payment.pk, "invoice_id": payment.invoice_id, "engagement_id": payment.engagement_id,
        "amount": money(payment.amount_kopecks), "paid_on": payment.paid_on, "document": payment.document,
        "reason": payment.reason, "corrects": payment.corrects_id, "recorded_at": told(payment.recorded_at),
    }  # fmt: skip


class InvoiceIn(In):
    due_on: date


@router.post("/stages/{stage_id}/invoices", response={201: dict})
def draft_invoice(request, stage_id: int, body: InvoiceIn):
    """Prepare the invoice of a stage for the sum of its act."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    return Status(201, shown_invoice(actions.draft_invoice(stage, due_on=body.due_on, by=request.user, at=at)))


@router.get("/invoices", response=Page)
def list_invoices(request, stage: Key | None = None, engagement: Key | None = None, state: str | None = None,
                  cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List invoices, the newest first."""
    found = narrowed(queries.invoices_visible_to(request.user, timezone.now()), stage=stage, engagement=engagement, state=state)
    return listed(found, shown_invoice, cursor=cursor, limit=limit)


@router.get("/invoices/{invoice_id}", response=dict)
def one_invoice(request, invoice_id: int):
    """Tell one invoice with its payments."""
    invoice = find(queries.invoices_visible_to(request.user, timezone.now()), invoice_id)
    return {**shown_invoice(invoice), "payments": [shown_payment(p) for p in invoice.payments.order_by("pk")]}


@papers_at(router, "/invoices/{invoice_id}")
def invoice_paper(request, invoice_id: int, form: str):
    """Return the invoice as a PDF or a Word file."""
    invoice = find(queries.invoices_visible_to(request.user, timezone.now()), invoice_id)
    return files.paper(drawn_as(form, papers.invoice_paper(invoice)), f"invoice-{invoice.number or invoice.pk}", form)


@router.post("/invoices/{invoice_id}/issuing", response={201: dict})
def issue(request, invoice_id: int):
    """Give the invoice its number."""
    at = timezone.now()
    invoice = find(queries.invoices_visible_to(request.user, at), invoice_id)
    return Status(201, shown_invoice(actions.issue_invoice(invoice, by=request.user, at=at)))


@router.post("/invoices/{invoice_id}/cancellation", response={201: dict})
def void_invoice(request, invoice_id: int, body: ReasonIn):
    """Cancel an invoice on which nothing was paid."""
    at = timezone.now()
    invoice = find(queries.invoices_visible_to(request.user, at), invoice_id)
    return Status(201, shown_invoice(actions.void_invoice(invoice, reason=body.reason, by=request.user, at=at)))


class ReminderIn(In):
    text: Text


@router.post("/invoices/{invoice_id}/reminders", response={201: dict})
def follow(request, invoice_id: int, body: ReminderIn):
    """Remind the client of an open invoice."""
    at = timezone.now()
    invoice = find(queries.invoices_visible_to(request.user, at), invoice_id)
    return Status(201, shown_invoice(actions.follow_payment(invoice, text=body.text, by=request.user, at=at)))
