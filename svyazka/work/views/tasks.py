"""Pages of tasks: mine, all with filters, a project's board, one task's card, and what is done on it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may, require
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff, today
from svyazka.projects.models import Project
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, forms, queries
from svyazka.work.models import Task, TaskDependency
from svyazka.work.rules import ON_THE_DESK, TaskState

ON_PAGE = 50


def found_project(request, project_id: int) -> Project:
    """Return the project this person sees, or raise Http404."""
    return find(projects_visible_to(request.user, timezone.now()), project_id)


def found_task(request, task_id: int) -> Task:
    """Return the task this person sees, or raise Http404."""
    return find(queries.visible_to(request.user, timezone.now()), task_id)


@staff_page
@require_GET
def mine(request):
    """Show what I am to do, by its day, and what I have handed in."""
    at = timezone.now()
    rows = list(queries.tasks_of(request.user)[:200])
    columns = [(state, [row for row in rows if row.state == state]) for state in ON_THE_DESK]
    told = {
        "columns": columns, "count": len(rows), "today": today(at), "hours_form": forms.HoursForm(auto_id=False),
        "DOING": TaskState.DOING, "TODO": TaskState.TODO, "tab": "mine", "timed": queries.running_timer(request.user),
    }  # fmt: skip
    return render(request, "work/mine.html", told)


@staff_page
@require_GET
def every(request):
    """Show the tasks of the engagements I see, filtered."""
    at, asked = timezone.now(), request.GET
    found = queries.by_urgency(queries.visible_to(request.user, at))
    state = asked.get("state", "open")
    found = found.filter(state=state) if state in TaskState.values else found.exclude(state=TaskState.DONE) if state == "open" else found
    if asked.get("assignee"):
        found = found.filter(assignee__username=asked["assignee"][:150])
    if asked.get("blocked"):
        found = found.exclude(blocked_reason="")
    if asked.get("q"):
        found = found.filter(title__icontains=asked["q"][:100])
    page = Paginator(found, ON_PAGE).get_page(asked.get("page"))
    told = {
        "page": page, "rows": list(page.object_list), "states": TaskState.choices, "people": list(staff()), "asked": asked,
        "state": state, "today": today(at), "tab": "every",
    }  # fmt: skip
    return render(request, "work/every.html", told, block="list")


@staff_page
@require_GET
def board(request, project_id):
    """Show the project's tasks by state."""
    return _draw_board(request, found_project(request, project_id))


def _draw_board(request, project: Project, *, form=None, status: int = 200):
    at = timezone.now()
    may_set = may(request.user, actions.SET_TASK, project, at)
    told = {
        "project": project,
        "columns": queries.tasks_by_state(project),
        "may_set": may_set,
        "form": form or (forms.TaskForm(project=project) if may_set else None),
        "today": today(at),
    }
    return render(request, "work/board.html", told, status=status)


@staff_page
@require_POST
def set_task(request, project_id):
    """Set a task."""
    project, at = found_project(request, project_id), timezone.now()
    form = forms.TaskForm(request.POST, project=project)
    require(request.user, actions.SET_TASK, project, at)  # who may not is told so, however the form was filled
    if not form.is_valid():
        return _draw_board(request, project, form=form, status=422)
    task = actions.set_task(project, by=request.user, at=at, **form.cleaned_data)
    messages.success(request, _("The task is set: %(name)s sees it on Today.") % {"name": task.assignee.name})
    return redirect("work:board", project.pk)


@staff_page
@require_POST
def schedule(request, project_id):
    """Compute the schedule."""
    project, form = found_project(request, project_id), forms.ScheduleForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("The deadline is not a day."))
    made = actions.plan_schedule(project, deadline_on=form.cleaned_data["deadline_on"], by=request.user, at=timezone.now())
    said = _("The schedule is computed.") if not made.late else _("The schedule is computed; some days are missed, see why.")
    messages.success(request, said)
    return redirect("projects:project", project.pk)


@staff_page
@require_GET
def task(request, task_id):
    """Show one task."""
    return _draw(request, found_task(request, task_id))


def _draw(request, shown: Task, *, status: int = 200, **failed):
    at, person = timezone.now(), request.user
    may_do, may_control = may(person, actions.DO, shown, at), may(person, actions.CONTROL, shown, at)
    may_set = may(person, actions.SET_TASK, shown, at)
    change = {"title": shown.title, "assignee": shown.assignee.username, "estimate_hours": shown.estimate_hours,
              "due_on": shown.due_on, "text": shown.text}  # fmt: skip
    before = [row.after for row in TaskDependency.objects.filter(task=shown).select_related("after__assignee")]
    told = {
        "task": shown,
        "may_do": may_do,
        "may_control": may_control,
        "may_set": may_set,
        "entries": list(shown.time_entries.select_related("person").order_by("-worked_on", "-pk")[:50]),
        "before": before,
        "after_form": forms.AfterForm(initial={"after": [one.pk for one in before]}, task=shown) if may_set else None,
        "then": [row.task for row in TaskDependency.objects.filter(after=shown).select_related("task__assignee")],
        "hours_form": failed.get("hours_form") or forms.HoursForm(initial={"worked_on": today(at)}),
        "change_form": (failed.get("change_form") or forms.ChangeForm(initial=change)) if may_set else None,
        "block_form": forms.ReasonForm(auto_id="block-%s"),
        "today": today(at),
        "timed": queries.running_timer(person) if may_do else None,
        "S": TaskState,
    }
    return render(request, "work/task.html", told, status=status)


@staff_page
@require_POST
def start(request, task_id):
    """Begin the task."""
    actions.start_task(found_task(request, task_id), by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def completion(request, task_id):
    """Hand the task in."""
    actions.finish_task(found_task(request, task_id), by=request.user, at=timezone.now())
    messages.success(request, _("Handed in: it waits for the check."))
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def check(request, task_id):
    """Take the task in, or give it back."""
    form = forms.CheckForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say whether the work is taken in."))
    actions.check_task(found_task(request, task_id), by=request.user, at=timezone.now(), **form.cleaned_data)
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def block(request, task_id):
    """Say what the task waits for."""
    reason = request.POST.get("reason", "")
    actions.block_task(found_task(request, task_id), reason=reason, by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def unblocking(request, task_id):
    """Go on with a blocked task."""
    shown = found_task(request, task_id)
    act = actions.unblock_task if shown.assignee_id == request.user.pk else actions.clear_block
    act(shown, by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def time_entry(request, task_id):
    """Write hours."""
    shown, form = found_task(request, task_id), forms.HoursForm(request.POST)
    if not form.is_valid():
        return _draw(request, shown, hours_form=form, status=422)
    actions.log_time(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Hours are written."))
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def change(request, task_id):
    """Change what the task says."""
    shown, form = found_task(request, task_id), forms.ChangeForm(request.POST)
    if not form.is_valid():
        return _draw(request, shown, change_form=form, status=422)
    actions.change_task(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The task is changed; compute the schedule again to see what it means."))
    return redirect("work:task", task_id)


@staff_page
@require_POST
def dependencies(request, task_id):
    """Let the task wait for exactly these tasks."""
    shown = found_task(request, task_id)
    form = forms.AfterForm(request.POST, task=shown)
    if not form.is_valid():
        raise Malformed(_("A task may wait only for tasks of its own project."))
    actions.link_task(shown, after=form.cleaned_data["after"], by=request.user, at=timezone.now())
    messages.success(request, _("The task is changed; compute the schedule again to see what it means."))
    return redirect("work:task", task_id)
