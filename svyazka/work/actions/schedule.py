"""The schedule: open tasks, working calendars and absences go to the solver, its answer is kept."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today, windows_of
from svyazka.projects import rules as project_rules
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project, Schedule
from svyazka.projects.queries import baseline_of
from svyazka.projects.solver import Cycle, NotPlannable, Plan, PlannedTask, plan
from svyazka.projects.steps import keep_schedule, tell_of_drifts
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries import midnight, tasks
from svyazka.work.rules import TaskState
from svyazka.work.rules.plannable import reasons_told
from svyazka.work.steps import ask_for_forecast
from svyazka.work.steps.load import follow_levelling

AHEAD = timedelta(days=730)
LEAST_LEFT = Decimal(1)  # a task that has eaten its estimate and is not finished takes at least one hour more


@action(PLAN)
def plan_schedule(project: Project, *, deadline_on: date | None = None, by: Person, at: datetime) -> Schedule:
    """Compute when every task is to be done, and what this means for the stages' days.

    Raises Refused if there are no tasks, tasks wait for each other, or the solver has no plan for what is asked.
    """
    rows = list(tasks().filter(project=project).exclude(state=TaskState.BACKLOG).order_by("pk"))
    if not rows:
        raise Refused(_("There are no tasks to schedule yet: set the first one."))
    people = sorted({row.assignee_id for row in rows})
    windows = windows_of(people, today(at), today(at + AHEAD))
    solved = _solve(rows, _dependencies(project), windows, at, deadline_on or project.deadline_on)
    by_id = {row.pk: row for row in rows}
    kept = keep_schedule(
        project, tasks=[_row(placed, by_id) for placed in solved.tasks], deadline_on=deadline_on, late=_late(solved, by_id),
        causes=_causes(project, solved, rows, windows), by=by, at=at,
    )  # fmt: skip
    follow_levelling(project)
    tell_of_drifts(project, by=by, at=at)
    ask_for_forecast()
    record(project, "projects.scheduled", by=by, at=at, tasks=len(rows), ends_on=str(kept.ends_on), late=len(kept.late))
    return kept


def _dependencies(project: Project) -> dict[int, tuple[int, ...]]:
    after: dict[int, list[int]] = defaultdict(list)
    for key, earlier in TaskDependency.objects.filter(task__project=project).values_list("task", "after"):
        after[key].append(earlier)
    return {key: tuple(sorted(before)) for key, before in after.items()}


def _solve(rows: list[Task], after, windows, at: datetime, deadline_on: date | None) -> Plan:
    planned = [_planned(row, after.get(row.pk, ())) for row in rows]
    try:
        return plan(planned, windows, starts_at=at, deadline_on=deadline_on, window=agency_window())
    except Cycle as found:
        titles = {row.pk: row.title for row in rows}
        names = " → ".join(titles[key] for key in [*found.ring, found.ring[0]])
        raise Refused(_("These tasks would wait for each other: %(names)s.") % {"names": names}) from found
    except NotPlannable as found:
        raise Refused(*reasons_told(found.reasons, {row.pk: row.title for row in rows})) from found


def _planned(task: Task, after: tuple[int, ...]) -> PlannedTask:
    finished = task.done_at or (task.finished_at if task.state == TaskState.REVIEW else None)
    began = task.started_at if task.state != TaskState.TODO else None
    span = (min(began or task.set_at, finished), finished) if finished else None
    left = task.estimate_hours - task.logged
    return PlannedTask(
        id=task.pk, hours=left if left > 0 else LEAST_LEFT, person=task.assignee_id, after=after, due_on=task.due_on,
        pinned=midnight(task.not_before) if task.not_before else None, began_at=None if finished else began, done=span,
    )  # fmt: skip


def _row(placed, by_id: dict[int, Task]) -> dict:
    task = by_id[placed.id]
    return {
        "task_id": task.pk, "stage_id": task.stage_id, "person_id": task.assignee_id, "hours": task.estimate_hours,
        "starts_at": placed.starts_at, "ends_at": placed.ends_at, "critical": placed.critical,
    }  # fmt: skip


def _late(solved: Plan, by_id: dict[int, Task]) -> list[dict]:
    """Tell each missed day with the chain of tasks that leads to it: this is what the person reads as the reason."""
    return [
        {
            "task_id": late.task,
            "title": by_id[late.task].title if late.task else "",
            "due_on": str(late.due_on),
            "ends_on": str(late.ends_on),
            "chain": [{"task_id": key, "title": by_id[key].title, "assignee": by_id[key].assignee.name,
                       "hours": str(by_id[key].estimate_hours)} for key in late.chain if key in by_id],
        }
        for late in solved.late
    ]  # fmt: skip


def _causes(project: Project, solved: Plan, rows: list[Task], windows) -> dict[int, str]:
    """Return why each stage that will be late is late, in one word that names no task and no person."""
    first = baseline_of(project)
    planned = defaultdict(Decimal)
    for row in first.tasks.all() if first else ():
        planned[row.stage_id] += row.hours
    calendar, ends = agency_window(), {placed.id: placed.ends_at for placed in solved.tasks}
    causes = {}
    for stage in project.stages.all():
        mine = [row for row in rows if row.stage_id == stage.pk]
        until = max((ends[row.pk] for row in mine), default=None)
        drift = project_rules.drift_days(stage.promised_on, today(until) if until else None, calendar)
        causes[stage.pk] = project_rules.cause_of(
            late=(drift or 0) > 0,
            blocked=any(row.blocked_reason for row in mine),
            hours=sum((row.estimate_hours for row in mine), Decimal(0)),
            first_hours=planned[stage.pk] if first else None,
            absent=any(windows[row.assignee_id].days_off for row in mine if row.state != TaskState.DONE),
        )
    return causes
