"""The timer: one press to start, one to stop, and a question when it was forgotten."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.errors import Malformed
from svyazka.kit.formats import hours as hours_told
from svyazka.kit.http import back, find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.work import actions, forms, queries
from svyazka.work.models import TimeEntry
from svyazka.work.queries import line_of
from svyazka.work.rules import Early
from svyazka.work.views.hours import line_in
from svyazka.work.views.tasks import draw_early, meant_early


@staff_page
@require_GET
def timer(request):
    """Show my timer, and what I may time next."""
    return _draw(request)


@staff_page
@require_GET
def bar(request):
    """Return the timer of the bar as it stands now, its presses coming back to where the page is."""
    return render(request, "work/_bar.html", queries.in_bar(request.user, timezone.now()) | {"here": request.GET.get("here", "/")})


def _draw(request, *, status: int = 200, **typed):
    at = timezone.now()
    running = queries.running_timer(request.user)
    forgotten = running is not None and queries.forgotten(running, at)
    told = {
        "running": running, "seen": running.pk if running else 0, "live": status == 200, "line": line_of(running) if running else None, "forgotten": forgotten, "tab": "hours",
        "days": queries.days_of(running, at) if running and not forgotten else {},
        "form": _settling(running) if forgotten else None, "stop_form": forms.StopForm(auto_id="stop-%s"),
        "tasks": queries.to_time(request.user), "recent": queries.recent_duties(request.user, at), "places": queries.lines_to_write(request.user, at),
    }  # fmt: skip
    return render(request, "work/timer.html", {**told, **typed}, status=status)


def _settling(running):
    likely = {"worked_on": queries.first_day(running), "hours": queries.likely_hours(running)}
    return forms.SettlingForm(initial=likely, auto_id="settle-%s")


def _back_to(request):
    return back(request, "/work/timer/")


@staff_page
@require_POST
def start(request, task_id):
    """Time a task."""
    task = find(queries.visible_to(request.user, timezone.now()), task_id)
    with refusals_said(request) as outcome:
        try:
            actions.start_timer(task, early=meant_early(request), by=request.user, at=timezone.now())
        except Early as early:
            return draw_early(request, task, early, reverse("work:start_timer", args=[task_id]))
    return redirect("work:timer") if outcome.refused else _back_to(request)


@staff_page
@require_POST
def start_duty(request):
    """Time a duty of mine on an engagement."""
    form, at = forms.LineForm({"line": request.POST.get("line") or request.GET.get("line", "")}), timezone.now()
    if not form.is_valid():
        raise Malformed(_("Choose a duty."))
    with refusals_said(request) as outcome:
        actions.start_duty_timer(line_in(request, form.cleaned_data["line"], at), by=request.user, at=at)
    return redirect("work:timer") if outcome.refused else _back_to(request)


@staff_page
@require_POST
def stop(request):
    """Stop my timer and write its hours."""
    form = forms.StopForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else request.POST.get("note", "")[:500]
    with refusals_said(request) as outcome:
        made = actions.stop_timer(queries.watch_of(request.user), note=note, by=request.user, at=timezone.now())
        messages.success(request, _written(made))
    return redirect("work:timer") if outcome.refused else _back_to(request)


def _written(made: list[TimeEntry]) -> str:
    if not made:
        return _("It ran for less than a minute: nothing is written.")
    told = " + ".join(hours_told(entry.hours) for entry in made)
    return _("Written: %(hours)s, %(title)s.") % {"hours": told, "title": line_of(made[0]).title}


@staff_page
@require_POST
def settle(request):
    """Say how long a forgotten timer was work."""
    return done(
        request, lambda said: actions.settle_timer(queries.watch_of(request.user), by=request.user, at=timezone.now(), **said), name="form",
        form=forms.SettlingForm(request.POST, auto_id="settle-%s"), beside=True, said=lambda made: _written([made]), to=("work:timer",),
        draw=lambda **drawn: _draw(request, **drawn),
    )  # fmt: skip


@staff_page
@require_POST
def drop(request):
    """Let my timer go without hours."""
    with refusals_said(request):
        actions.drop_timer(queries.watch_of(request.user), by=request.user, at=timezone.now())
        messages.success(request, _("The timer is gone; no hours are written."))
    return redirect("work:timer")
