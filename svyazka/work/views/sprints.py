"""The page of a project's sprints, the plan of the next one, and what is done on them."""

from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.formats import number
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Project
from svyazka.work import actions, forms, queries
from svyazka.work.burnup import draw as draw_burnup
from svyazka.work.models import Sprint
from svyazka.work.rules import OPEN_TASKS, RetroKind, TaskState
from svyazka.work.views.tasks import found_project


@staff_page
@require_GET
def sprints(request, project_id):
    """Show the sprint that runs, the past ones, the looks back, and what was promised in them."""
    return draw(request, found_project(request, project_id))


def draw(request, project: Project, *, status: int = 200, **failed):
    at, person = timezone.now(), request.user
    sprint, promised = queries.running_sprint(project), list(queries.open_actions(project, person))
    retros = queries.open_retros(project, person, at)
    told = {
        "project": project, "sprint": sprint, "today": today(at), "shares": [],
        "past": list(project.sprints.filter(closed_at__isnull=False).order_by("-number").prefetch_related("carried__task", "days")[:10]),
        "velocity": queries.velocity_of(project),
        "retros": retros,
        "held": list(queries.retros_visible_to(person, at).filter(project=project, closed_at__isnull=False).order_by("-pk")[:10]),
        "promised": promised,
        "may_close": {one.pk for one in promised if may(person, actions.KEEP_PROMISE, one, at)},
        "may_sprint": may(person, actions.SPRINT, project, at),
        "may_retro": may(person, actions.RETRO, project, at),
        "retro_form": forms.RetroForm(formats=_formats_to_open(retros, today(at))),
        **(_running(sprint, today(at)) if sprint else {}), **failed,
    }  # fmt: skip
    told["burnups"] = {old.pk: _burnup(old, today(at)) for old in told["past"]}
    return render(request, "work/sprints.html", told, status=status)


def _formats_to_open(retros: list, day: date) -> list:
    """Return the forms in which one more look back can be opened: one of the team and one of the pair are open at a time."""
    taken = {one.kind == RetroKind.PAIR for one in retros}
    return [row for row in queries.formats_on(day).values() if (row.kind == RetroKind.PAIR) not in taken]


def _running(sprint: Sprint, day: date) -> dict:
    """Return what the page tells of the sprint that runs."""
    rows = list(queries.tasks_of_sprint(sprint))
    left = [row for row in rows if row.state != TaskState.DONE]
    return {
        "sprint_tasks": rows, "left_out": list(sprint.carried.select_related("task").order_by("pk")), "carried": queries.carried_to(rows), "burnup": _burnup(sprint, day), "closing_form": forms.ClosingForm(left=left),
        "shares": queries.shares(rows, sprint.starts_on, sprint.ends_on, apart_from=sprint.project, taken=[row.pk for row in rows]),
        "done_hours": sum((row.estimate_hours for row in rows if row.state == TaskState.DONE), queries.ZERO),
        "scope_hours": sum((row.estimate_hours for row in rows), queries.ZERO),
    }  # fmt: skip


def _burnup(sprint: Sprint, day: date):
    return draw_burnup(list(sprint.days.all()), sprint.starts_on, sprint.ends_on, agency_window(), today=day)


@staff_page
@require_GET
def plan(request, project_id):
    """Show the backlog beside what people can take: a sprint to start, or the running one to widen."""
    return draw_plan(request, found_project(request, project_id))


def draw_plan(request, project: Project, *, form=None, status: int = 200):
    at = timezone.now()
    sprint, free = queries.running_sprint(project), list(queries.free_tasks(project))
    first, last = _days(request, sprint, today(at))
    inside = list(queries.tasks_of_sprint(sprint)) if sprint else []
    told = {
        "project": project, "sprint": sprint, "free": free, "inside": inside, "chosen": _chosen(form), "first": first, "last": last,
        "carried": queries.carried_to(free), "left": queries.left_before(free, first), "velocity": queries.velocity_of(project),
        "shares": queries.shares([*inside, *free], first, last, apart_from=project, taken=[row.pk for row in inside]),
        "may_sprint": may(request.user, actions.SPRINT, project, at),
        "form": form or forms.SprintForm(tasks=free, initial={"starts_on": first, "ends_on": last}),
    }  # fmt: skip
    return render(request, "work/sprint_plan.html", told, status=status)


