"""From the tables to an agenda of the solver: tasks, what they wait for, people with their hours and shares, promised days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from svyazka.kit.worktime import Window
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, today, windows_of
from svyazka.projects.models import Project, ScheduledTask, Stage
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.projects.solver import Agenda, Dependency, Engaged, Kind, Share, Worker
from svyazka.projects.solver import Task as Piece
from svyazka.work.models import TaskDependency
from svyazka.work.queries.elsewhere import elsewhere_of
from svyazka.work.queries.load import midnight
from svyazka.work.queries.placed import newest_schedules
from svyazka.work.queries.planners_desk import Desk, Row
from svyazka.work.queries.planning import shares_ahead, weights_on
from svyazka.work.queries.tasks import ZERO, tasks
from svyazka.work.rules import WAITS_FOR_ASSIGNEE, TaskState
from svyazka.work.rules.causes import Elsewhere

AHEAD = timedelta(days=1096)  # as far as the solver lays calendars
FIELDS = ("pk", "title", "project", "stage", "assignee", "assignee__name", "estimate_hours", "best_hours", "worst_hours", "state",
          "set_at", "started_at", "finished_at", "done_at", "due_on", "not_before", "levelling__starts_on", "blocked_reason",
          "logged")  # fmt: skip


def desk_of(projects: Sequence[Project], at: datetime, *, deadlines: Mapping[int, date | None] | None = None, whole: bool = True,
            alone: bool = True, also: Sequence[int] = (), held: Mapping[int, Mapping] | None = None, forgives: bool = True) -> Desk:  # fmt: skip
    """Return what the plan of these projects is made of at that moment. Tasks are held where the last schedules have them, or where
    it is told by `held`.

    It begins with the day: hours are written in the evening, so what is in progress goes on from this morning, or from its beginning today, with
    what was left then, and what stands in the plan of today stays there though nobody has said that it is begun. Nothing else begins before the moment.
    `deadlines` stand before those of the projects. Not `whole`: what is done is left out, but for what open tasks wait for.
    `alone`: what people do in other projects stays where it stands; else these are all the projects there are. `also` are people
    without a task here who may be asked. Not `forgives`: what is late already is worth moving others for.
    """
    keys, day = [project.pk for project in projects], today(at)
    rows, kept, morning = {row.pk: row for row in _rows(keys, whole, day)}, kept_of(keys), midnight(day)
    held = kept if held is None else held
    people = sorted({row.person for row in rows.values()} | set(also))
    shares = list(shares_ahead(day).filter(person__in=people))
    windows = windows_of(people, day, day + AHEAD)
    elsewhere = elsewhere_of(_undivided(people, keys, shares), keys, windows, morning) if alone else {}
    stages = {stage.pk: stage for stage in Stage.objects.filter(project__in=keys).order_by("position")}
    told, weights = deadlines or {}, weights_on(day, keys)
    agenda = Agenda(
        morning, [*(_piece(row, _soonest(row, held, morning, at)) for row in rows.values()), *_milestones(rows.values(), stages)],
        _workers(people, windows, elsewhere),
        [*_dependencies(keys, rows), *_of_milestones(rows.values(), stages)],
        [Engaged(one.pk, weights.get(one.pk, 1), told.get(one.pk) or one.deadline_on) for one in projects],
        [Share(row.person_id, row.project_id, row.percent, row.starts_on, row.ends_on or date.max) for row in shares], agency_window(),
    )  # fmt: skip
    return Desk(agenda, rows, stages, kept, held, elsewhere, forgives)


def _rows(projects: list[int], whole: bool, day: date) -> Iterable[Row]:
    found = tasks(before=day).filter(project__in=projects).exclude(state=TaskState.BACKLOG).order_by("pk")
    if not whole:
        waited_for = TaskDependency.objects.filter(task__project__in=projects, task__state__in=WAITS_FOR_ASSIGNEE).values("after")
        found = found.filter(Q(state__in=WAITS_FOR_ASSIGNEE) | Q(pk__in=waited_for))
    return (Row(*values) for values in found.values_list(*FIELDS))


def _undivided(people: list[int], projects: list[int], shares: Iterable) -> list[int]:
    """Return whose own time, that no share takes, these projects use."""
    shared = {(row.person_id, row.project_id) for row in shares}
    return [person for person in people if any((person, project) not in shared for project in projects)]


def _workers(people: list[int], windows: Mapping[int, Window], elsewhere: Mapping[int, Sequence[Elsewhere]]) -> list[Worker]:
    known: dict[int, set[str]] = defaultdict(set)
    through = Person.specialisms.through.objects.filter(person__in=people)
    for person, code in through.values_list("person", "specialism__code"):
        known[person].add(code)
    return [
        Worker(key, windows[key], frozenset(known[key]), tuple((one.starts_at, one.ends_at) for one in elsewhere.get(key, ())))
        for key in people
    ]  # fmt: skip


def _piece(row: Row, not_before: datetime) -> Piece:
    span, began = row.span, row.began_at
    return Piece(
        row.pk, row.left, (row.person,), project=row.project, due_on=row.due_on, done=span, began_at=None if span else began,
        not_before=None if span else began or not_before,
    )  # fmt: skip


def _soonest(row: Row, held: Mapping[int, Mapping], morning: datetime, at: datetime) -> datetime:
    """Return the moment before which the task does not begin: its day, and now, or where it stands since this morning."""
    stood = held[row.pk]["starts_at"] if row.pk in held and held[row.pk]["person_id"] == row.person else at
    now = stood if morning <= stood <= at else at
    return max(now, midnight(row.not_before)) if row.not_before else now


def _dependencies(projects: list[int], rows: Mapping[int, Row]) -> Iterable[Dependency]:
    found = TaskDependency.objects.filter(task__project__in=projects).order_by("pk")
    told = found.values_list("after", "task", "kind", "lag_hours")
    return (Dependency(earlier, later, Kind(kind), lag) for earlier, later, kind, lag in told if later in rows)


def _promised(rows: Iterable[Row], stages: Mapping[int, Stage]) -> dict[int, list[Row]]:
    """Return the open tasks of each stage that is promised by a day and not accepted yet."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        stage = stages[row.stage]
        if row.span is None and stage.promised_on and stage.state not in ACCEPTED_STATES:
            found[stage.pk].append(row)
    return found


def _milestones(rows: Iterable[Row], stages: Mapping[int, Stage]) -> list[Piece]:
    """Return the promised days as pieces of no length, each by the key of its stage, made negative."""
    return [Piece(-key, ZERO, project=mine[0].project, due_on=stages[key].promised_on) for key, mine in _promised(rows, stages).items()]


def _of_milestones(rows: Iterable[Row], stages: Mapping[int, Stage]) -> Iterable[Dependency]:
    return (Dependency(row.pk, -key) for key, mine in _promised(rows, stages).items() for row in mine)


def kept_of(projects: list[int]) -> dict[int, dict]:
    """Return where the last schedule of each of the projects puts its tasks."""
    newest = newest_schedules().filter(project__in=projects).values("pk")
    rows = ScheduledTask.objects.filter(schedule__in=newest).values("task_id", "person_id", "starts_at", "works_from", "ends_at", "not_before")
    return {row["task_id"]: row for row in rows}
