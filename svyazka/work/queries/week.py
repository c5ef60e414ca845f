"""A person's week as a grid: lines and days, what is written, what the plan or the last week would write."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from svyazka.kit.worktime import Window
from svyazka.people.queries import absences_between, own_day, windows_of, zone_of
from svyazka.work.models import TimeEntry, WeekWord
from svyazka.work.queries.lines import Line, line_of
from svyazka.work.queries.locked import locked_days
from svyazka.work.queries.norms import norms_on
from svyazka.work.queries.plan import planned_days
from svyazka.work.queries.tasks import ZERO, begun_first, tasks_of
from svyazka.work.queries.week_words import words_on
from svyazka.work.rules import ON_THE_DESK, EntryState, TaskState, gaps_of

A_WEEK = timedelta(days=7)
SATURDAY = 5  # counted from Monday, which is none
MOST_ROWS = 24  # tasks of the desk, begun ones first; those with hours or a plan in the week stand beside them
FILLS = ("plan", "last")  # what empty cells may be filled as: by the latest schedule, or as the week before


@dataclass(frozen=True)
class Cell:
    """One day of one line; `fixed` hours are with the PM, `suggested` ones are not written until they are accepted."""

    day: date
    hours: Decimal = ZERO
    state: str = ""
    fixed: bool = False
    suggested: Decimal | None = None
    note: str = ""
    days_after: int = 0
    late: bool = False


@dataclass(frozen=True)
class Row:
    """A line of the week."""

    line: Line
    cells: list[Cell]

    @property
    def hours(self) -> Decimal:
        return sum((cell.hours for cell in self.cells), ZERO)


@dataclass(frozen=True)
class Week:
    """A person's week: rows, the norm of each day, why a day is off, what was said of it."""

    monday: date
    rows: list[Row]
    norm: dict[date, Decimal]
    away: dict[date, str]
    today: date
    begun: date  # the last day whose working time has begun
    words: list[WeekWord] = field(default_factory=list)
    more: int = 0  # tasks on the desk that are not shown

    @property
    def days(self) -> list[date]:
        return list(self.norm)

    @property
    def totals(self) -> dict[date, Decimal]:
        return {day: sum((row.cells[n].hours for row in self.rows), ZERO) for n, day in enumerate(self.days)}

    @property
    def hours(self) -> Decimal:
        return sum((row.hours for row in self.rows), ZERO)

    @property
    def whole(self) -> Decimal:
        return sum(self.norm.values(), ZERO)

    @property
    def gaps(self) -> list[tuple[date, Decimal, Decimal]]:
        """The days so far on which too little is written: (day, written, norm)."""
        least = norms_on(self.today).least_percent
        return gaps_of(self.norm, self.totals, until=self.begun, least_percent=Decimal(least))

    def has(self, *states: str) -> bool:
        """Tell whether any hours of the week are in one of these states."""
        return any(cell.state in states for row in self.rows for cell in row.cells)

    @property
    def suggests(self) -> bool:
        return any(cell.suggested for row in self.rows for cell in row.cells)


def week_grid(person, monday: date, at: datetime, *, fill: str = "", more: Iterable[Line] = ()) -> Week:
    """Return the person's week; `fill` says how empty cells are suggested, `more` are lines to be there too. Constant queries."""
    days = [monday + timedelta(days=n) for n in range(7)]
    entries = _entries(person, monday - A_WEEK, days[-1])
    now, last = _by_cell(entries, monday), _by_cell(entries, monday - A_WEEK)
    suggested = _suggested(person, fill, days, last)
    lines = _lines(person, entries, [*more, *(_planned(person, suggested) if fill == "plan" else [])], monday)
    day_now = own_day(person, at)
    window = windows_of([person.pk], days[0], days[-1])[person.pk]
    norm = {day: window.hours_of(day) for day in days}
    locked = locked_days(person, monday) if any(entry.state == EntryState.LOCKED and entry.worked_on >= monday for entry in entries) else set()
    open_cells = [(line, day) for day in days if day <= day_now for line in lines if (line.engagement.pk, day) not in locked]
    offered = _offered(suggested, open_cells, now, norm)
    rows = [Row(line, [_cell(day, now.get((line.key, day), ()), offered.get((line.key, day)), (line.engagement.pk, day) in locked) for day in days])
            for line in lines]  # fmt: skip
    left = tasks_of(person).count() - sum(_on_desk(line, person) for line in lines)
    return Week(monday, rows, norm, _away(person, norm), day_now, _begun(person, window, day_now, at), words_on(person, monday), left)


