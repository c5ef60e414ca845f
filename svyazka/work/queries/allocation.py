"""Who is loaded with what, by days: open work laid over working time less absences, and where it does not fit."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from svyazka.kit.guard import may, seen_by
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import on_day, staff, today, windows_of
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project
from svyazka.work.models import Levelling, Task
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.placed import last_placed
from svyazka.work.queries.tasks import ZERO, tasks
from svyazka.work.rules import WAITS_FOR_ASSIGNEE
from svyazka.work.rules.load import A_DAY, Overbooked, Piece, Portion, laid_out, overbooked

LEAST_LEFT = Decimal(1)  # a task that has eaten its estimate and is not finished takes at least one hour more
A_WEEK = timedelta(days=7)
A_MOMENT_AGO = timedelta(hours=2)  # how long a move of a task is offered to be taken back
FURTHEST = timedelta(days=366)  # no plan is laid out further: what is due later is due then


@dataclass(frozen=True)
class Week:
    """A week of a person: planned hours, working hours from today on, and whether a range that is overbooked touches it."""

    monday: date
    hours: Decimal
    capacity: Decimal
    over: bool

    @property
    def sunday(self) -> date:
        return self.monday + A_WEEK - A_DAY

    @property
    def tone(self) -> str:
        if self.over:
            return "over"
        if not self.capacity:
            return "away"
        return "full" if self.hours * 10 >= self.capacity * 9 else "some" if self.hours else "free"


@dataclass(frozen=True)
class Load:
    """A person's weeks, the shortest ranges that hold more work than hours, and the work itself, laid out by days."""

    person: Person
    weeks: list[Week]
    ranges: list[Overbooked]
    laid: list[Portion]
    work: dict[int, Task]
    days: dict[int, tuple[date, date]]
    unplanned: Decimal  # hours of tasks that no plan, day or sprint has placed

    def within(self, first: date, last: date) -> dict[int, Decimal]:
        """Return the hours of each task on the days [first, last]."""
        hours: dict[int, Decimal] = defaultdict(lambda: ZERO)
        for portion in self.laid:
            if first <= portion.day <= last:
                hours[portion.key] += portion.hours
        return dict(hours)

    def without_room(self, first: date, last: date) -> list[int]:
        """Return the tasks whose days touch [first, last] and have no working hour at all: they fall on holidays or leave alone."""
        laid = {portion.key for portion in self.laid}
        return [key for key, days in self.days.items() if key not in laid and days[0] <= last and first <= days[1]]

    def touching(self, week: Week) -> list[Overbooked]:
        return [one for one in self.ranges if one.first <= week.sunday and week.monday <= one.last]


def people_of_load(day: date, *, department: int | None = None, specialism: int | None = None) -> QuerySet[Person]:
    """Return the people of the agency, of that department and specialism if they are named."""
    found = staff()
    if department is not None:
        found = found.filter(pk__in=TrackPeriod.objects.filter(on_day(day), department=department).values("person"))
    return found if specialism is None else found.filter(specialisms=specialism)


def loads(people: Iterable[Person], day: date, weeks: int) -> list[Load]:
    """Return the load of each person from the day's week on. Constant queries."""
    rows = list(people)
    keys = [person.pk for person in rows]
    work = _work(keys, day)
    last = max([monday_of(day) + weeks * A_WEEK, *(days[1] for mine in work.values() for _task, days in mine if days)])
    windows = windows_of(keys, day, last)
    return [_load(person, work[person.pk], windows[person.pk], day, weeks) for person in rows]


def planned_weeks(people: Iterable[int], day: date, weeks: int) -> dict[int, dict[date, Decimal]]:
    """Return, by person, the hours of open work by weeks (their Mondays) as it lies from the day on. Constant queries."""
    found: dict[int, dict[date, Decimal]] = {}
    for load in loads(Person.objects.filter(pk__in=list(people)), day, weeks):
        hours = found.setdefault(load.person.pk, {})
        for week in load.weeks:
            hours[week.monday] = week.hours
    return found


Placed = list[tuple[Task, tuple[date, date] | None]]


def _work(people: list[int], day: date) -> dict[int, Placed]:
    open_work = list(tasks().filter(assignee__in=people, state__in=WAITS_FOR_ASSIGNEE, engagement__closed_at=None).order_by("pk"))
    moved = {row.task_id: (row.starts_on, row.ends_on) for row in Levelling.objects.filter(task__in=[task.pk for task in open_work])}
    planned = planned_spans([task.pk for task in open_work])
    found: dict[int, Placed] = {key: [] for key in people}
    for task in open_work:
        days = moved.get(task.pk) or _span(task, planned.get(task.pk))
        found[task.assignee_id].append((task, _ahead(days, day)))
    return found


