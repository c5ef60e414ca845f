"""The page of an invoice and what is done from it."""

from decimal import Decimal

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.files import paper
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.papers import drawn_as
from svyazka.money import actions, forms, papers, queries
from svyazka.money.models import Invoice
from svyazka.money.rules import OWED
from svyazka.money.views.act import draw_act, found_act
from svyazka.money.views.parts import states, then
from svyazka.people.queries import today


@staff_page
@require_GET
def invoice(request, invoice_id):
    """Show an invoice with its payments."""
    return _draw_invoice(request, _invoice(request, invoice_id))


def _invoice(request, invoice_id) -> Invoice:
    return find(queries.invoices_visible_to(request.user, timezone.now()), invoice_id)


def _draw_invoice(request, shown: Invoice, *, status: int = 200, **given):
    at, by = timezone.now(), request.user
    told = {
        "invoice": shown,
        "lines": list(shown.act.lines.all()),
        "payments": list(shown.payments.select_related("recorded_by", "corrects").order_by("pk")),
        "owed": shown.state in OWED,
        "may_issue": may(by, actions.INVOICE_ACT, shown, at, answers="A"),
        "may_record": may(by, actions.RECORD_PAYMENT, shown, at),
        "may_follow": may(by, actions.FOLLOW, shown, at, answers="RA"),
        "payment_form": forms.PaymentForm(initial={"paid_on": today(at), "amount": Decimal(shown.open_kopecks) / 100}),
        "reason_form": forms.ReasonForm(),
        "correction_form": forms.CorrectionForm(),
        "reminder_form": forms.ReminderForm(),
        **states(at),
        **given,
    }
    return render(request, "money/invoice.html", told, status=status)


@staff_page
@require_GET
def invoice_paper(request, invoice_id, form):
    """Return the invoice as a PDF or a Word file."""
    shown = _invoice(request, invoice_id)
    return paper(drawn_as(form, papers.invoice_paper(shown)), f"invoice-{shown.number or shown.pk}", form)


@staff_page
@require_POST
def draft_invoice(request, stage_id):
    """Prepare the invoice of a stage."""
    at, form = timezone.now(), forms.InvoiceForm(request.POST)
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    shown = queries.act_of(stage)
    if shown is None:
        raise Http404
    return then(request, form, lambda told: actions.draft_invoice(stage, **told, by=request.user, at=at), "/money/invoices/{made.pk}/",
                 lambda form, status: draw_act(request, found_act(request, shown.pk), status=status, invoice_form=form))  # fmt: skip


@staff_page
@require_POST
def issue(request, invoice_id):
    """Give the invoice its number."""
    actions.issue_invoice(_invoice(request, invoice_id), by=request.user, at=timezone.now())
    return back(request, f"/money/invoices/{invoice_id}/")


def _on_invoice(request, invoice_id, name: str, form, act):
    return then(request, form, act, f"/money/invoices/{invoice_id}/",
                 lambda form, status: _draw_invoice(request, _invoice(request, invoice_id), status=status, **{name: form}))  # fmt: skip


@staff_page
@require_POST
def pay(request, invoice_id):
    """Record a payment."""
    shown, at = _invoice(request, invoice_id), timezone.now()
    return _on_invoice(
        request, invoice_id, "payment_form", forms.PaymentForm(request.POST),
        lambda told: actions.record_payment(shown, amount_kopecks=int(told["amount"] * 100), paid_on=told["paid_on"],
                                            document=told["document"], by=request.user, at=at),
    )  # fmt: skip


@staff_page
@require_POST
def follow(request, invoice_id):
    """Remind the client."""
    shown, at = _invoice(request, invoice_id), timezone.now()
    return _on_invoice(request, invoice_id, "reminder_form", forms.ReminderForm(request.POST),
                       lambda told: actions.follow_payment(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def void_invoice(request, invoice_id):
    """Cancel the invoice."""
    shown, at = _invoice(request, invoice_id), timezone.now()
    return _on_invoice(request, invoice_id, "reason_form", forms.ReasonForm(request.POST),
                       lambda told: actions.void_invoice(shown, **told, by=request.user, at=at))  # fmt: skip


@staff_page
@require_POST
def correct(request, payment_id):
    """Take back part or all of a payment."""
    at = timezone.now()
    payment = find(queries.payments_visible_to(request.user, at), payment_id)
    return _on_invoice(
        request, payment.invoice_id, "correction_form", forms.CorrectionForm(request.POST),
        lambda told: actions.correct_payment(payment, amount_kopecks=int(told["amount"] * 100), reason=told["reason"],
                                             by=request.user, at=at),
    )  # fmt: skip
