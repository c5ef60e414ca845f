"""The report of hours: by client, project, person, kind of duty, on the page and as a file."""

from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.clients.models import Client, Engagement
from svyazka.deals.queries import sees_cost
from svyazka.kit.guard import within_sight
from svyazka.kit.http import misread, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff, today
from svyazka.work import forms, papers, queries
from svyazka.work.queries import Asked, Report, duty_label
from svyazka.work.rules import TASK_KIND, By, Period, reasons_not_such_days, span_of
from svyazka.work.rules.report import PAGE_ROWS


@staff_page
@require_GET
def report(request):
    """Show the hours added up as asked."""
    at = timezone.now()
    form, asked = _asked(request, at)
    if asked is None:
        return render(request, "work/hours_report.html", {"form": form, "report": None, "tab": "report"}, status=422)
    found = queries.report_of(queries.entries_told_to(request.user, at), asked, priced=sees_cost(request.user, None, at))
    told = {
        "form": form, "report": found, "asked": asked, "tab": "report", "address": urlencode(_said(form)), "shown": _shown(found),
        "most": max((group.figures.hours for group in found.groups), default=0), "By": By, "Period": Period,
        "periods": [(code, label, urlencode({**_said(form), "period": code})) for code, label in Period.choices if code != Period.OWN],
        "place": _seen(request, at).filter(pk=asked.engagement).first() if asked.engagement else None,
        "alone": queries.told_of(request.user, queries.SEE_HOURS, at) == [],
    }  # fmt: skip
    return render(request, "work/hours_report.html", told, block="table")


def _seen(request, at: datetime) -> QuerySet[Engagement]:
    return within_sight(Engagement.objects.all(), request.user, at, path="pk")


def _form(request, at: datetime) -> forms.ReportForm:
    data = request.GET.copy()
    for name, usual in (("by", By.PROJECT), ("period", Period.OWN if data.get("first") else Period.MONTH)):
        data.setdefault(name, usual)
    seen = _seen(request, at).values("client")
    return forms.ReportForm(
        data, clients=Client.objects.filter(pk__in=seen).order_by("name").values_list("pk", "name"), people=list(staff().values_list("pk", "name")),
        kinds=[(code, str(duty_label(code))) for code in _kinds()], auto_id="report-%s",
    )  # fmt: skip


def _kinds() -> list[str]:
    """Return the kinds of duty that hours may be written on, as the matrix orders them."""
    return [TASK_KIND, *(duty.code for duty in queries.timed_duties())]


def _asked(request, at: datetime) -> tuple[forms.ReportForm, Asked | None]:
    """Return the form as it was asked, and what it asks; None if it asks nothing that there is."""
    form = _form(request, at)
    if not form.is_valid():
        return form, None
    said = form.cleaned_data
    first, last = span_of(said["period"], today(at))
    if said["period"] == Period.OWN:
        first, last = said["first"] or first, said["last"] or said["first"] or last
    if reasons := reasons_not_such_days(first, last):
        form.add_error("last", reasons)
        return form, None
    names = ("by", "then", "client", "person", "engagement", "kind")
    return form, Asked(first, last, **{name: said[name] for name in names})


def _said(form: forms.ReportForm) -> dict:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in form.cleaned_data.items() if value not in ("", None)}


def _shown(found: Report) -> list:
    """Return as many groups as a page draws."""
    shown, left = [], PAGE_ROWS
    for group in found.groups:
        if left <= 0:
            break
        shown.append((group, group.parts[:left]))
        left -= max(len(group.parts), 1)
    return shown


@staff_page
@require_GET
def as_file(request, kind: str):
    """Answer with the same report as a table for a spreadsheet, or as a paper."""
    at = timezone.now()
    form, asked = _asked(request, at)
    if asked is None:
        raise misread(form)
    found = queries.report_of(queries.entries_told_to(request.user, at), asked, priced=sees_cost(request.user, None, at))
    return papers.report_file(found, kind, today(at))
