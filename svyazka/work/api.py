"""Tasks, hours, schedules, sprints, looks back and problems, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.api import Hours, In, Line, Text, listed, plain, told
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people.models import Person
from svyazka.people.queries import staff
from svyazka.projects.models import Schedule
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Problem, Retro, RetroAction, Sprint, Task, TimeEntry

router = Router(tags=["work"])


class Nothing(In):
    """A call without fields."""


# ---- tasks --------------------------------------------------------------------------------------------------------


def shown(task: Task) -> dict:
    """Tell a task."""
    return {
        "id": task.pk,
        "version": task.version,
        "project_id": task.project_id,
        "engagement_id": task.engagement_id,
        "stage_id": task.stage_id,
        "title": task.title,
        "text": task.text,
        "state": task.state,
        "assignee": task.assignee.username,
        "estimate_hours": plain(task.estimate_hours),
        "logged_hours": plain(task.logged),
        "due_on": task.due_on,
        "blocked_reason": task.blocked_reason or None,
        "returned_reason": task.returned_reason or None,
        "sprint_id": task.sprint_id,
        "clause_id": task.clause_id,
        "from_remark_id": task.from_remark_id,
        "set_at": told(task.set_at),
        "done_at": told(task.done_at),
    }


def _anew(request, task_id: int) -> dict:
    task = find(queries.visible_to(request.user, timezone.now()), task_id)
    return {**shown(task), "after": sorted(task.waits_for.values_list("after", flat=True))}


@router.get("/tasks")
def list_tasks(request, state: str = "", assignee: str = "", project: int | None = None, engagement: int | None = None,
               stage: int | None = None, q: str = "", cursor: str | None = None, limit: int = 50):  # fmt: skip
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
    return _anew(request, task_id)


class TaskIn(In):
    title: Line
    stage_id: int
    assignee: Line
    estimate_hours: Hours
    after: list[int] = []
    due_on: date | None = None
    clause_id: int | None = None
    text: str = ""


@router.post("/projects/{project_id}/tasks", response={201: dict})
def set_task(request, project_id: int, body: TaskIn):
    """Set a task."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    task = actions.set_task(project, by=request.user, at=at, **body.dict())
    return Status(201, _anew(request, task.pk))


class TaskChange(In):
    title: Line
    assignee: Line
    estimate_hours: Hours
    due_on: date | None = None
    text: str = ""


@router.put("/tasks/{task_id}")
def change_task(request, task_id: int, body: TaskChange):
    """Change what a task says."""
    actions.change_task(_task(request, task_id), by=request.user, at=timezone.now(), **body.dict())
    return _anew(request, task_id)


def _task(request, task_id: int) -> Task:
    return find(queries.visible_to(request.user, timezone.now()), task_id)


class AfterIn(In):
    after: list[int]


@router.put("/tasks/{task_id}/dependencies")
def link_task(request, task_id: int, body: AfterIn):
    """Let the task wait for exactly these tasks."""
    actions.link_task(_task(request, task_id), after=body.after, by=request.user, at=timezone.now())
    return _anew(request, task_id)


@router.post("/tasks/{task_id}/start", response={201: dict})
def start_task(request, task_id: int, body: Nothing | None = None):
    """Begin a task."""
    actions.start_task(_task(request, task_id), by=request.user, at=timezone.now())
    return Status(201, _anew(request, task_id))


@router.post("/tasks/{task_id}/completion", response={201: dict})
def finish_task(request, task_id: int, body: Nothing | None = None):
    """Hand a task in: it waits for the check."""
    actions.finish_task(_task(request, task_id), by=request.user, at=timezone.now())
    return Status(201, _anew(request, task_id))


class CheckIn(In):
    passed: bool = True
    reason: str = ""


@router.post("/tasks/{task_id}/checks", response={201: dict})
def check_task(request, task_id: int, body: CheckIn):
    """Take a task in, or give it back with a reason."""
    actions.check_task(_task(request, task_id), by=request.user, at=timezone.now(), **body.dict())
    return Status(201, _anew(request, task_id))


class BlockIn(In):
    reason: Text


