"""Pages of papers and money: acts and invoices, payments, what is owed, what engagements earn."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.acceptance.queries import holds
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.files import pdf
from svyazka.kit.guard import may, seen_by
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.money import actions, forms, queries
from svyazka.money import papers as paper_forms
from svyazka.money.models import Act, Invoice
from svyazka.money.rules import OWED, TONES, ActState, InvoiceState, shown_state
from svyazka.people.queries import today

PAGE = 30


def _tabs(request, now: str) -> list[tuple]:
    at = timezone.now()
    items = [("papers", _("Papers"), "/money/"), ("payments", _("Payments"), "/money/payments/"),
             ("receivables", _("Receivables"), "/money/receivables/")]  # fmt: skip
    if queries.may_see_margins(request.user, at):
        items.append(("margin", _("Margin"), "/money/margin/"))
    return [(label, href, code == now, None) for code, label, href in items]


def _page(request, queryset):
    number = request.GET.get("page", "1")
    page = Paginator(queryset, PAGE).get_page(number)
    page.more = f"?page={page.next_page_number()}" if page.has_next() else ""
    return page


@staff_page
@require_GET
def papers(request):
    """Show what waits to be papered, billed and issued, and every act and invoice."""
    at, by = timezone.now(), request.user
    _only_money_people(by, at)
    kind = "acts" if request.GET.get("kind") == "acts" else "invoices"
    found = queries.acts_visible_to(by, at) if kind == "acts" else queries.invoices_visible_to(by, at)
    told = {
        "tabs": _tabs(request, "papers"),
        "kind": kind,
        "page": _page(request, found),
        "to_paper": [s for s in queries.to_paper(by, at)[:PAGE] if holds(by, "invoice.act", s, at)],
        "to_bill": [s for s in queries.to_bill(by, at)[:PAGE] if holds(by, "invoice.act", s, at)],
        "to_issue": list(queries.to_issue(by, at)[:PAGE]) if queries.answers_for_papers(by, at) else [],
        "invoice_form": forms.InvoiceForm(),
        **_states(at),
    }
    return render(request, "money/papers.html", told)


def _only_money_people(person, at) -> None:
    if not queries.deals_in_money(person, at):
        raise Http404


def _states(at) -> dict:
    day = today(at)
    return {
        "today": day,
        "invoice_state": lambda paper: InvoiceState(shown_state(paper.state, paper.due_on, day)),
        "act_state": lambda paper: ActState(paper.state),
        "tones": TONES,
    }


@staff_page
@require_GET
def payments(request):
    """Show payments, and the open invoices for whoever records them."""
    at, by = timezone.now(), request.user
    _only_money_people(by, at)
    may_record = queries.records_payments(by, at)
    told = {
        "tabs": _tabs(request, "payments"),
        "page": _page(request, queries.payments_visible_to(by, at)),
        "open": list(queries.receivables(by, at)[:PAGE]) if may_record else [],
        "may_record": may_record,
        **_states(at),
    }
    return render(request, "money/payments.html", told)


@staff_page
@require_GET
def receivables(request):
    """Show what is owed, the oldest day first."""
    at, by = timezone.now(), request.user
    _only_money_people(by, at)
    owed = list(queries.receivables(by, at)[:500])
    day = today(at)
    told = {
        "tabs": _tabs(request, "receivables"),
        "owed": owed,
        "total": sum(i.open_kopecks for i in owed),
        "overdue": sum(i.open_kopecks for i in owed if i.due_on < day),
        **_states(at),
    }
    return render(request, "money/receivables.html", told)


@staff_page
@require_GET
def margin(request):
    """Show what engagements earn to those who see money."""
    at, by = timezone.now(), request.user
    if not queries.may_see_margins(by, at):
        raise Http404
    visible = queries.earning(engagements_visible_to(by, at)).order_by("-pk")
    page = _page(request, visible if seen_by(by, at) is None else visible.filter(pk__in=queries.led_by(by, at)))
    found = queries.margins([engagement.pk for engagement in page])
    told = {
        "tabs": _tabs(request, "margin"),
        "page": page,
        "rows": [(engagement, found[engagement.pk]) for engagement in page],
    }
    return render(request, "money/margin.html", told)


@staff_page
@require_GET
def act(request, act_id):
    """Show an act."""
    return _draw_act(request, _act(request, act_id))


def _act(request, act_id) -> Act:
    return find(queries.acts_visible_to(request.user, timezone.now()), act_id)


def _draw_act(request, shown: Act, *, status: int = 200, **given):
    at, by = timezone.now(), request.user
    told = {
        "act": shown,
        "lines": list(shown.lines.all()),
        "invoice": queries.invoice_of(shown.stage),
        "may_make": may(by, actions.INVOICE_ACT, shown, at),
        "may_sign": may(by, actions.INVOICE_ACT, shown, at, answers="RA"),
        "signing_form": forms.SigningForm(initial={"signed_on": today(at)}),
        "reason_form": forms.ReasonForm(),
        "invoice_form": forms.InvoiceForm(),
        **_states(at),
        **given,
    }
    return render(request, "money/act.html", told, status=status)


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
        **_states(at),
        **given,
    }
    return render(request, "money/invoice.html", told, status=status)


@staff_page
@require_GET
def act_pdf(request, act_id):
    """Return the act as a PDF."""
    shown = _act(request, act_id)
    return pdf(paper_forms.act_pdf(shown), f"act-{shown.number or shown.pk}.pdf")


@staff_page
@require_GET
def invoice_pdf(request, invoice_id):
    """Return the invoice as a PDF."""
    shown = _invoice(request, invoice_id)
    return pdf(paper_forms.invoice_pdf(shown), f"invoice-{shown.number or shown.pk}.pdf")


def _then(request, form, act, target: str, draw):
    """Do the act if the form is filled rightly; a refusal of a rule is told on the page it came from."""
    if not form.is_valid():
        return draw(form, 422)
    with refusals_said(request) as outcome:
        made = act(form.cleaned_data)
        return back(request, target.format(made=made))
    return draw(form, outcome.status)


@staff_page
@require_POST
def draft_act(request, stage_id):
    """Make the act of a stage."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    made = actions.draft_act(stage, by=request.user, at=at)
    return redirect("money:act", made.pk)


