"""The board of a project: narrowed, moved by hand or by keys, kept up to date while it is open."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import may, require
from svyazka.kit.http import back, misread, refusals_said, say, staff_page
from svyazka.kit.live import hears, of_engagement, of_person
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, rows_in
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.projects.rules import TAKES_TASKS, ProjectState
from svyazka.work import actions, forms, queries
from svyazka.work.models import Task
from svyazka.work.rules import Due, Early, act_of, shown_by, shown_in, shown_next, ways_of
from svyazka.work.views.tasks import draw_early, found_project, found_task
from svyazka.work.views.wanting import asked_for


@staff_page
@require_GET
def board(request, project_id):
    """Show the project's tasks by state."""
    return _draw_board(request, found_project(request, project_id))


def _draw_board(request, project: Project, *, form=None, link_rows=(), status: int = 200):
    at = timezone.now()
    origin = forms.OriginForm(request.POST if form is not None else request.GET, project=project)
    wanted, kept = asked_for(request, project)
    told = {
        **_columns(request, project, wanted), "form": form, "choices": queries.choices_of(project), "wanted": wanted, "kept": kept, "dues": Due.choices,
        "filters": list(queries.filters_for(request.user, project)), "templates": queries.in_force(today(at)).exists(),
        "origin": origin, "made_of": origin.made_of(),
    }  # fmt: skip
    if told["may_set"]:
        told |= {"form": form or _blank(request, project, origin), "link_rows": [*link_rows, *forms.link_rows([], spare=2)], "others": forms.others_of(project.pk),
                 "takes": form is not None or takes_tasks(project)}  # fmt: skip
    return render(request, "work/board.html", told, status=status)


def takes_tasks(project: Project) -> bool:
    """Tell whether a task can be set anywhere on the project now."""
    is_open = project.state in (ProjectState.PLANNED, ProjectState.RUNNING) and project.engagement.closed_at is None
    return is_open and project.stages.filter(state__in=TAKES_TASKS).exists()


def _blank(request, project: Project, origin: forms.OriginForm) -> forms.TaskForm:
    typed = origin.typed() or {"title": request.GET.get("title", "")[:300], "text": request.GET.get("text", "")[:2000]}
    stage = project.stages.filter(state__in=TAKES_TASKS).order_by("position").first()
    return forms.TaskForm(project=project, initial=typed | ({"stage_id": stage.pk} if stage else {}))


def _columns(request, project: Project, wanted: dict) -> dict:
    at, person = timezone.now(), request.user
    may_set, may_control = may(person, actions.SET_TASK, project, at), may(person, actions.CONTROL, project, at)
    acts = [name for name, yes in (("queue", may_set), ("take_in", may_control)) if yes]
    columns = queries.board_of(project, wanted, today(at), shown_in(request.GET))
    return {
        "project": project, "columns": columns, **_addresses(request, project, columns, wanted), "may_set": may_set, "acts": acts, "own_acts": [*acts, "start", "finish"],
        "today": today(at), "ways_of": ways_of, "seen": queries.last_act(project),
    }  # fmt: skip


def _addresses(request, project: Project, columns: list, wanted: dict) -> dict:
    """Return where this board stands, where as a list, and by column how many cards more it could show, and where."""
    kept, more = request.GET.copy(), {}
    kept.pop("seen", None)  # of an open board that asks for its cards
    for one in columns:
        if step := shown_next(one.count, len(one.tasks)):
            asked = kept.copy()
            asked[shown_by(one.state)] = str(len(one.tasks) + step)
            more[one.state] = (step, f"?{asked.urlencode()}#task-{one.beyond}")
    place = reverse("work:board", args=[project.pk])
    listed = urlencode({**wanted, "project": project.pk, "state": ""})
    return {"here": f"{place}?{kept.urlencode()}" if kept else place, "more": more, "listed": f"{reverse('work:every')}?{listed}"}


@staff_page
@require_GET
def cards(request, project_id):
    """Return the columns as they stand if anything has been done on the project since they were seen; nothing if not."""
    project = found_project(request, project_id)
    if request.GET.get("seen") == str(queries.last_act(project)):
        return HttpResponse(status=204)
    return render(request, "work/_columns.html", _columns(request, project, asked_for(request, project)[0]))


@staff_page
@require_GET
def live(request, project_id):
    """Let the open board hear of what is done on its project."""
    project = found_project(request, project_id)
    return hears(request, of_engagement(project.engagement_id), of_person(request.user.pk), seen=queries.last_act(project))


@staff_page
@require_POST
def set_task(request, project_id):
    """Set a task."""
    project, at = found_project(request, project_id), timezone.now()
    form, rows = forms.TaskForm(request.POST, project=project), rows_in(forms.LinkRow, request.POST, "link")
    require(request.user, actions.SET_TASK, project, at)  # who may not is told so, however the form was filled
    if not all_right([form], rows):
        return _draw_board(request, project, form=form, link_rows=rows, status=422)
    with refusals_said(request, beside=form) as outcome:
        task = actions.set_task(project, links=[row.wait() for row in rows], by=request.user, at=at, **form.cleaned_data,
                                **forms.OriginForm(request.POST, project=project).told())  # fmt: skip
        messages.success(request, _("The task is set: %(name)s sees it on Today.") % {"name": task.assignee.name})
        return redirect("work:board", project.pk)
    return _draw_board(request, project, form=form, link_rows=rows, status=outcome.status)


@staff_page
@require_POST
def move(request, task_id):
    """Put a card into a column: whatever act that is, it is done by its own duty; in the same column cards are put in order."""
    task, form = found_task(request, task_id), forms.MoveForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    refused = None
    try:
        _move(request, task, form)
    except Refused as no:
        if request.headers.get("X-Board") is None and no.status == 403:
            raise
        refused = no
    if request.headers.get("X-Board") is None:
        if isinstance(refused, Early):
            return draw_early(request, task, refused, reverse("work:start", args=[task_id]))
        if refused:
            say(request, refused)
        return back(request, reverse("work:board", args=[task.project_id]))
    told = _columns(request, task.project, asked_for(request, task.project)[0])
    early = task if isinstance(refused, Early) else None
    return render(request, "work/_columns.html", {**told, "refused": refused, "early": early}, status=refused.status if refused else 200)


def _move(request, task: Task, form: forms.MoveForm) -> None:
    to, was, before, by, at = *(form.cleaned_data[name] for name in ("to", "was", "before")), request.user, timezone.now()
    if was and was != task.state:
        raise Refused(_("Somebody has moved this card meanwhile: it is in “%(state)s” now. Nothing was changed.") % {"state": task.get_state_display()})
    if to != task.state:
        _act(act_of(task.state, to), task, to, by, at)
    stands = before is None or Task.objects.filter(pk=before, project=task.project_id, state=to).exists()  # somebody may have taken the neighbour away
    if "before" in request.POST and stands and (to == task.state or may(by, actions.SET_TASK, task, at)):
        actions.order_task(task, before_id=before, by=by, at=at)


def _act(name: str, task: Task, to: str, by, at) -> None:
    if name == "queue":
        actions.queue_task(task, to=to, by=by, at=at)
    elif name in ("take_in", "give_back"):
        actions.check_task(task, passed=name == "take_in", by=by, at=at)
    elif name == "start":
        actions.start_task(task, early=False, by=by, at=at)
    elif name == "finish":
        actions.finish_task(task, by=by, at=at)
    else:
        raise Malformed(_("There is no way from that column to this one."))
