"""Pages of papers, payments, what is owed, what engagements earn."""

from django.core.paginator import Paginator
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.acceptance.queries import holds
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.guard import seen_by
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.money import forms, queries
from svyazka.money.views.parts import states
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
        **states(at),
    }
    return render(request, "money/papers.html", told)


def _only_money_people(person, at) -> None:
    if not queries.deals_in_money(person, at):
        raise Http404


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
        **states(at),
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
        **states(at),
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
    told = {
        "tabs": _tabs(request, "margin"),
        "page": page,
        "rows": queries.margins_told(page, by, at),
    }
    return render(request, "money/margin.html", told)