def _on_desk(line: Line, person) -> bool:
    return line.task is not None and line.task.assignee_id == person.pk and line.task.state in ON_THE_DESK


def _planned(person, suggested: Mapping) -> list[Line]:
    """Return the person's tasks that the plan has put into the week, wherever they are on the desk."""
    keys = {int(key) for key, _day in suggested}
    return [Line(task.engagement, task) for task in tasks_of(person).filter(pk__in=keys)]


def _begun(person, window: Window, day: date, at: datetime) -> date:
    spans = replace(window, zone=zone_of(person)).spans(day)
    return day - timedelta(days=1) if spans and at < spans[0][0] else day


def _entries(person, first: date, last: date) -> list[TimeEntry]:
    rows = TimeEntry.objects.filter(person=person, worked_on__gte=first, worked_on__lte=last)
    return list(rows.select_related("task", "engagement__client").order_by("pk"))


def _lines(person, entries: list[TimeEntry], more: Iterable[Line], monday: date) -> list[Line]:
    """Return the lines: what is on the desk, what was written on in the week, duties of the week before, what was asked for."""
    written = [line_of(entry) for entry in entries if entry.worked_on >= monday or entry.task_id is None]
    desk = [Line(task.engagement, task) for task in begun_first(tasks_of(person))[:MOST_ROWS]]
    found = {line.key: line for line in (*written, *desk, *more)}
    return sorted(found.values(), key=lambda line: (line.engagement.client.name, line.task is None, line.title, line.key))


def _by_cell(entries: list[TimeEntry], monday: date) -> dict[tuple[str, date], list[TimeEntry]]:
    found: dict[tuple[str, date], list[TimeEntry]] = defaultdict(list)
    for entry in entries:
        if monday <= entry.worked_on < monday + A_WEEK:
            found[line_of(entry).key, entry.worked_on].append(entry)
    return found


def _suggested(person, fill: str, days: list[date], last: Mapping) -> dict[tuple[str, date], Decimal]:
    if fill == "plan":
        planned = planned_days([person.pk], days[0], days[-1])
        return {(str(task), day): hours for (_who, task), found in planned.items() for day, hours in found.items()}
    if fill == "last":
        return {(key, day + A_WEEK): sum((entry.hours for entry in rows), ZERO) for (key, day), rows in last.items()}
    return {}


def _offered(suggested: Mapping, cells: list[tuple[Line, date]], now: Mapping, norm: Mapping[date, Decimal]) -> dict[tuple[str, date], Decimal]:
    """Return what of the suggestions the empty cells take, from above: no day is filled beyond its norm, a day off not at all."""
    found, left = {}, dict(norm)
    for (_key, day), rows in now.items():
        left[day] -= sum((entry.hours for entry in rows), ZERO)
    for line, day in cells:
        hours = min(suggested.get((line.key, day), ZERO), left[day])
        if hours > 0 and (line.key, day) not in now and not (line.task and line.task.state == TaskState.DONE):
            found[line.key, day], left[day] = hours, left[day] - hours
    return found


def _cell(day: date, entries: Iterable[TimeEntry], suggested: Decimal | None, locked: bool) -> Cell:
    rows = list(entries)
    if not rows:
        return Cell(day, state=EntryState.LOCKED, fixed=True) if locked else Cell(day, suggested=suggested)
    states = {entry.state for entry in rows}
    worst = max(rows, key=lambda entry: (entry.late, entry.days_after))
    return Cell(day, sum((entry.hours for entry in rows), ZERO), next((state for state in EntryState.values if state in states), ""),
                bool(states - {EntryState.DRAFT}), None, "; ".join(entry.note for entry in rows if entry.note), worst.days_after, worst.late)  # fmt: skip


def _away(person, norm: Mapping[date, Decimal]) -> dict[date, str]:
    """Return why a day that others work is off: a holiday or a free day of the person's week, an absence."""
    days = list(norm)
    found = {day: _("a day off") for day in days if not norm[day] and day.weekday() < SATURDAY}
    for absence in absences_between(days[0], days[-1]).filter(person=person):
        found |= {day: absence.get_kind_display() for day in days if absence.starts_on <= day <= absence.ends_on}
    return found
