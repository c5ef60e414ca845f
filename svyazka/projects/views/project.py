"""Pages of projects: the list with its drifts, and one project: the PM's plan, the AM's ghost of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.deals.queries import contracts_visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people.queries import today
from svyazka.projects import actions, forms, queries
from svyazka.projects.models import Project, Stage
from svyazka.projects.rules import ProjectState, StageState
from svyazka.roles.models import Seat

ON_PAGE = 50


@staff_page
@require_GET
def index(request):
    """Show the projects this person sees: the stage that is on, the promise, the forecast, the drift."""
    found = queries.listed(request.user, timezone.now())
    state = request.GET.get("state", "")
    if state in ProjectState.values:
        found = found.filter(state=state)
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    seats, day = _seats_of([row.engagement_id for row in rows]), today(timezone.now())
    told = {
        "rows": [(row, queries.outlook(list(row.stages.all()), day), seats.get(row.engagement_id, {})) for row in rows],
        "to_start": [] if state else list(queries.contracts_to_start(request.user, timezone.now())),
        "states": ProjectState.choices,
        "state": state,
        "page": page,
    }
    return render(request, "projects/index.html", told)


def _seats_of(engagements: list[int]) -> dict[int, dict[str, str]]:
    rows = Seat.objects.filter(engagement__in=engagements, ends_at=None).exclude(seat="sp").select_related("person")
    found: dict[int, dict[str, str]] = {}
    for row in rows.order_by("starts_at"):
        found.setdefault(row.engagement_id, {})[row.seat] = row.person.name
    return found


@staff_page
@require_GET
def project(request, project_id):
    """Show one project."""
    return _draw(request, find(queries.visible_to(request.user, timezone.now()), project_id))


def _draw(request, shown: Project, *, failed: dict | None = None, stop_form=None, status: int = 200):
    at = timezone.now()
    told = {
        "project": shown,
        "outlook": queries.outlook(queries.stages(shown), today(at)),
        "why": {ghost.stage.pk: ghost.why for ghost in queries.ghosts_of(shown, today(at))},
        "may_watch": may(request.user, actions.WATCH, shown, at),
        "may_change": may(request.user, actions.CHANGE_PLAN, shown, at),
        "may_plan": may(request.user, actions.PLAN, shown, at),
        "may_stop": may(request.user, actions.CONTRACT, shown, at, answers="RA"),
        "stop_form": stop_form or forms.StopForm(),
        "RUNNING": ProjectState.RUNNING,
        "new_stages": shown.contract.stages.filter(stage=None).count(),
        "panels": panels("project.main", request, shown),
        "promise_form": forms.PromiseForm(),
        "failed": failed or {},
        "PLAN_STATE": StageState.PLAN,
    }
    return render(request, "projects/project.html", told, status=status)


@staff_page
@require_POST
def start(request, contract_id):
    """Start the project of a contract."""
    at = timezone.now()
    made = actions.start_project(find(contracts_visible_to(request.user, at), contract_id), by=request.user, at=at)
    messages.success(request, _("The project is started: set the first task."))
    return redirect("projects:project", made.pk)


@staff_page
@require_POST
def widen(request, project_id):
    """Take the stages that an amendment has added into the plan."""
    shown = find(queries.visible_to(request.user, timezone.now()), project_id)
    actions.widen_project(shown, by=request.user, at=timezone.now())
    return redirect("projects:project", project_id)


@staff_page
@require_POST
def stop(request, project_id):
    """Stop the work before its end."""
    at = timezone.now()
    shown, form = find(queries.visible_to(request.user, at), project_id), forms.StopForm(request.POST)
    if not form.is_valid():
        return _draw(request, shown, stop_form=form, status=422)
    with refusals_said(request) as outcome:
        actions.stop_project(shown, by=request.user, at=at, **form.cleaned_data)
        return redirect("projects:project", project_id)
    return _draw(request, find(queries.visible_to(request.user, at), project_id), stop_form=form, status=outcome.status)


def _stage(request, stage_id: int) -> Stage:
    return find(queries.stages_visible_to(request.user, timezone.now()), stage_id)


@staff_page
@require_POST
def promise(request, stage_id):
    """Move the promised day of a stage."""
    stage, form = _stage(request, stage_id), forms.PromiseForm(request.POST)
    if not form.is_valid():
        return _draw(request, stage.project, failed={("promise", stage.pk): form}, status=422)
    actions.move_promise(stage, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The promised day is moved; the reason is in the story."))
    return redirect("projects:project", stage.project_id)
