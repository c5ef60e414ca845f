"""The page of my week: a grid of lines and days, saved cell by cell, filled as in the plan, handed in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.contrib import messages
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from svyazka.clients.models import Engagement
from svyazka.kit.errors import Malformed, Refused, Stale
from svyazka.kit.formats import number
from svyazka.kit.guard import within_sight
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import own_day
from svyazka.work import actions, forms, queries
from svyazka.work.models import TimeEntry
from svyazka.work.queries import FILLS, Line
from svyazka.work.rules import EntryState


@staff_page
@require_http_methods(["GET", "POST"])
def week(request):
    """Show my hours of a week; save the cells that were changed, or those that were suggested."""
    at = timezone.now()
    monday = queries.monday_of(day_in(request.GET.get("week")) or own_day(request.user, at))
    if request.method == "POST":
        return _save(request, monday, at)
    return _draw(request, monday, at)


def day_in(text: str | None) -> date | None:
    """Return the day that an address names, if it is one that weeks are counted from."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def line_in(request, key: str, at: datetime) -> Line:
    """Return the line that its key names, as far as the person sees it. Raises Http404 for what is not seen."""
    place, _mark, kind = key.partition("~")
    if not place.isdecimal() or len(place) > 18:
        raise Http404
    if not kind:
        task = find(queries.visible_to(request.user, at), place)
        return Line(task.engagement, task)
    seen = within_sight(Engagement.objects.select_related("client"), request.user, at, path="pk")
    return Line(find(seen, place), kind=kind[:40])


def _draw(request, monday: date, at: datetime, *, status: int = 200, typed: Mapping[str, str] | None = None):
    fill = request.GET.get("fill", "")
    added = forms.LineForm({"line": request.GET.get("add", "")})
    more = [line_in(request, added.cleaned_data["line"], at)] if added.is_valid() else []
    shown = queries.week_grid(request.user, monday, at, fill=fill if fill in FILLS else "", more=more)
    day = day_in(request.GET.get("day"))
    told = {
        "week": shown, "typed": typed or {}, "fill": fill, "day": day if day in shown.days else shown.today if shown.today in shown.days else monday, "tab": "hours",
        "before": monday - timedelta(days=7), "after": monday + timedelta(days=7),
        "drafts": shown.has(EntryState.DRAFT), "waits": shown.has(EntryState.SUBMITTED),
        "timed": queries.running_timer(request.user), "line_of": queries.line_of, "places": queries.lines_to_write(request.user, at),
    }  # fmt: skip
    return render(request, "work/hours.html", told, status=status)


def _save(request, monday: date, at: datetime):
    accepted = "accept" in request.POST
    with refusals_said(request) as outcome:
        with transaction.atomic():
            cells = [name for name in request.POST if name.startswith("s-" if accepted else "h-")]
            count = sum(_save_cell(request, name, request.POST[name], request.POST.get(f"was-h{name[1:]}", ""), at) for name in cells)
        messages.success(request, _("Hours are written.") if count else _("Nothing was changed."))
    if outcome.refused and not accepted:  # nothing of it is written: what was typed stays in the cells
        return _draw(request, monday, at, status=outcome.status, typed=request.POST)
    return redirect(f"/work/hours/?week={monday}")


def _save_cell(request, name: str, text: str, before: str, at: datetime) -> bool:
    """Write one changed cell; return whether it was changed."""
    hours, was = forms.hours_in(text), forms.hours_in(before)
    if hours == was:
        return False
    set_cell(request, name, hours, was, at)
    return True


def set_cell(request, name: str, hours: Decimal, was: Decimal, at: datetime) -> Line:
    """Write the cell `h-<line>-<day>`. Raises Malformed if there is no such cell."""
    _h, key, day = [*name.split("-", 2), "", ""][:3]
    worked_on = day_in(day)
    if worked_on is None:
        raise Malformed(_("There is no such cell."))
    line = line_in(request, key, at)
    if line.task:
        actions.set_hours(line.task, worked_on=worked_on, hours=hours, was=was, by=request.user, at=at)
    else:
        actions.set_duty_hours(line, worked_on=worked_on, hours=hours, was=was, by=request.user, at=at)
    return line


@staff_page
@require_POST
def cell(request):
    """Write one cell while the person goes on typing; what it holds now, or why not, is told to the grid."""
    at, name = timezone.now(), request.POST.get("name", "")
    try:
        hours = forms.hours_in(request.POST.get("value", ""))
        set_cell(request, name, hours, forms.hours_in(request.POST.get("was", "")), at)
    except Stale as stale:
        return _refused(stale, **_cell(_held(request, name, at)))
    except Refused as refused:
        return _refused(refused)
    return JsonResponse(_cell(hours))


def _refused(refused: Refused, **now) -> JsonResponse:
    return JsonResponse({"reasons": [str(reason) for reason in refused.reasons], **now}, status=refused.status)


def _cell(hours: Decimal) -> dict:
    return {"hours": f"{hours:.2f}" if hours else "", "shown": number(hours) if hours else ""}


def _held(request, name: str, at: datetime) -> Decimal:
    """Return the hours of the cell as they are kept now."""
    _h, key, day = name.split("-", 2)
    entries = TimeEntry.objects.filter(worked_on=date.fromisoformat(day), **line_in(request, key, at).entries(request.user))
    return sum(entries.values_list("hours", flat=True), Decimal(0))


@staff_page
@require_POST
def submission(request):
    """Hand my week to the PMs."""
    form = forms.WeekForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say which week."))
    monday = queries.monday_of(form.cleaned_data["week_on"])
    with refusals_said(request):
        actions.submit_week(Person.objects.get(pk=request.user.pk), week_on=monday, by=request.user, at=timezone.now())
        messages.success(request, _("The week is handed in."))
    return redirect(f"/work/hours/?week={monday}")
