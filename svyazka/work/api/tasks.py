"""Tasks, spoken in JSON: told, set, changed."""

from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Key, Lag, Line, listed, plain, problem, told, upto
from svyazka.kit.api import title as title_of
from svyazka.kit.guard import expecting
from svyazka.kit.http import find, version_in
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Task
from svyazka.work.rules import Overtaken, Wait, wait_told

router = Router(tags=["work"])


def shown(task: Task) -> dict:
    """Tell a task."""
    return {
        "id": task.pk,
        "version": task.version,
        "project_id": task.project_id,
        "engagement_id": task.engagement_id,
        "stage_id": task.stage_id,
        "parent_id": task.parent_id,
        "title": task.title,
        "text": task.text,
        "state": task.state,
        "assignee": task.assignee.username,
        "estimate_hours": plain(task.estimate_hours),
        "best_hours": plain(task.best_hours) if task.best_hours is not None else None,
        "worst_hours": plain(task.worst_hours) if task.worst_hours is not None else None,
        "logged_hours": plain(task.logged),
        "due_on": task.due_on,
        "blocked_reason": task.blocked_reason or None,
        "returned_reason": task.returned_reason or None,
        "sprint_id": task.sprint_id,
        "clause_id": task.clause_id,
        "from_remark_id": task.from_remark_id,
        "from_message_id": task.from_message_id,
        "set_at": told(task.set_at),
        "done_at": told(task.done_at),
    }


def anew(request, task_id: int) -> dict:
    """Tell the task as it stands now, with what it waits for."""
    task = find(queries.visible_to(request.user, timezone.now()), task_id)
    waits = queries.waits_of(task)
    links = [{"after": one.after, "kind": one.kind, "lag_hours": plain(one.lag_hours), "said": wait_told(one.kind, one.lag_hours)} for one in waits]
    return {**shown(task), "after": [one.after for one in waits], "links": links}


@router.get("/tasks")
def list_tasks(request, state: str = "", assignee: str = "", project: Key | None = None, engagement: Key | None = None,
               stage: Key | None = None, q: str = "", cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List the tasks the caller sees."""
    asked = {"state": state, "assignee__username": assignee, "project": project, "engagement": engagement, "stage": stage,
             "title__icontains": q[:100]}  # fmt: skip
    tasks = queries.visible_to(request.user, timezone.now()).filter(**{k: v for k, v in asked.items() if v not in ("", None)})
    return listed(tasks, shown, cursor=cursor, limit=limit)


@router.get("/projects/{project_id}/tasks")
def list_tasks_of(request, project_id: int, state: str = "", cursor: str | None = None, limit: int = 50):
    """List the tasks of one project."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    tasks = queries.visible_to(request.user, at).filter(project=project, **({"state": state} if state else {}))
    return listed(tasks, shown, cursor=cursor, limit=limit)


@router.get("/tasks/{task_id}")
def one_task(request, task_id: int):
    """Tell one task."""
    return anew(request, task_id)


class LinkIn(In):
    after: Key
    kind: Literal["FS", "SS", "FF", "SF"] = "FS"
    lag_hours: Lag = Decimal(0)


class TaskIn(In):
    title: Line
    stage_id: Key
    assignee: Line
    estimate_hours: Hours
    best_hours: Hours | None = None
    worst_hours: Hours | None = None
    after: list[Key] = []
    links: list[LinkIn] = []
    due_on: date | None = None
    clause_id: Key | None = None
    text: str = ""
    parent_id: Key | None = None
    message_id: Key | None = None
    problem_id: Key | None = None


@router.post("/projects/{project_id}/tasks", response={201: dict})
def set_task(request, project_id: int, body: TaskIn):
    """Set a task."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    task = actions.set_task(project, by=request.user, at=at, **body.dict() | {"links": _waits(body.links)})
    return Status(201, anew(request, task.pk))


def _waits(links: list[LinkIn]) -> list[Wait]:
    return [Wait(one.after, one.kind, one.lag_hours) for one in links]


POINTS = {"best_hours", "worst_hours"}


class TaskWas(In):
    title: upto(300) = ""
    assignee: upto(150) = ""
    estimate_hours: Hours
    best_hours: Hours | None = None
    worst_hours: Hours | None = None
    due_on: date | None = None
    text: upto(20000) = ""


class TaskChange(In):
    title: Line
    assignee: Line
    estimate_hours: Hours
    best_hours: Hours | None = None
    worst_hours: Hours | None = None
    due_on: date | None = None
    text: str = ""
    was: TaskWas | None = None

    def said(self) -> dict:
        """Return the change in the words of the action; points that are not named stay as they are."""
        told = self.dict(exclude={"was", *POINTS}) | {"was": self.was.dict(exclude=POINTS - self.was.model_fields_set) if self.was else None}
        return told | ({"points": (self.best_hours, self.worst_hours)} if POINTS & self.model_fields_set else {})


@router.put("/tasks/{task_id}")
def change_task(request, task_id: int, body: TaskChange):
    """Change what a task says; with `was`, what it said when it was seen, another's change of something else stays.

    412 if the version named is not the one that stands, 409 if `was` is told and both have changed the same: with both.
    """
    seen = version_in(request)
    try:
        with expecting(None):
            actions.change_task(task_seen(request, task_id), **body.said(), seen=seen, by=request.user, at=timezone.now())
    except Overtaken as overtaken:
        return _both(overtaken, anew(request, task_id), 409 if body.was else 412)
    return anew(request, task_id)


def _both(overtaken: Overtaken, theirs: dict, status: int):
    hours = {name: overtaken.mine[name] if overtaken.mine[name] is None else plain(overtaken.mine[name]) for name in ("estimate_hours", *POINTS)}
    yours = {**overtaken.mine, **hours, "due_on": day_told(overtaken.mine["due_on"])}
    more = {"text": overtaken.together} if "text" in overtaken.contested else {}
    theirs = {**theirs, "due_on": day_told(theirs["due_on"])}
    return problem(status, title_of(status), reasons=overtaken.reasons, theirs=theirs, yours=yours, contested=overtaken.contested, together=more)


def day_told(day: date | None) -> str | None:
    return day.isoformat() if day else None


def task_seen(request, task_id: int) -> Task:
    """Return the task, if the caller sees it."""
    return find(queries.visible_to(request.user, timezone.now()), task_id)


class AfterIn(In):
    after: list[Key] = []
    links: list[LinkIn] = []


@router.put("/tasks/{task_id}/dependencies")
def link_task(request, task_id: int, body: AfterIn):
    """Let the task wait for exactly these tasks: `links` say how, each of `after` as it does now, or until the other's end."""
    actions.link_task(task_seen(request, task_id), after=body.after, links=_waits(body.links), by=request.user, at=timezone.now())
    return anew(request, task_id)


class ClauseIn(In):
    clause_id: Key | None = None


@router.put("/tasks/{task_id}/clause")
def tie_task(request, task_id: int, body: ClauseIn):
    """Name the clause that the task carries out, or none."""
    actions.tie_task(task_seen(request, task_id), clause_id=body.clause_id, by=request.user, at=timezone.now())
    return anew(request, task_id)
