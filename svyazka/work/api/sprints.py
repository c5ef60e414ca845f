"""Sprints, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, Line, plain
from svyazka.kit.http import find
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Sprint

router = Router(tags=["work"])


def shown_sprint(sprint: Sprint) -> dict:
    """Tell a sprint."""
    return {
        "id": sprint.pk,
        "version": sprint.version,
        "project_id": sprint.project_id,
        "number": sprint.number,
        "goal": sprint.goal,
        "starts_on": sprint.starts_on,
        "ends_on": sprint.ends_on,
        "state": sprint.state,
        "planned_hours": plain(sprint.planned_hours),
        "done_hours": plain(sprint.done_hours),
        "tasks": list(sprint.tasks.order_by("pk").values_list("pk", flat=True)),
    }


class SprintIn(In):
    goal: Line
    starts_on: date
    ends_on: date
    tasks: list[Key] = []


@router.post("/projects/{project_id}/sprints", response={201: dict})
def start_sprint(request, project_id: int, body: SprintIn):
    """Start the next sprint."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_sprint(actions.start_sprint(project, by=request.user, at=at, **body.dict())))


class SprintTasksIn(In):
    tasks: list[Key]


@router.post("/sprints/{sprint_id}/tasks", response={201: dict})
def add_to_sprint(request, sprint_id: int, body: SprintTasksIn):
    """Take more tasks into a sprint."""
    at = timezone.now()
    sprint = find(queries.sprints_visible_to(request.user, at), sprint_id)
    return Status(201, shown_sprint(actions.add_to_sprint(sprint, tasks=body.tasks, by=request.user, at=at)))


class ReasonIn(In):
    reason: str = ""


@router.post("/sprints/{sprint_id}/closing", response={201: dict})
def close_sprint(request, sprint_id: int, body: ReasonIn):
    """Close a sprint; what is not done is carried over with the reason."""
    at = timezone.now()
    sprint = find(queries.sprints_visible_to(request.user, at), sprint_id)
    return Status(201, shown_sprint(actions.close_sprint(sprint, reason=body.reason, by=request.user, at=at)))
