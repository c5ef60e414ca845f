"""The page of a project's sprint and retrospective, and what is done on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.guard import may, require
from svyazka.kit.http import find, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.work import actions, forms, queries
from svyazka.work.rules import COLUMNS, MOST_ACTIONS, OPEN_TASKS, TaskState
from svyazka.work.views.tasks import found_project


@staff_page
@require_GET
def sprints(request, project_id):
    """Show the sprint that runs, the looks back, and what was promised in them."""
    return draw(request, found_project(request, project_id))


def draw(request, project: Project, *, status: int = 200, **failed):
    at = timezone.now()
    sprint = queries.running_sprint(project)
    retro = project.retros.filter(closed_at=None).first()
    free = list(queries.tasks().filter(project=project, state__in=OPEN_TASKS, sprint=None).order_by("position"))
    cards = list(retro.cards.select_related("author").order_by("pk")) if retro else []
    told = {
        "project": project,
        "sprint": sprint,
        "sprint_tasks": list(queries.tasks().filter(sprint=sprint).order_by("position")) if sprint else [],
        "past": list(project.sprints.filter(closed_at__isnull=False).order_by("-number").prefetch_related("carried__task")[:10]),
        "free": free,
        "retro": retro,
        "columns": [(code, label, [c for c in cards if c.column == code]) for code, label in COLUMNS[retro.format]] if retro else [],
        "promised": list(queries.open_actions(project)),
        "skipped": queries.skipped_on(project.engagement, _last_looked(project)) if retro else [],
        "actions_left": MOST_ACTIONS - retro.actions.count() if retro else 0,
        "may_sprint": may(request.user, actions.SPRINT, project, at),
        "may_retro": may(request.user, actions.RETRO, project, at),
        "today": today(at),
        "DONE": TaskState.DONE,
        "sprint_form": forms.SprintForm(tasks=free),
        "retro_form": forms.RetroForm(),
        "card_form": forms.CardForm(format=retro.format, auto_id="card-%s") if retro else None,
        "action_form": forms.ActionForm(auto_id="action-%s"),
        **failed,
    }
    return render(request, "work/sprints.html", told, status=status)


def _last_looked(project: Project):
    """Return when the project was looked back on last."""
    return project.retros.filter(closed_at__isnull=False).order_by("-closed_at").values_list("closed_at", flat=True).first()


@staff_page
@require_POST
def start(request, project_id):
    """Start a sprint."""
    project, at = found_project(request, project_id), timezone.now()
    require(request.user, actions.SPRINT, project, at)
    form = forms.SprintForm(request.POST, tasks=queries.tasks().filter(project=project, state__in=OPEN_TASKS))
    if not form.is_valid():
        return draw(request, project, sprint_form=form, status=422)
    actions.start_sprint(project, by=request.user, at=at, **form.cleaned_data)
    return redirect("work:sprints", project_id)


def _sprint(request, sprint_id: int):
    return find(queries.sprints_visible_to(request.user, timezone.now()), sprint_id)


@staff_page
@require_POST
def widen(request, sprint_id):
    """Take more tasks in."""
    sprint = _sprint(request, sprint_id)
    form = forms.SprintTasksForm(request.POST, tasks=queries.tasks().filter(project=sprint.project_id))
    if not form.is_valid():
        raise Malformed(_("Choose tasks of this project."))
    actions.add_to_sprint(sprint, tasks=form.cleaned_data["tasks"], by=request.user, at=timezone.now())
    return redirect("work:sprints", sprint.project_id)


@staff_page
@require_POST
def close(request, sprint_id):
    """Close the sprint."""
    sprint, form = _sprint(request, sprint_id), forms.ClosingForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("The reason is too long."))
    actions.close_sprint(sprint, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("The sprint is closed. Look back at it while it is fresh."))
    return redirect("work:sprints", sprint.project_id)