@router.post("/tasks/{task_id}/blocks", response={201: dict})
def block_task(request, task_id: int, body: BlockIn):
    """Say what a task waits for."""
    actions.block_task(_task(request, task_id), reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, _anew(request, task_id))


@router.delete("/tasks/{task_id}/blocks")
def unblock_task(request, task_id: int):
    """Go on with a blocked task: its assignee, or whoever controls it."""
    task = _task(request, task_id)
    act = actions.unblock_task if task.assignee_id == request.user.pk else actions.clear_block
    act(task, by=request.user, at=timezone.now())
    return _anew(request, task_id)


# ---- hours --------------------------------------------------------------------------------------------------------


def shown_entry(entry: TimeEntry) -> dict:
    """Tell hours."""
    return {
        "id": entry.pk,
        "task_id": entry.task_id,
        "person": entry.person.username,
        "on": entry.worked_on,
        "hours": plain(entry.hours),
        "note": entry.note,
        "state": entry.state,
    }


class HoursIn(In):
    on: date
    hours: Hours
    note: str = ""


@router.post("/tasks/{task_id}/time-entries", response={201: dict})
def log_time(request, task_id: int, body: HoursIn):
    """Write hours on a task."""
    entry = actions.log_time(
        _task(request, task_id), worked_on=body.on, hours=body.hours, note=body.note, by=request.user, at=timezone.now()
    )
    return Status(201, shown_entry(entry))


