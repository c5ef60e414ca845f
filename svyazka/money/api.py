"""Acts, invoices and payments, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import In, Key, Page, Text, listed, money, plain, told
from svyazka.kit.files import pdf
from svyazka.kit.http import find
from svyazka.money import actions, papers, queries
from svyazka.money.models import Act, Invoice, Payment
from svyazka.money.rules import shown_state
from svyazka.people.queries import today

router = Router(tags=["money"])


def shown_act(act: Act) -> dict:
    """Tell an act with its lines."""
    return {
        **_paper(act), "state": act.state, "result_id": act.result_id, "dated_on": act.dated_on,
        "signed_on": act.signed_on, "sent_at": told(act.sent_at), "refusal_reason": act.refusal_reason,
        "lines": [{"title": line.title, "total": money(line.total_kopecks), "vat": money(line.vat_kopecks)}
                  for line in act.lines.all()],
    }  # fmt: skip


def shown_invoice(invoice: Invoice) -> dict:
    """Tell an invoice with what is still open on it."""
    paid = getattr(invoice, "paid_kopecks", None)
    paid = queries.paid_sum(invoice) if paid is None else paid
    state = shown_state(invoice.state, invoice.due_on, today(timezone.now()))
    return {
        **_paper(invoice), "state": state, "act_id": invoice.act_id, "due_on": invoice.due_on,
        "issued_on": invoice.issued_on, "paid": money(paid), "open": money(invoice.total_kopecks - paid),
    }  # fmt: skip


def _paper(paper) -> dict:
    return {
        "id": paper.pk, "version": paper.version, "stage_id": paper.stage_id, "engagement_id": paper.engagement_id,
        "contract_id": paper.contract_id, "number": paper.number or None, "total": money(paper.total_kopecks),
        "vat_percent": plain(paper.vat_percent), "vat": money(paper.vat_kopecks), "vat_basis": paper.vat_basis,
    }  # fmt: skip


def shown_payment(payment: Payment) -> dict:
    """Tell a payment."""
    return {
        "id": payment.pk, "invoice_id": payment.invoice_id, "engagement_id": payment.engagement_id,
        "amount": money(payment.amount_kopecks), "paid_on": payment.paid_on, "document": payment.document,
        "reason": payment.reason, "corrects": payment.corrects_id, "recorded_at": told(payment.recorded_at),
    }  # fmt: skip


@router.post("/stages/{stage_id}/acts", response={201: dict})
def draft_act(request, stage_id: int):
    """Make the act of a stage from its accepted result."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    return Status(201, shown_act(actions.draft_act(stage, by=request.user, at=at)))


@router.get("/acts", response=Page)
def list_acts(request, stage: Key | None = None, engagement: Key | None = None, state: str | None = None,
              cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List acts, the newest first."""
    found = queries.acts_visible_to(request.user, timezone.now()).prefetch_related("lines")
    return listed(_kept(found, stage=stage, engagement=engagement, state=state), shown_act, cursor=cursor, limit=limit)


def _kept(queryset, **wanted):
    return queryset.filter(**{key: value for key, value in wanted.items() if value is not None})


@router.get("/acts/{act_id}", response=dict)
def one_act(request, act_id: int):
    """Tell one act."""
    return shown_act(find(queries.acts_visible_to(request.user, timezone.now()), act_id))


@router.get("/acts/{act_id}/pdf")
def act_pdf(request, act_id: int):
    """Return the act as a PDF."""
    act = find(queries.acts_visible_to(request.user, timezone.now()), act_id)
    return pdf(papers.act_pdf(act), f"act-{act.number or act.pk}.pdf")


@router.post("/acts/{act_id}/sending", response={201: dict})
def send_act(request, act_id: int):
    """Give the act its number and send it."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.send_act(act, by=request.user, at=at)))


class SigningIn(In):
    signed_on: date


@router.post("/acts/{act_id}/signing", response={201: dict})
def sign_act(request, act_id: int, body: SigningIn):
    """Write down that the act is signed."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.sign_act(act, signed_on=body.signed_on, by=request.user, at=at)))


class ReasonIn(In):
    reason: Text


@router.post("/acts/{act_id}/refusal", response={201: dict})
def refuse_act(request, act_id: int, body: ReasonIn):
    """Write down the client's refusal to sign with their reasons."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.refuse_act(act, reason=body.reason, by=request.user, at=at)))


@router.post("/acts/{act_id}/cancellation", response={201: dict})
def void_act(request, act_id: int, body: ReasonIn):
    """Cancel an act that nobody signed."""
    at = timezone.now()
    act = find(queries.acts_visible_to(request.user, at), act_id)
    return Status(201, shown_act(actions.void_act(act, reason=body.reason, by=request.user, at=at)))


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
    found = _kept(queries.invoices_visible_to(request.user, timezone.now()), stage=stage, engagement=engagement, state=state)
    return listed(found, shown_invoice, cursor=cursor, limit=limit)


@router.get("/invoices/{invoice_id}", response=dict)
def one_invoice(request, invoice_id: int):
    """Tell one invoice with its payments."""
    invoice = find(queries.invoices_visible_to(request.user, timezone.now()), invoice_id)
    return {**shown_invoice(invoice), "payments": [shown_payment(p) for p in invoice.payments.order_by("pk")]}


@router.get("/invoices/{invoice_id}/pdf")
def invoice_pdf(request, invoice_id: int):
    """Return the invoice as a PDF."""
    invoice = find(queries.invoices_visible_to(request.user, timezone.now()), invoice_id)
    return pdf(papers.invoice_pdf(invoice), f"invoice-{invoice.number or invoice.pk}.pdf")


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
    found = _kept(queries.payments_visible_to(request.user, timezone.now()), invoice=invoice, engagement=engagement)
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
