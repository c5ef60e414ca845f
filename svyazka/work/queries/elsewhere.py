"""What people are busy with in other projects: it stands where the last schedules of those projects put it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from svyazka.kit.worktime import Window
from svyazka.projects.rules import ProjectState
from svyazka.work.models import ProjectShare, Task
from svyazka.work.queries.allocation import hours_left
from svyazka.work.queries.load import midnight
from svyazka.work.queries.placed import last_placed
from svyazka.work.queries.tasks import tasks
from svyazka.work.rules import WAITS_FOR_ASSIGNEE, TaskState
from svyazka.work.rules.causes import Elsewhere


def elsewhere_of(people: list[int], projects: list[int], windows: Mapping[int, Window], at: datetime) -> dict[int, list[Elsewhere]]:
    """Return the spans that each of these people is busy in other running projects from that moment on.

    What has a share of the person to itself takes nothing of the rest; what is in no schedule takes nothing yet.
    """
    theirs = tasks().filter(assignee__in=people, state__in=WAITS_FOR_ASSIGNEE, project__state=ProjectState.RUNNING,
                            engagement__closed_at=None).exclude(project__in=projects).select_related("levelling")  # fmt: skip
    shared = _shared(people)
    rows = [row for row in theirs if (row.assignee_id, row.project_id) not in shared] if people else []
    placed = _placed([row.pk for row in rows])
    found: dict[int, list[Elsewhere]] = defaultdict(list)
    for row in rows:
        span = _span(row, placed.get(row.pk), windows[row.assignee_id], at)
        if span and span[1] > at:
            found[row.assignee_id].append(Elsewhere(row.pk, *span))
    return {person: sorted(spans, key=lambda one: (one.starts_at, one.task)) for person, spans in found.items()}


def _shared(people: list[int]) -> set[tuple[int, int]]:
    return set(ProjectShare.objects.filter(person__in=people).values_list("person", "project"))


def _placed(keys: Iterable[int]) -> dict[int, tuple[datetime, datetime]]:
    told = last_placed(keys).values_list("task_id", "starts_at", "works_from", "ends_at")
    return {key: (works or starts, ends) for key, starts, works, ends in told}


def _span(task: Task, placed: tuple[datetime, datetime] | None, window: Window, at: datetime) -> tuple[datetime, datetime] | None:
    """Return where the task stands: where it was moved by hand, by its schedule, or from now on if that is over and it is begun."""
    moved_to = midnight(task.levelling.starts_on) if hasattr(task, "levelling") and task.state == TaskState.TODO else None
    if moved_to and (placed is None or placed[0] < moved_to):
        return _from(max(moved_to, at), task, window)
    if placed and placed[1] <= at and task.started_at:
        return _from(at, task, window)
    return placed


def _from(start: datetime, task: Task, window: Window) -> tuple[datetime, datetime] | None:
    try:
        return start, window.add(start, timedelta(minutes=int(hours_left(task) * 60)))
    except ValueError:  # no working time is left of the person
        return None
