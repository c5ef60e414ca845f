"""Pages of the motivation ledger: my income with each row explained, the months."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.bonus import actions, forms, queries
from svyazka.bonus.models import BonusMonth, BonusRule
from svyazka.bonus.rules import month_of
from svyazka.kit.errors import Refused
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import on_day, the_agency, today


@staff_page
@require_GET
def mine(request):
    """Show my statement of a month."""
    at = timezone.now()
    day = today(at)
    first = month_of(request.GET.get("month", "")) or day.replace(day=1)
    rows = queries.statement(request.user, first)
    closed = BonusMonth.objects.filter(month_on=first).first()
    may_close = may(request.user, actions.CLOSE, the_agency(), at)
    told = {
        "month": first,
        "months": _months(day),
        "rows": rows,
        "total": sum(row["amount_kopecks"] for row in rows),
        "closed": closed,
        "may_close": may_close,
        "closable": first <= day,
        "rules": list(BonusRule.objects.filter(on_day(day)).order_by("pk")),
        "totals": _totals(first, closed) if may_close else [],
        "may_rule": may(request.user, actions.RULE, the_agency(), at),
    }
    return render(request, "bonus/mine.html", told)


def _totals(first, closed) -> list:
    return queries.totals_by_person(first) if closed else queries.forecast_by_person(first)


def _months(day) -> list:
    """Return the last twelve months, the running one first."""
    months, first = [], day.replace(day=1)
    for _n in range(12):
        months.append(first)
        first = (first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1))
    return months


@staff_page
@require_POST
def close(request, month):
    """Close a month."""
    with refusals_said(request):
        actions.close_month(the_agency(), month=month, by=request.user, at=timezone.now())
        messages.success(request, _("The month is closed."))
    return redirect(f"/bonus/?month={month}")


@staff_page
@require_POST
def rule(request, rule_id):
    """Let another per cent be in force from a day on."""
    shown, form = find(BonusRule.objects.all(), rule_id), forms.RuleForm(request.POST)
    with refusals_said(request):
        if not form.is_valid():
            raise Refused(_("Say the per cent, from 0 to 100, and the first day."))
        actions.change_rule(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The rule is changed; what was accrued stays."))
    return redirect("bonus:list")
