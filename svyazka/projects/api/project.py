"""Projects and their stages, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals.queries import contracts_visible_to
from svyazka.kit.api import In, Key, Text, listed, told
from svyazka.kit.http import find
from svyazka.people.queries import today
from svyazka.projects import actions, queries
from svyazka.projects.models import Project
from svyazka.projects.queries import StageView, outlook

router = Router(tags=["projects"])


def shown_stage(view: StageView) -> dict:
    """Tell a stage: what was promised, what is forecast, how far apart they are and why."""
    stage = view.stage
    return {
        "id": stage.pk,
        "version": stage.version,
        "position": stage.position,
        "title": stage.title,
        "state": stage.state,
        "due_on": stage.due_on,
        "promised_on": stage.promised_on,
        "forecast_on": view.expected_on,
        "planned_on": stage.forecast_on,
        "drift_days": view.drift,
        "drift_cause": view.cause or None,
        "rounds": stage.rounds,
        "accepted_at": told(stage.accepted_at),
    }


def shown(project: Project, day: date) -> dict:
    """Tell a project with its stages."""
    return {
        "id": project.pk,
        "version": project.version,
        "engagement_id": project.engagement_id,
        "contract_id": project.contract_id,
        "client": project.engagement.client.name,
        "title": project.title,
        "state": project.state,
        "started_at": told(project.started_at),
        "deadline_on": project.deadline_on,
        "stages": [shown_stage(view) for view in outlook(list(project.stages.all()), day).stages],
    }


@router.get("/projects")
def list_projects(request, state: str = "", q: str = "", engagement: Key | None = None,
                  cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List the projects the caller sees."""
    projects = queries.visible_to(request.user, timezone.now()).prefetch_related("stages")
    if state:
        projects = projects.filter(state=state)
    if engagement is not None:
        projects = projects.filter(engagement=engagement)
    if q:
        projects = projects.filter(title__icontains=q[:100])
    day = today(timezone.now())
    return listed(projects, lambda project: shown(project, day), cursor=cursor, limit=limit)


@router.get("/projects/{project_id}")
def one_project(request, project_id: int):
    """Tell one project."""
    at = timezone.now()
    return shown(find(queries.visible_to(request.user, at), project_id), today(at))


@router.post("/contracts/{contract_id}/projects", response={201: dict})
def start_project(request, contract_id: int):
    """Start the project of a signed contract."""
    at = timezone.now()
    contract = find(contracts_visible_to(request.user, at), contract_id)
    return Status(201, shown(actions.start_project(contract, by=request.user, at=at), today(at)))


@router.post("/projects/{project_id}/stages", response={201: dict})
def widen_project(request, project_id: int):
    """Take the stages that an amendment has added into the plan."""
    at = timezone.now()
    project = find(queries.visible_to(request.user, at), project_id)
    return Status(201, shown(actions.widen_project(project, by=request.user, at=at), today(at)))


class PromiseIn(In):
    promised_on: date
    reason: Text


@router.post("/stages/{stage_id}/promises", response={201: dict})
def move_promise(request, stage_id: int, body: PromiseIn):
    """Move the promised day of a stage, with a reason."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    actions.move_promise(stage, promised_on=body.promised_on, reason=body.reason, by=request.user, at=at)
    return Status(201, shown_stage(outlook([find(queries.stages_visible_to(request.user, at), stage_id)], today(at)).stages[0]))


class DriftIn(In):
    text: Text


@router.post("/stages/{stage_id}/drift-notes", response={201: dict})
def note_drift(request, stage_id: int, body: DriftIn):
    """Write what was done about a drift."""
    at = timezone.now()
    stage = find(queries.stages_visible_to(request.user, at), stage_id)
    note = actions.note_drift(stage, text=body.text, by=request.user, at=at)
    return Status(201, {"id": note.pk, "stage_id": stage.pk, "drift_days": note.drift_days, "text": note.text})


class StopIn(In):
    reason: Text


@router.post("/projects/{project_id}/stopping")
def stop_project(request, project_id: int, body: StopIn):
    """Stop the work before its end: the contract is terminated with it."""
    at = timezone.now()
    project = find(queries.visible_to(request.user, at), project_id)
    return shown(actions.stop_project(project, reason=body.reason, by=request.user, at=at), today(at))