def _chosen(form) -> set[int]:
    """Return the tasks ticked in a form that comes back."""
    return {int(key) for key in form.data.getlist("tasks") if key.isdecimal()} if form is not None and form.is_bound else set()


def _days(request, sprint: Sprint | None, day: date) -> tuple[date, date]:
    """Return for which days people's hours are counted: the sprint's, those that were typed, or two weeks from Monday on."""
    if sprint:
        return sprint.starts_on, sprint.ends_on
    typed = forms.DaysForm(request.GET or request.POST)
    if typed.is_valid():
        return typed.cleaned_data["starts_on"], typed.cleaned_data["ends_on"]
    monday = day if day.weekday() == 0 else day + timedelta(days=7 - day.weekday())
    return monday, monday + timedelta(days=11)


@staff_page
@require_POST
def start(request, project_id):
    """Start a sprint."""
    project, at = found_project(request, project_id), timezone.now()
    require(request.user, actions.SPRINT, project, at)
    form = forms.SprintForm(request.POST, tasks=queries.tasks().filter(project=project, state__in=OPEN_TASKS))

    def begin(said: dict) -> None:
        _warn(request, actions.start_sprint(project, by=request.user, at=at, **said))

    return done(request, begin, name="form", form=form, beside=True, to=("work:sprints", project_id), draw=lambda **drawn: draw_plan(request, project, **drawn))


def _warn(request, sprint: Sprint) -> None:
    """Tell who has more in the sprint than they can take."""
    rows = list(queries.tasks_of_sprint(sprint))
    over = [one for one in queries.shares(rows, sprint.starts_on, sprint.ends_on, apart_from=sprint.project, taken=[row.pk for row in rows]) if one.over]
    for one in over:
        messages.warning(request, _("%(person)s has %(hours)s h more than they can take.") % {"person": one.person.name, "hours": number(one.over)})


def _sprint(request, sprint_id: int):
    return find(queries.sprints_visible_to(request.user, timezone.now()), sprint_id)


@staff_page
@require_POST
def widen(request, sprint_id):
    """Take more tasks in."""
    sprint = _sprint(request, sprint_id)
    form = forms.SprintTasksForm(request.POST, tasks=queries.tasks().filter(project=sprint.project_id))
    if not form.is_valid():
        return draw_plan(request, sprint.project, form=form, status=422)
    _warn(request, actions.add_to_sprint(sprint, tasks=form.cleaned_data["tasks"], by=request.user, at=timezone.now()))
    return redirect("work:sprints", sprint.project_id)


@staff_page
@require_POST
def narrow(request, sprint_id, task_id):
    """Take a task out."""
    sprint = _sprint(request, sprint_id)
    with refusals_said(request):
        actions.take_out_of_sprint(sprint, task=task_id, reason=request.POST.get("reason", "")[:500], by=request.user, at=timezone.now())
        messages.success(request, _("The task has left the sprint; the burn-up shows the smaller scope."))
    return redirect("work:sprints", sprint.project_id)


@staff_page
@require_POST
def close(request, sprint_id):
    """Close the sprint."""
    sprint = _sprint(request, sprint_id)
    return done(
        request, lambda said: actions.close_sprint(sprint, by=request.user, at=timezone.now(), **said), name="closing_form", beside=True, again=True,
        form=forms.ClosingForm(request.POST, left=queries.tasks_of_sprint(sprint).exclude(state=TaskState.DONE)),
        said=_("The sprint is closed. Look back at it while it is fresh."), to=("work:sprints", sprint.project_id),
        draw=lambda **drawn: draw(request, sprint.project, **drawn),
    )  # fmt: skip
