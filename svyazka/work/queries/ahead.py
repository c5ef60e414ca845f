"""Open work of running projects as the forecast walks through it: in the order of the plans, by people's calendars."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today, windows_of
from svyazka.projects.forecast import Calendar, Job, Link, Open
from svyazka.projects.rules import Doubt, DoubtTold, ProjectState
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries.links import held_back, levelled
from svyazka.work.queries.past import Known, estimate_of
from svyazka.work.queries.placed import last_placed
from svyazka.work.queries.tasks import tasks
from svyazka.work.rules import WAITS_FOR_ASSIGNEE, TaskState
from svyazka.work.rules.forecast import taken_up

A_YEAR = 366  # days of calendars; what lies past them goes at the mean pace of the year
FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Ahead:
    """What the forecast walks through; `untold` are the projects of which no day can be told, `doubts` say why, and of what else."""

    tasks: dict[int, Task]
    jobs: list[Job]
    open: list[Open]
    calendars: dict[int | None, Calendar]
    doubts: dict[int, list[DoubtTold]] = field(default_factory=dict)
    untold: frozenset[int] = frozenset()


def work_ahead(at: datetime) -> Ahead:
    """Return the open work of all running projects: people are busy with all of it. The same few queries, however much."""
    day = today(at)
    running = tasks().select_related(None).filter(project__state=ProjectState.RUNNING, engagement__closed_at=None)
    found = {task.pk: task for task in running.filter(state__in=WAITS_FOR_ASSIGNEE).order_by("pk")}
    people = sorted({task.assignee_id for task in found.values()})
    calendars = _calendars(people, day)
    idle = {key for key in people if not calendars[key].pace}
    walked = {key: task for key, task in found.items() if task.assignee_id not in idle}
    links, moved = _links(found), {key: first for key, first, _last in levelled(found.values())}
    lags = {key: max(today(tie.until) for tie in ties if tie.until) for key, ties in held_back(found.values(), at).items() if any(tie.until for tie in ties)}
    order = taken_up(walked, {key: [link.key for link in waits] for key, waits in links.items()}, _turns(found, moved))
    ring = set(walked) - set(order)
    known = Known({task.engagement_id for task in found.values()})
    return Ahead(
        {key: found[key] for key in order}, [_job(found[key], links.get(key, ()), moved.get(key), lags.get(key)) for key in order],
        [_open(found[key], known) for key in order], calendars, _doubts(found.values(), running, idle, ring),
        frozenset(task.project_id for key, task in found.items() if key in ring or task.assignee_id in idle),
    )  # fmt: skip


def _calendars(people: list[int], day: date) -> dict[int | None, Calendar]:
    """Return the hours of each person and of the agency (None) for a year; whoever has left works none."""
    windows, here = windows_of(people, day, day + timedelta(days=A_YEAR)), set(Person.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    told: dict[int | None, Calendar] = {key: Calendar.of(windows[key].hours_of, day, A_YEAR) if key in here else Calendar(day, ()) for key in people}
    return told | {None: Calendar.of(agency_window().hours_of, day, A_YEAR)}


def _links(found: dict[int, Task]) -> dict[int, list[Link]]:
    links: dict[int, list[Link]] = defaultdict(list)
    rows = TaskDependency.objects.filter(task__in=found, after__in=found).order_by("pk")
    for key, earlier, kind, lag in rows.values_list("task", "after", "kind", "lag_hours"):
        links[key].append(Link(earlier, kind, float(lag)))
    return links


def _turns(found: dict[int, Task], moved: dict[int, date]):
    """Return what tells when a task is taken up: those that are begun, then by the last plans and by hand, then by their day."""
    planned = dict(last_placed(found).values_list("task_id", "starts_at"))

    def turn(key: int) -> tuple:
        task, start = found[key], planned.get(key, FAR)
        if key in moved:
            start = max(start if start != FAR else datetime.min.replace(tzinfo=UTC), datetime.combine(moved[key], datetime.min.time(), UTC))
        return task.state != TaskState.DOING, start, task.due_on or date.max, task.position

    return turn


def _job(task: Task, links: Iterable[Link], *held_until: date | None) -> Job:
    held = [day for day in (task.not_before, *held_until) if day]
    return Job(task.pk, task.assignee_id, tuple(links), max(held, default=None))


def _open(task: Task, known: Known) -> Open:
    return Open(task.pk, estimate_of(task), task.assignee_id, *known.of(task), logged=float(task.logged))


def _doubts(found: Iterable[Task], running, idle: set[int], ring: set[int]) -> dict[int, list[DoubtTold]]:
    rows = list(found)
    counted = {
        Doubt.IDLE: Counter(key for key, _who in {(task.project_id, task.assignee_id) for task in rows if task.assignee_id in idle}),
        Doubt.RING: Counter(task.project_id for task in rows if task.pk in ring),
        Doubt.BLOCKED: Counter(task.project_id for task in rows if task.blocked_reason),
        Doubt.BACKLOG: Counter(running.filter(state=TaskState.BACKLOG).values_list("project", flat=True)),
    }  # fmt: skip
    told: dict[int, list[DoubtTold]] = defaultdict(list)
    for code, projects in counted.items():
        for key, count in projects.items():
            told[key].append({"code": code.value, "count": count})
    return told
