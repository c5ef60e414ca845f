"""Pages of hours: my week as a grid of tasks and days, and the weeks that wait for the PM's check."""

from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, forms, queries
from svyazka.work.rules import EntryState


@staff_page
@require_http_methods(["GET", "POST"])
def week(request):
    """Show my hours of a week; save the cells that were changed."""
    at = timezone.now()
    monday = queries.monday_of(_day(request.GET.get("week")) or today(at))
    if request.method == "POST":
        return _save(request, monday, at)
    return _draw(request, monday, at)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _draw(request, monday: date, at: datetime):
    days = [monday + timedelta(days=n) for n in range(7)]
    written = queries.week_of_hours(request.user, monday)
    mine = {task.pk: task for task in queries.tasks_of(request.user)[:60]}
    older = queries.tasks().filter(pk__in=set(written) - set(mine))
    rows = [_row(task, written.get(task.pk, {}), days) for task in [*mine.values(), *older]]
    window = agency_window()
    totals = [sum((row["cells"][n]["hours"] for row in rows), Decimal(0)) for n in range(7)]
    told = {
        "monday": monday, "days": days, "rows": rows, "totals": totals, "total": sum(totals, Decimal(0)), "today": today(at),
        "norm": sum((window.hours_of(day) for day in days), Decimal(0)), "off": [not window.spans(day) for day in days],
        "before": monday - timedelta(days=7), "after": monday + timedelta(days=7), "tab": "hours",
        "drafts": any(cell["draft"] for row in rows for cell in row["cells"]),
        "returned": sorted({entry.returned_reason for days_ in written.values() for entries in days_.values()
                            for entry in entries if entry.returned_reason}),
    }  # fmt: skip
    return render(request, "work/hours.html", told)


def _row(task, days_written: dict, days: list[date]) -> dict:
    cells = []
    for day in days:
        entries = days_written.get(day, [])
        states = {entry.state for entry in entries}
        cells.append({
            "name": f"h-{task.pk}-{day.isoformat()}",
            "hours": sum((entry.hours for entry in entries), Decimal(0)),
            "draft": EntryState.DRAFT in states,
            "fixed": bool(states - {EntryState.DRAFT}),
            "day": day,
        })  # fmt: skip
    return {"task": task, "cells": cells, "sum": sum((cell["hours"] for cell in cells), Decimal(0))}


def _save(request, monday: date, at: datetime):
    with refusals_said(request):
        with transaction.atomic():
            count = sum(_save_cell(request, name, text, at) for name, text in request.POST.items() if name.startswith("h-"))
        messages.success(request, _("Hours are written.") if count else _("Nothing was changed."))
    return redirect(f"/work/hours/?week={monday}")


def _save_cell(request, name: str, text: str, at: datetime) -> bool:
    """Write one changed cell; return whether it was changed."""
    hours, was = _hours(text), _hours(request.POST.get(f"was-{name}", ""))
    if hours == was:
        return False
    _h, task_id, day = name.split("-", 2)
    worked_on = _day(day)
    if not task_id.isdecimal() or worked_on is None:
        raise Malformed(_("There is no such cell."))
    task = find(queries.visible_to(request.user, at), task_id)
    actions.set_hours(task, worked_on=worked_on, hours=hours, by=request.user, at=at)
    return True


def _hours(text: str) -> Decimal:
    """Read hours as people type them: 7,5 and 7.5 are the same; an empty cell is none."""
    try:
        found = Decimal(text.strip().replace(",", ".") or "0").quantize(Decimal("0.01"))
    except InvalidOperation:
        raise Malformed(_("“%(text)s” is not a number of hours.") % {"text": text[:20]}) from None
    if not found.is_finite() or found < 0:
        raise Malformed(_("“%(text)s” is not a number of hours.") % {"text": text[:20]})
    return found


@staff_page
@require_POST
def submission(request):
    """Hand my week to the PMs."""
    form = forms.WeekForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say which week."))
    monday = queries.monday_of(form.cleaned_data["week_on"])
    actions.submit_week(Person.objects.get(pk=request.user.pk), week_on=monday, by=request.user, at=timezone.now())
    messages.success(request, _("The week is handed in."))
    return redirect(f"/work/hours/?week={monday}")


@staff_page
@require_GET
def to_check(request):
    """Show the weeks that wait for my check."""
    at = timezone.now()
    projects = projects_visible_to(request.user, at)
    mine = {row.pk: row for row in projects.filter(tasks__time_entries__state=EntryState.SUBMITTED).distinct()}
    weeks = [
        week for week in queries.unchecked_weeks([row.engagement_id for row in mine.values()])
        if may(request.user, actions.APPROVE_TIME, mine[week["project_id"]], at)
    ]  # fmt: skip
    return render(request, "work/hours_to_check.html", {"weeks": weeks, "tab": "check"})


@staff_page
@require_POST
def check(request):
    """Confirm a week, or give it back."""
    form, at = forms.WeekCheckForm(request.POST), timezone.now()
    if not form.is_valid():
        raise Malformed(_("Say whose week on which project."))
    said = form.cleaned_data
    project = find(projects_visible_to(request.user, at), said["project"])
    person = find(Person.objects.filter(kind="staff"), said["person"])
    actions.check_week(project, week_on=said["week_on"], person=person, passed=said["passed"], reason=said["reason"],
                       by=request.user, at=at)  # fmt: skip
    messages.success(request, _("Hours are confirmed.") if said["passed"] else _("Hours are given back."))
    return redirect("work:hours_to_check")
