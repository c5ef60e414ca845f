"""Sprints, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, Line, kept, listed, plain, staff_only
from svyazka.kit.http import find
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Sprint, SprintCarry
from svyazka.work.rules import Share

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
        "tasks": sorted(task.pk for task in sprint.tasks.all()),
    }


def shown_share(share: Share) -> dict:
    """Tell what a person can take and has taken, in hours."""
    return {"person": share.person.username, "capacity": plain(share.capacity), "elsewhere": plain(share.elsewhere), "taken": plain(share.taken),
            "over": plain(share.over)}  # fmt: skip


def with_load(sprint: Sprint) -> dict:
    """Tell a sprint with what each person can take and has taken: a warning, not a ban."""
    rows = list(queries.tasks_of_sprint(sprint))
    told = queries.shares(rows, sprint.starts_on, sprint.ends_on, apart_from=sprint.project, taken=[row.pk for row in rows])
    return {**shown_sprint(sprint), "load": [shown_share(share) for share in told]}


@router.get("/projects/{project_id}/sprints")
def list_sprints(request, project_id: int, cursor: str | None = None, limit: int = 50):
    """List the sprints of a project with its pace: the median hours done, of how many sprints, and whether they are enough to tell."""
    at, person = timezone.now(), staff_only(request)
    project = find(projects_visible_to(person, at), project_id)
    pace = queries.velocity_of(project)
    found = queries.sprints_visible_to(person, at).filter(project=project).prefetch_related("tasks")
    return {**listed(found, shown_sprint, cursor=cursor, limit=limit), "velocity": {"hours": plain(pace.hours), "n": pace.n, "enough": pace.enough}}


@router.get("/sprints/{sprint_id}")
def show_sprint(request, sprint_id: int):
    """Tell a sprint: its load by person, the facts of its days, what was carried out of it and why."""
    sprint = find(queries.sprints_visible_to(request.user, timezone.now()), sprint_id)
    return {**with_load(sprint), "days": [_day(one) for one in sprint.days.all()], "carried": [_carried(one) for one in sprint.carried.order_by("pk")]}


def _day(one) -> dict:
    return {"day": one.day, "scope_hours": plain(one.scope_hours), "done_hours": plain(one.done_hours), "tasks": one.tasks, "done_tasks": one.done_tasks}


def _carried(one: SprintCarry) -> dict:
    return {"task": one.task_id, "reason": one.reason}


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
    return Status(201, with_load(actions.start_sprint(project, by=request.user, at=at, **body.dict())))


class SprintTasksIn(In):
    tasks: list[Key]


@router.post("/sprints/{sprint_id}/tasks", response={201: dict})
def add_to_sprint(request, sprint_id: int, body: SprintTasksIn):
    """Take more tasks into a sprint."""
    at = timezone.now()
    sprint = find(queries.sprints_visible_to(request.user, at), sprint_id)
    return Status(201, with_load(actions.add_to_sprint(sprint, tasks=body.tasks, by=request.user, at=at)))


class LeavingIn(In):
    reason: kept(SprintCarry, "reason", least=1)  # type: ignore[valid-type]


@router.post("/sprints/{sprint_id}/tasks/{task_id}/removal", response={201: dict})
def take_out_of_sprint(request, sprint_id: int, task_id: int, body: LeavingIn):
    """Take a task that is not done out of a running sprint, with a reason."""
    at = timezone.now()
    sprint = find(queries.sprints_visible_to(request.user, at), sprint_id)
    return Status(201, with_load(actions.take_out_of_sprint(sprint, task=task_id, reason=body.reason, by=request.user, at=at)))


class CarryIn(In):
    task: Key
    reason: kept(SprintCarry, "reason", least=1)  # type: ignore[valid-type]


class ReasonIn(In):
    reason: str = ""
    reasons: list[CarryIn] = []


@router.post("/sprints/{sprint_id}/closing", response={201: dict})
def close_sprint(request, sprint_id: int, body: ReasonIn):
    """Close a sprint; what is not done is carried over, each task with its reason or with the one for all."""
    at = timezone.now()
    sprint = find(queries.sprints_visible_to(request.user, at), sprint_id)
    own = {row.task: row.reason for row in body.reasons}
    return Status(201, shown_sprint(actions.close_sprint(sprint, reason=body.reason, reasons=own, by=request.user, at=at)))
