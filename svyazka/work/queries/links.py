"""What waits for what: the links of a task and of a project, what of them still holds, and when by the plan it lets go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed
from svyazka.kit.worktime import Window
from svyazka.people.queries import agency_window, today
from svyazka.projects.models import Project
from svyazka.work.models import Levelling, Task, TaskDependency
from svyazka.work.queries.load import midnight
from svyazka.work.queries.placed import last_placed
from svyazka.work.rules import FROM_END, HOLDS_START, WAITS_FOR_ASSIGNEE, TaskState, Wait, came_at, wait_told

BACK = 3 * 366  # days that a negative lag may lead back over


@dataclass(frozen=True)
class Tie:
    """A link as a page shows it: the task at its other end, and until when it holds.

    `holds` tells that it does now; `until` is the moment at which it lets go, None while what it waits for has not come.
    """

    other: Task
    kind: str
    lag_hours: Decimal
    holds: bool = False
    until: datetime | None = None

    @property
    def said(self) -> str:
        return wait_told(self.kind, self.lag_hours)

    @property
    def holds_start(self) -> bool:
        return self.kind in HOLDS_START


def tasks_named(project: Project, keys: Sequence[int]) -> list[Task]:
    """Return these tasks of the project. Raises Malformed if one is not of it."""
    found = list(Task.objects.filter(project=project, pk__in=set(keys)))
    if len(found) < len(set(keys)):
        raise Malformed(_("after: a task may wait only for tasks of its own project."))
    return found


def waits_of(task: Task) -> list[Wait]:
    """Return what the task waits for."""
    return [Wait(*row) for row in task.waits_for.order_by("after").values_list("after", "kind", "lag_hours")]


def links_of(project: Project) -> dict[int, list[Wait]]:
    """Return what each task of the project waits for. One query."""
    found: dict[int, list[Wait]] = {}
    rows = TaskDependency.objects.filter(task__project=project).order_by("pk").values_list("task", "after", "kind", "lag_hours")
    for key, *told in rows:
        found.setdefault(key, []).append(Wait(*told))
    return found


# ---- what holds now -----------------------------------------------------------------------------------------------
def ties_before(task: Task, at: datetime) -> list[Tie]:
    """Return what the task waits for, what still holds it first. One query."""
    told = _held(task.waits_for.select_related("after__assignee"), at)
    return sorted((tie for _row, tie in told), key=lambda one: (not one.holds, one.other.pk))


def ties_after(task: Task) -> list[Tie]:
    """Return what waits for the task."""
    return [Tie(row.task, row.kind, row.lag_hours) for row in task.lets_begin.select_related("task__assignee").order_by("task")]


def held_back(tasks: Iterable[Task], at: datetime) -> dict[int, list[Tie]]:
    """Return what still holds the beginning of each of these tasks that is not begun. One query."""
    found: dict[int, list[Tie]] = {}
    rows = TaskDependency.objects.filter(task__in=[one.pk for one in tasks], task__state=TaskState.TODO, kind__in=HOLDS_START).select_related("after__assignee").order_by("pk")
    for row, tie in _held(rows, at):
        if tie.holds:
            found.setdefault(row.task_id, []).append(tie)
    return found


def _held(rows: QuerySet[TaskDependency], at: datetime) -> list[tuple[TaskDependency, Tie]]:
    window, told = agency_window(), []
    for row in rows:
        until = _until(row, window)
        waits = _has_not_come(row) if until is None else at < until
        told.append((row, Tie(row.after, row.kind, row.lag_hours, waits, until)))
    return told


def _until(row: TaskDependency, window: Window) -> datetime | None:
    came = came_at(row.kind, row.after.started_at, _ended_at(row.after))
    return later(window, came, row.lag_hours) if came else None


def _has_not_come(row: TaskDependency) -> bool:
    """Tell whether the link holds before its moment is known: with a negative lag it may have let go already."""
    return row.lag_hours >= 0 or (row.kind in FROM_END and row.after.started_at is None)


def _ended_at(task: Task) -> datetime | None:
    return task.done_at or (task.finished_at if task.state == TaskState.REVIEW else None)


def later(window: Window, moment: datetime, hours: Decimal) -> datetime:
    """Return the moment so many of the agency's working hours later, or earlier; no lag is no shift, also at night."""
    length = timedelta(minutes=round(hours * 60))
    if length >= timedelta():
        return window.add(moment, length) if length else moment
    left, day = -length, window.local_day(moment)
    for span in (span for n in range(BACK) for span in reversed(window.spans(day - timedelta(days=n)))):
        opens, closes = span[0], min(span[1], moment)
        if opens < closes and left <= closes - opens:
            return closes - left
        left -= max(closes - opens, timedelta())
    raise ValueError("no working time within three years")


# ---- by the plan --------------------------------------------------------------------------------------------------
def earliest_days(task: Task) -> tuple[date | None, date | None]:
    """Return the first day on which by the plan the task may begin, and may end, for what it still waits for."""
    rows = list(task.waits_for.exclude(after__state=TaskState.DONE))
    placed, window = _placed([row.after_id for row in rows]), agency_window()
    days: dict[bool, list[date]] = {True: [], False: []}
    for row in rows:
        if span := placed.get(row.after_id):
            days[row.kind in HOLDS_START].append(today(later(window, span[row.kind in FROM_END], row.lag_hours)))
    return max(days[True], default=None), max(days[False], default=None)


def _placed(keys: list[int]) -> dict[int, tuple[datetime, datetime]]:
    """Return from when to when these tasks are done, by the plan or by where they were moved."""
    rows = last_placed(keys).values_list("task_id", "starts_at", "ends_at")
    moved = Levelling.objects.filter(task__in=keys).values_list("task", "starts_on", "ends_on")
    end = timedelta(days=1, seconds=-1)
    return {key: (starts, ends) for key, starts, ends in rows} | {key: (midnight(first), midnight(last) + end) for key, first, last in moved}


def levelled(tasks: Iterable[Task]) -> QuerySet:
    """Return (task, first day, last day) of those of these open tasks that were moved so that their person's days hold them."""
    keys = [one.pk for one in tasks if one.state in WAITS_FOR_ASSIGNEE]
    return Levelling.objects.filter(task__in=keys).values_list("task", "starts_on", "ends_on")
