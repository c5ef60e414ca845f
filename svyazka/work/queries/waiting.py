"""Weeks that wait for a check, each with what was planned and what was done; weeks that may be opened again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncWeek

from svyazka.kit.guard import within_sight
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries.lines import duty_label
from svyazka.work.queries.plan import planned_days
from svyazka.work.queries.tasks import ZERO
from svyazka.work.rules import AGREED, EntryState, fits_the_plan

PLACE = Coalesce("engagement__project__title", "engagement__title")


@dataclass(frozen=True)
class Worked:
    """What a person did of one line in the week, beside its plan; `logged` of `estimate` are the task's hours in all."""

    title: str
    hours: Decimal
    planned: Decimal
    task_id: int | None = None
    logged: Decimal = ZERO
    estimate: Decimal = ZERO


@dataclass(frozen=True)
class WaitingWeek:
    """A person's week on an engagement that waits for a check; `place` is its project, or its own title before there is one."""

    engagement_id: int
    place: str
    client: str
    person_id: int
    person: str
    monday: date
    hours: Decimal
    late: Decimal
    since: object
    lines: tuple[Worked, ...]

    @property
    def mark(self) -> str:
        """Name the week and its hours in one word: whoever confirms many at once confirms these hours and no others."""
        return f"{self.engagement_id}.{self.person_id}.{self.monday}.{self.hours}"

    @property
    def planned(self) -> Decimal:
        return sum((line.planned for line in self.lines), ZERO)

    @property
    def fits(self) -> bool:
        """Whether all of it went as planned; hours of duties have no plan to differ from."""
        tasks = [line for line in self.lines if line.task_id]
        return fits_the_plan(hours=sum((line.hours for line in tasks), ZERO), planned=self.planned, late=self.late,
                             over_estimate=any(line.logged > line.estimate for line in tasks))  # fmt: skip


def weeks_that_wait(rows: QuerySet[TimeEntry]) -> list[tuple[int, int, datetime]]:
    """Return (engagement, how many weeks of a person wait, since when the first does) of each, the longest waiting first. One query."""
    weeks = rows.order_by().annotate(monday=TruncWeek("worked_on")).values_list("engagement", "person", "monday")
    found: dict[int, list] = defaultdict(list)
    for key, _person, _monday, since in weeks.annotate(since=Min("submitted_at")):
        found[key].append(since)
    return sorted(((key, len(moments), min(moments)) for key, moments in found.items()), key=lambda one: (one[2], one[0]))


def unchecked_weeks(rows: QuerySet[TimeEntry]) -> list[WaitingWeek]:
    """Return the weeks of these hours, place by place, the oldest first; of each line its plan and its fact. Constant queries."""
    keys = ("engagement", "place", "engagement__client__name", "person", "person__name", "monday")
    marked = rows.annotate(monday=TruncWeek("worked_on"), place=PLACE).order_by()
    summed = marked.values_list(*keys, "task", "task__title", "duty_kind").annotate(
        done=Sum("hours"), done_late=Sum("hours", filter=Q(late=True)), since=Max("submitted_at"))  # fmt: skip
    weeks: dict[tuple, list] = defaultdict(list)
    for row in summed:
        weeks[row[: len(keys)]].append(row[len(keys) :])
    planned, tasks = _planned(weeks), _tasks(parts[0] for found in weeks.values() for parts in found)
    made = [_week(key, parts, planned, tasks) for key, parts in weeks.items()]
    return sorted(made, key=lambda week: (week.place, week.engagement_id, week.monday, week.person))


def _planned(weeks: dict[tuple, list]) -> dict[tuple[int, int], dict[date, Decimal]]:
    if not weeks:
        return {}
    mondays, people = [key[5] for key in weeks], sorted({key[3] for key in weeks})
    return planned_days(people, min(mondays), max(mondays) + timedelta(days=6))


def _tasks(keys: Iterable[int | None]) -> dict[int, tuple[Decimal, Decimal]]:
    """Return the estimate of each task and what is written on it in all."""
    rows = Task.objects.filter(pk__in={key for key in keys if key}).order_by()
    return {key: (estimate, logged or ZERO) for key, estimate, logged in rows.values_list("pk", "estimate_hours").annotate(s=Sum("time_entries__hours"))}


def _week(key: tuple, parts: list, planned: dict, tasks: dict) -> WaitingWeek:
    engagement_id, place, client, person_id, person, monday = key
    lines = [_worked(part, person_id, monday, planned, tasks) for part in parts]
    lines.sort(key=lambda line: (-line.hours, line.title))
    late = sum((part[4] or ZERO for part in parts), ZERO)
    return WaitingWeek(engagement_id, place, client, person_id, person, monday, sum((part[3] for part in parts), ZERO), late,
                       max(part[5] for part in parts), tuple(lines))  # fmt: skip


def _worked(part: tuple, person_id: int, monday: date, planned: dict, tasks: dict) -> Worked:
    task, title, kind, hours = part[:4]
    if task is None:
        return Worked(str(duty_label(kind)), hours, ZERO)
    days = planned.get((person_id, task), {})
    plan = sum((h for day, h in days.items() if monday <= day < monday + timedelta(days=7)), ZERO)
    estimate, logged = tasks[task]
    return Worked(title, hours, plan, task, logged, estimate)


@dataclass(frozen=True)
class AgreedWeek:
    """A person's week on an engagement that was checked, and perhaps locked."""

    engagement_id: int
    place: str
    client: str
    person_id: int
    person: str
    monday: date
    hours: Decimal
    locked: bool


def agreed_weeks(person, at: datetime, since: date) -> list[AgreedWeek]:
    """Return the checked and locked weeks of the engagements this person sees from that day on, the latest first. One query."""
    rows = within_sight(TimeEntry.objects.filter(state__in=AGREED, worked_on__gte=since), person, at)
    keys = ("engagement", "place", "engagement__client__name", "person", "person__name")
    summed = rows.order_by().annotate(monday=TruncWeek("worked_on"), place=PLACE).values_list(*keys, "monday").annotate(
        s=Sum("hours"), locked=Count("pk", filter=Q(state=EntryState.LOCKED)))  # fmt: skip
    return [AgreedWeek(*row[:7], bool(row[7])) for row in summed.order_by("-monday", "person__name", "engagement", "person")]


def people_of(weeks: Iterable[AgreedWeek]) -> list[tuple[int, str]]:
    """Return whose weeks these are: (key, name), by name."""
    return sorted({(week.person_id, week.person) for week in weeks}, key=lambda one: (one[1], one[0]))


def weeks_on_page(weeks: Sequence[AgreedWeek] | Sequence[WaitingWeek], *, page: str | None, most: int = 60) -> Page:
    """Return as many of the weeks as a page holds; a page that is not there is the last one, one that cannot be read the first."""
    return Paginator(weeks, most).get_page(page)


def to_lock(until: date) -> QuerySet[TimeEntry]:
    """Return the checked hours up to that day."""
    return TimeEntry.objects.filter(state=EntryState.CHECKED, worked_on__lte=until)


def open_till(until: date) -> dict[str, Decimal]:
    """Return how many hours up to that day are not checked yet, by state: they will stay open."""
    rows = TimeEntry.objects.filter(state__in=(EntryState.DRAFT, EntryState.SUBMITTED), worked_on__lte=until)
    return dict(rows.order_by().values_list("state").annotate(s=Sum("hours")))
