"""Pages of whoever checks hours and keeps them: weeks that wait, weeks that are agreed, norms by date."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.projects.models import Project
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, forms, queries

A_QUARTER = timedelta(weeks=13)


@staff_page
@require_GET
def to_check(request):
    """Show the weeks that wait for my check, each with its plan and its fact."""
    at = timezone.now()
    rows = queries.projects_that_wait(projects_visible_to(request.user, at))
    mine = [project.engagement_id for project in rows if may(request.user, actions.APPROVE_TIME, project, at)]
    return render(request, "work/hours_to_check.html", {"weeks": queries.unchecked_weeks(mine), "tab": "check"})


def _named(request, form) -> tuple[Project, Person]:
    """Return the project and the person that the form names, as far as they are seen."""
    if not form.is_valid():
        raise Malformed(_("Say whose week on which project."))
    project = find(projects_visible_to(request.user, timezone.now()), form.cleaned_data["project"])
    return project, find(Person.objects.filter(kind="staff"), form.cleaned_data["person"])


@staff_page
@require_POST
def check(request):
    """Confirm a week, or give it back."""
    form = forms.WeekCheckForm(request.POST)
    project, person = _named(request, form)
    said = form.cleaned_data
    with refusals_said(request):
        actions.check_week(project, week_on=said["week_on"], person=person, passed=said["passed"], reason=said["reason"],
                           by=request.user, at=timezone.now())  # fmt: skip
        messages.success(request, _("Hours are confirmed.") if said["passed"] else _("Hours are given back."))
    return redirect("work:hours_agreed" if request.POST.get("from") == "agreed" else "work:hours_to_check")


@staff_page
@require_GET
def agreed(request):
    """Show the weeks that are checked and locked, and open them again where I may."""
    at = timezone.now()
    day = today(at)
    projects = projects_visible_to(request.user, at)
    weeks = queries.agreed_weeks(projects, day - A_QUARTER)
    found = {project.pk: project for project in projects.filter(pk__in={week.project_id for week in weeks})}
    until, may_keep = queries.locked_until(day), may(request.user, actions.KEEP_TIME, the_agency(), at)
    told = {
        "weeks": weeks, "tab": "check", "until": until, "form": forms.LockForm(initial={"until": until}, auto_id="lock-%s"),
        "may_keep": may_keep, "open_till": queries.open_till(until) if may_keep else {},
        "may_check": {key for key, project in found.items() if may(request.user, actions.APPROVE_TIME, project, at)},
        "words": queries.words_on_weeks(projects, day - A_QUARTER), "locks_by": queries.norms_on(day).lock_after_days,
    }  # fmt: skip
    return render(request, "work/hours_agreed.html", told)


@staff_page
@require_POST
def reopen(request):
    """Open a locked week again."""
    form = forms.ReopeningForm(request.POST)
    project, person = _named(request, form)
    with refusals_said(request):
        actions.reopen_week(project, week_on=form.cleaned_data["week_on"], person=person, reason=form.cleaned_data["reason"],
                            by=request.user, at=timezone.now())  # fmt: skip
        messages.success(request, _("The week is open again: %(name)s is told why.") % {"name": person.name})
    return redirect("work:hours_agreed")


@staff_page
@require_POST
def lock(request):
    """Lock the checked hours up to a day."""
    form = forms.LockForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        weeks = actions.lock_weeks(the_agency(), until=form.cleaned_data["until"], by=request.user, at=timezone.now())
        messages.success(request, _("Weeks locked: %(count)s.") % {"count": weeks})
    return redirect("work:hours_agreed")


@staff_page
@require_GET
def norms(request):
    """Show the norms of hours, by date."""
    return _draw_norms(request)


def _draw_norms(request, *, status: int = 200, form=None):
    at = timezone.now()
    day = today(at)
    now = vars(queries.norms_on(day)) | {"starts_on": day + timedelta(days=1)}
    told = {
        "rows": queries.norms_rows(), "now": queries.norms_row_on(day), "norms": queries.norms_on(day), "day": day, "tab": "check",
        "may_keep": may(request.user, actions.KEEP_TIME, the_agency(), at), "form": form or forms.NormsForm(initial=now, auto_id="norms-%s"),
    }  # fmt: skip
    return render(request, "work/hours_norms.html", told, status=status)


@staff_page
@require_POST
def set_norms(request):
    """Let other norms of hours hold from a day on."""
    return done(
        request, lambda said: actions.set_hours_norms(the_agency(), by=request.user, at=timezone.now(), **said), to=("work:hours_norms",), name="form",
        form=forms.NormsForm(request.POST, auto_id="norms-%s"), beside=True, said=_("It is written down, by its day."),
        draw=lambda **drawn: _draw_norms(request, **drawn),
    )  # fmt: skip
