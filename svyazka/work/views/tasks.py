"""Pages of tasks: mine, one task's card, and what is done on it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, refusals_said, say, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, forms, queries
from svyazka.work.models import Task
from svyazka.work.queries.word import word_of_schedule
from svyazka.work.rules import SAID, Early, TaskState

ON_PAGE = 50


def found_project(request, project_id: int) -> Project:
    """Return the project this person sees, or raise Http404."""
    return find(projects_visible_to(request.user, timezone.now()), project_id)


def found_task(request, task_id: int) -> Task:
    """Return the task this person sees, or raise Http404."""
    return find(queries.visible_to(request.user, timezone.now()), task_id)


@staff_page
@require_POST
def schedule(request, project_id):
    """Compute the schedule."""
    project, form = found_project(request, project_id), forms.ScheduleForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("The deadline is not a day."))
    made = actions.plan_schedule(project, by=request.user, at=timezone.now(), **form.cleaned_data)
    said = _("The schedule is computed.") if not made.late else _("The schedule is computed; some days are missed, see why.")
    messages.success(request, said)
    return back(request, reverse("projects:project", args=[project.pk]))


@staff_page
@require_GET
def schedule_word(request, project_id):
    """Return what is said of the schedule now: what moved, what clashes; asked by the page while that is looked for."""
    told = word_of_schedule(request.user, found_project(request, project_id), timezone.now())
    return render(request, "work/_moved_word.html", {"panel": told}) if told else HttpResponse(status=204)


@staff_page
@require_GET
def task(request, task_id):
    """Show one task."""
    return draw(request, found_task(request, task_id))


def looked_at(shown: Task) -> dict:
    """Return the hidden fields by which a form says what its person has looked at."""
    was = {name: getattr(shown, name) for name in SAID} | {"assignee": shown.assignee.username}
    return {"seen": shown.version, **{f"was-{name}": "" if value is None else value for name, value in was.items()}}


def draw(request, shown: Task, *, status: int = 200, **failed):
    """Draw the card of a task; `failed` are the forms to be shown as they were typed."""
    at, person = timezone.now(), request.user
    may_do, may_control = may(person, actions.DO, shown, at), may(person, actions.CONTROL, shown, at)
    may_set = may(person, actions.SET_TASK, shown, at)
    change = {name: getattr(shown, name) for name in SAID} | {"assignee": shown.assignee.username}
    before = queries.ties_before(shown, at)
    told = {
        "task": shown,
        "seen": queries.card_stands(shown, person, at) if status == 200 else "",  # what comes back as it was typed stays so
        "may_do": may_do,
        "may_control": may_control,
        "may_set": may_set,
        "entries": list(shown.time_entries.select_related("person").order_by("-worked_on", "-pk")[:50]),
        "before": before,
        "link_rows": (failed.get("link_rows") or forms.link_rows(queries.waits_of(shown))) if may_set else [],
        "link_titles": {tie.other.pk: tie.other.title for tie in before}, "others": forms.others_of(shown.project_id, shown) if may_set else [],
        "then": queries.ties_after(shown),
        "hours_form": failed.get("hours_form") or forms.HoursForm(initial={"worked_on": today(at)}),
        "change_form": (failed.get("change_form") or forms.ChangeForm(initial=change)) if may_set else None,
        "looked": failed.get("looked") or looked_at(shown),
        "reason": failed.get("reason", ""),
        "asked_by": list(shown.problems.select_related("opened_by").order_by("pk")),
        "points": list(shown.points.select_related("done_by")),
        "parts": list(queries.with_parts(queries.tasks().filter(parent=shown)).order_by("position", "pk")),
        "of_parts": queries.hours_of_parts(shown),
        "points_form": failed.get("points_form") or forms.PointsForm(auto_id="points-%s"),
        "part_form": (failed.get("part_form") or forms.PartForm(auto_id="part-%s")) if may_set else None,
        "nest_form": forms.NestForm(initial={"parent_id": shown.parent_id}, task=shown, auto_id="nest-%s") if may_set else None,
        "today": today(at),
        "timed": queries.running_timer(person) if may_do else None,
        "S": TaskState,
    }
    told["says"] = queries.card_says(shown, told["points"], told["parts"], [*before, *told["then"]], told["entries"])
    return render(request, "work/task.html", told, status=status)


def _press(request, task_id: int, act: Callable[..., Task], said: str = "", **told):
    """Do one press on a task; why it was refused is said where one stands, over the newer task if somebody has changed it."""
    shown = found_task(request, task_id)
    try:
        act(shown, **told, by=request.user, at=timezone.now())
    except NotYourDuty:
        raise
    except Early as early:
        return draw_early(request, shown, early, request.path)
    except Stale as stale:
        messages.error(request, _("Somebody has changed the task while you were looking: here it is as it stands now. Nothing was done."))
        return draw(request, found_task(request, task_id), status=stale.status)
    except Refused as refused:
        say(request, refused)
    else:
        if said:
            messages.success(request, said)
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def start(request, task_id):
    """Begin the task; one that still waits for others is begun only by who says so."""
    return _press(request, task_id, actions.start_task, early=meant_early(request))


def meant_early(request) -> bool:
    """Tell whether the form says that the task is begun although it still waits for others."""
    return request.POST.get("early") == "1"


def draw_early(request, shown: Task, early: Early, action: str):
    """Say what the task waits for, and let it be begun all the same by the same press."""
    told = {"task": shown, "reasons": early.reasons, "action": action, "next": request.POST.get("next", ""), "before": queries.ties_before(shown, timezone.now())}
    return render(request, "work/early.html", told, status=early.status)


@staff_page
@require_POST
def completion(request, task_id):
    """Hand the task in."""
    return _press(request, task_id, actions.finish_task, _("Handed in: it waits for the check."))


@staff_page
@require_POST
def check(request, task_id):
    """Take the task in, or give it back."""
    form = forms.CheckForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say whether the work is taken in."))
    try:
        actions.check_task(found_task(request, task_id), by=request.user, at=timezone.now(), **form.cleaned_data)
    except NotYourDuty:
        raise
    except Refused as refused:  # what was typed stays, also before a newer task
        say(request, refused)
        return draw(request, found_task(request, task_id), reason=form.cleaned_data["reason"], status=refused.status)
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def block(request, task_id):
    """Say what the task waits for."""
    return _press(request, task_id, actions.block_task, reason=request.POST.get("reason", ""))


@staff_page
@require_POST
def unblocking(request, task_id):
    """Go on with a blocked task."""
    is_mine = found_task(request, task_id).assignee_id == request.user.pk
    return _press(request, task_id, actions.unblock_task if is_mine else actions.clear_block)


@staff_page
@require_POST
def time_entry(request, task_id):
    """Write hours."""
    shown, form = found_task(request, task_id), forms.HoursForm(request.POST)
    if not form.is_valid():
        return draw(request, shown, hours_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        actions.log_time(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Hours are written."))
        return back(request, f"/work/tasks/{task_id}/")
    return draw(request, shown, hours_form=form, status=outcome.status)