@router.get("/time-entries")
def list_entries(request, task: int | None = None, person: str = "", engagement: int | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List hours on the engagements the caller sees."""
    asked = {"task": task, "person__username": person, "engagement": engagement}
    entries = queries.entries_visible_to(request.user, timezone.now())
    return listed(entries.filter(**{k: v for k, v in asked.items() if v not in ("", None)}), shown_entry,
                  cursor=cursor, limit=limit)  # fmt: skip


class WeekIn(In):
    week: date


@router.post("/me/hours/submissions", response={201: dict})
def submit_week(request, body: WeekIn):
    """Hand one's hours of a week to the PMs."""
    rows = actions.submit_week(Person.objects.get(pk=request.user.pk), week_on=body.week, by=request.user, at=timezone.now())
    return Status(201, {"week": queries.monday_of(body.week), "entries": rows})


class HoursCheckIn(In):
    week: date
    person: Line
    passed: bool = True
    reason: str = ""


@router.post("/projects/{project_id}/hours-checks", response={201: dict})
def check_week(request, project_id: int, body: HoursCheckIn):
    """Confirm a person's hours of a week on the project, or give them back."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    person = staff().filter(username=body.person).first()
    if person is None:
        raise unknown("person", body.person)
    hours = actions.check_week(
        project, week_on=body.week, person=person, passed=body.passed, reason=body.reason, by=request.user, at=at
    )
    return Status(201, {"project_id": project.pk, "person": body.person, "hours": plain(hours), "passed": body.passed})


# ---- schedule -----------------------------------------------------------------------------------------------------


def shown_schedule(schedule: Schedule) -> dict:
    """Tell a schedule: when each task, which are critical, what is late and why."""
    return {
        "id": schedule.pk,
        "project_id": schedule.project_id,
        "computed_at": told(schedule.computed_at),
        "deadline_on": schedule.deadline_on,
        "ends_on": schedule.ends_on,
        "baseline": schedule.baseline,
        "tasks": [
            {"id": row.task_id, "starts_at": told(row.starts_at), "ends_at": told(row.ends_at), "critical": row.critical}
            for row in schedule.tasks.order_by("starts_at", "task_id")
        ],
        "late": schedule.late,
    }


class ScheduleIn(In):
    deadline_on: date | None = None


@router.post("/projects/{project_id}/schedules", response={201: dict})
def plan_schedule(request, project_id: int, body: ScheduleIn | None = None):
    """Compute the schedule of a project."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    deadline_on = body.deadline_on if body else None
    return Status(201, shown_schedule(actions.plan_schedule(project, deadline_on=deadline_on, by=request.user, at=at)))


# ---- sprints and looks back ---------------------------------------------------------------------------------------


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
    tasks: list[int] = []


@router.post("/projects/{project_id}/sprints", response={201: dict})
def start_sprint(request, project_id: int, body: SprintIn):
    """Start the next sprint."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_sprint(actions.start_sprint(project, by=request.user, at=at, **body.dict())))


class SprintTasksIn(In):
    tasks: list[int]


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


def shown_retro(retro: Retro) -> dict:
    """Tell a retrospective with its cards and what was promised."""
    return {
        "id": retro.pk,
        "project_id": retro.project_id,
        "format": retro.format,
        "opened_at": told(retro.opened_at),
        "closed_at": told(retro.closed_at),
        "cards": [{"id": c.pk, "column": c.column, "text": c.text} for c in retro.cards.order_by("pk")],
        "actions": [shown_action(one) for one in retro.actions.select_related("owner").order_by("pk")],
    }


def shown_action(promised: RetroAction) -> dict:
    """Tell what was promised in a retrospective."""
    return {"id": promised.pk, "text": promised.text, "owner": promised.owner.username, "due_on": promised.due_on,
            "closed_at": told(promised.closed_at), "outcome": promised.outcome}  # fmt: skip


class RetroIn(In):
    format: str = "start_stop"


@router.post("/projects/{project_id}/retros", response={201: dict})
def open_retro(request, project_id: int, body: RetroIn):
    """Open a retrospective."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_retro(actions.open_retro(project, format=body.format, by=request.user, at=at)))


class CardIn(In):
    column: Line
    text: Text


@router.post("/retros/{retro_id}/cards", response={201: dict})
def add_card(request, retro_id: int, body: CardIn):
    """Put a thought into a column."""
    at = timezone.now()
    retro = find(queries.retros_visible_to(request.user, at), retro_id)
    card = actions.add_card(retro, column=body.column, text=body.text, by=request.user, at=at)
    return Status(201, {"id": card.pk, "column": card.column, "text": card.text})


class ActionIn(In):
    text: Text
    owner: Line
    due_on: date


@router.post("/retros/{retro_id}/actions", response={201: dict})
def promise_action(request, retro_id: int, body: ActionIn):
    """Write what one person changes by a day."""
    at = timezone.now()
    retro = find(queries.retros_visible_to(request.user, at), retro_id)
    return Status(201, shown_action(actions.promise_action(retro, by=request.user, at=at, **body.dict())))


# ---- problems -----------------------------------------------------------------------------------------------------


def shown_problem(problem: Problem) -> dict:
    """Tell a problem and its clock."""
    return {
        "id": problem.pk,
        "version": problem.version,
        "engagement_id": problem.engagement_id,
        "kind": problem.kind,
        "text": problem.text,
        "owner": problem.owner.username if problem.owner else None,
        "opened_at": told(problem.opened_at),
        "reacted_at": told(problem.reacted_at),
        "proposed_at": told(problem.proposed_at),
        "resolved_at": told(problem.resolved_at),
        "resolution": problem.resolution,
    }


class ProblemIn(In):
    kind: Line
    text: Text


@router.get("/problems")
def list_problems(request, engagement: int | None = None, cursor: str | None = None, limit: int = 50):
    """List the problems the caller sees."""
    problems = queries.problems_visible_to(request.user, timezone.now())
    if engagement is not None:
        problems = problems.filter(engagement=engagement)
    return listed(problems, shown_problem, cursor=cursor, limit=limit)


@router.post("/engagements/{engagement_id}/problems", response={201: dict})
def raise_problem(request, engagement_id: int, body: ProblemIn):
    """Raise a problem."""
    at = timezone.now()
    engagement = find(engagements_visible_to(request.user, at), engagement_id)
    return Status(201, shown_problem(actions.raise_problem(engagement, by=request.user, at=at, **body.dict())))


class StepIn(In):
    step: Line
    note: str = ""


@router.post("/problems/{problem_id}/steps", response={201: dict})
def step_problem(request, problem_id: int, body: StepIn):
    """Write that somebody reacted, proposed or resolved."""
    at = timezone.now()
    problem = find(queries.problems_visible_to(request.user, at), problem_id)
    return Status(201, shown_problem(actions.step_problem(problem, by=request.user, at=at, **body.dict())))