@staff_page
@require_POST
def send_act(request, act_id):
    """Send the act."""
    actions.send_act(_act(request, act_id), by=request.user, at=timezone.now())
    return redirect("money:act", act_id)


@staff_page
@require_POST
def sign_act(request, act_id):
    """Write down that the act is signed."""
    shown, at = _act(request, act_id), timezone.now()
    return _then(request, forms.SigningForm(request.POST),
                 lambda told: actions.sign_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: _draw_act(request, _act(request, act_id), status=status, signing_form=form))  # fmt: skip


@staff_page
@require_POST
def refuse_act(request, act_id):
    """Write down the client's refusal."""
    shown, at = _act(request, act_id), timezone.now()
    return _then(request, forms.ReasonForm(request.POST),
                 lambda told: actions.refuse_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: _draw_act(request, _act(request, act_id), status=status, reason_form=form))  # fmt: skip


@staff_page
@require_POST
def void_act(request, act_id):
    """Cancel the act."""
    shown, at = _act(request, act_id), timezone.now()
    return _then(request, forms.ReasonForm(request.POST),
                 lambda told: actions.void_act(shown, **told, by=request.user, at=at), f"/money/acts/{act_id}/",
                 lambda form, status: _draw_act(request, _act(request, act_id), status=status, reason_form=form))  # fmt: skip


@staff_page
@require_POST
def draft_invoice(request, stage_id):
    """Prepare the invoice of a stage."""
    at, form = timezone.now(), forms.InvoiceForm(request.POST)
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    shown = queries.act_of(stage)
    if shown is None:
        raise Http404
    return _then(request, form, lambda told: actions.draft_invoice(stage, **told, by=request.user, at=at), "/money/invoices/{made.pk}/",
                 lambda form, status: _draw_act(request, _act(request, shown.pk), status=status, invoice_form=form))  # fmt: skip


@staff_page
@require_POST
def issue(request, invoice_id):
    """Give the invoice its number."""
    actions.issue_invoice(_invoice(request, invoice_id), by=request.user, at=timezone.now())
    return back(request, f"/money/invoices/{invoice_id}/")


def _on_invoice(request, invoice_id, name: str, form, act):
    return _then(request, form, act, f"/money/invoices/{invoice_id}/",
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