def planned_spans(keys: list[int]) -> dict[int, tuple[date, date]]:
    """Return the first and the last day of these tasks by the last schedule of each project."""
    return {key: (today(starts), today(ends)) for key, starts, ends in last_placed(keys).values_list("task_id", "starts_at", "ends_at")}


def _span(task: Task, planned: tuple[date, date] | None) -> tuple[date, date] | None:
    """Return the days of a task: by its plan, till its own day if that is later; without a plan by its day, sprint, stage."""
    if planned:
        return planned[0], max(planned[1], task.due_on or planned[1])
    sprint = task.sprint
    due = task.due_on or (sprint.ends_on if sprint else task.stage.promised_on)
    return (sprint.starts_on if sprint else today(task.set_at), due) if due else None


def _ahead(days: tuple[date, date] | None, day: date) -> tuple[date, date] | None:
    """Return what of the days is ahead; what should have been done by now is due within a week."""
    if days is None:
        return None
    first, last = max(days[0], day), days[1] if days[1] >= day else day + A_WEEK - A_DAY
    first = min(first, day + FURTHEST)
    return first, min(max(first, last), day + FURTHEST)


def _load(person: Person, placed: Placed, window, day: date, weeks: int) -> Load:
    pieces = [Piece(task.pk, hours_left(task), *days) for task, days in placed if days]
    monday = monday_of(day)
    last = max([monday + weeks * A_WEEK, *(piece.due for piece in pieces)])
    capacity = {one: window.hours_of(one) for one in (day + n * A_DAY for n in range((last - day).days + 1))}
    ranges, laid = overbooked(pieces, capacity), laid_out(pieces, capacity)
    by_week: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for portion in laid:
        by_week[monday_of(portion.day)] += portion.hours
    return Load(
        person, [_week(monday + n * A_WEEK, by_week, capacity, ranges) for n in range(weeks)], ranges, laid,
        work={task.pk: task for task, _days in placed}, days={task.pk: days for task, days in placed if days},
        unplanned=sum((hours_left(task) for task, days in placed if not days), ZERO),
    )  # fmt: skip


def _week(monday: date, by_week, capacity, ranges: list[Overbooked]) -> Week:
    room = sum((capacity.get(monday + n * A_DAY, ZERO) for n in range(7)), ZERO)
    over = any(one.first < monday + A_WEEK and monday <= one.last for one in ranges)
    return Week(monday, by_week[monday], room, over)


def hours_left(task: Task) -> Decimal:
    """Return the hours that are left of the task."""
    return max(task.expected_hours - task.logged, LEAST_LEFT)


def names_for(person, at: datetime) -> Callable[[Task], bool]:
    """Return what tells whether the person may read the name of a task in somebody's load: one's own, or of what one plans.

    Whoever sees everything does; an account manager sees hours alone.
    """
    sees_all = seen_by(person, at) is None
    return lambda task: sees_all or task.assignee_id == person.pk or bool(may(person, PLAN, task, at))


def moves_to_take_back(person, at: datetime) -> list[Levelling]:
    """Return the tasks that this person has moved in the last hours and may still put back, the latest first."""
    rows = Levelling.objects.filter(moved_by=person, moved_at__gt=at - A_MOMENT_AGO, task__state__in=WAITS_FOR_ASSIGNEE).exclude(was_assignee=None)
    return list(rows.select_related("task__assignee").order_by("-moved_at", "-pk")[:3])


def forecasts_with_levelling(project: Project, *, also: int | None = None) -> dict[int, date | None]:
    """Return the last day of each stage that has moved tasks, and of one more: by the plan, and by where they were moved; None if nothing tells it."""
    moved = Levelling.objects.filter(task__project=project, task__state__in=WAITS_FOR_ASSIGNEE)
    touched = dict(moved.values_list("task", "ends_on"))
    stages = {*moved.values_list("task__stage", flat=True), *([also] if also else [])}
    stage_of = dict(Task.objects.filter(project=project, stage__in=stages).values_list("pk", "stage"))
    ends = {key: days[1] for key, days in planned_spans(list(stage_of)).items()} | touched
    last: dict[int, date | None] = dict.fromkeys(stages)
    for key, day in ends.items():
        last[stage_of[key]] = max(day, last[stage_of[key]] or day)
    return last
