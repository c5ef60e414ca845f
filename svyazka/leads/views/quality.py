"""Two pages that look back: how well leads were handled, and what the lost ones teach."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.kit.asked import page_in
from svyazka.kit.formats import month
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.kit.tables import as_csv
from svyazka.leads import queries
from svyazka.leads.queries.lessons import counted, lessons, narrowed, worth_by_lead
from svyazka.leads.queries.quality import board, received_between
from svyazka.leads.rules import LeadState
from svyazka.leads.rules.quality import FEW, POINTS, SHORT, VERSION, Component
from svyazka.people.queries import the_agency, today

PERIODS = (30, 90, 180, 365)
PAGE = 50
ASKED = ("closing", "reason", "source", "region", "am", "month")


@staff_page
@require_GET
def quality(request):
    """Show the figures of handling by who led the leads, by source and by month."""
    at = timezone.now()
    named = request.GET.get("days", "")
    days = int(named) if named in map(str, PERIODS) else PERIODS[1]
    first = today(at) - timedelta(days=days - 1)
    seen = received_between(queries.visible_to(request.user, at), first, today(at), ZoneInfo(the_agency().zone))
    told = {"board": board(seen, at), "days": days, "periods": PERIODS, "components": [(each, each.label, SHORT[each], POINTS[each]) for each in Component],
            "few": FEW, "version": VERSION, "first": first, "month_of": month}  # fmt: skip
    return render(request, "leads/quality.html", told)


@staff_page
@require_GET
def lessons_page(request):
    """Show what was lost or is not ours: by reason, source, region, manager and month, with the words themselves."""
    at = timezone.now()
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED}
    found = narrowed(lessons(request.user, at), asked)
    if request.GET.get("as") == "csv":
        return _sheet(list(found[:5000]))
    page = page_in(request.GET.get("page", ""))
    rows = list(found[(page - 1) * PAGE : page * PAGE + 1])
    told = {
        "leads": rows[:PAGE],
        "more": page + 1 if len(rows) > PAGE else None,
        "count": found.count(),
        "asked": asked,
        "groups": counted(found),
        "month_of": month,
        "worth": worth_by_lead(rows),
        "closings": [(state.value, state.label) for state in (LeadState.LOST, LeadState.NOT_OURS)],
    }
    return render(request, "leads/lessons.html", told)


def _sheet(leads: list):
    """Answer with the lessons as a file for a spreadsheet."""
    worth = worth_by_lead(leads)
    head = [_("Client"), _("Request"), _("Closed on"), _("State"), _("Reason"), _("In words"), _("Source"), _("Region"), "AM",
            _("First answer, working minutes"), _("How far it came"), _("Worth, ₽")]  # fmt: skip
    rows = (
        [lead.engagement.client.name, lead.title, _day(lead.closed_at), lead.get_state_display(), lead.closed_for.name if lead.closed_for else "",
         lead.closing_reason, lead.source.name, lead.region, lead.taken_by.name if lead.taken_by else "",
         int(lead.answered_in.total_seconds() // 60) if lead.answered_in is not None else "", lead.get_closed_from_display(),
         worth[lead.pk] / 100 if lead.pk in worth else ""]
        for lead in leads
    )  # fmt: skip
    return as_csv("lessons", head, rows)


def _day(moment) -> date | str:
    return today(moment) if moment else ""
