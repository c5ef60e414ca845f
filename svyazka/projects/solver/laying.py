"""The agenda laid out as numbers: calendars as clocks, tasks as jobs, desks of people as resources of capacity one.

A person's desk does one thing at a time, minute after minute of their working time; a task may stop for the night, for lunch and
for days off, not for another task. Shares part the person into desks that run side by side, each at its per cent: together they
never make more than the whole person in any minute.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from math import gcd
from zoneinfo import ZoneInfo

from svyazka.kit.worktime import DAY
from svyazka.projects.solver.calendars import (
    Clock,
    Hours,
    Span,
    axis_of,
    everlasting,
    minute,
    onward,
    spans_of,
    without,
)
from svyazka.projects.solver.jobs import Arc, Jobs, Mode, Resource
from svyazka.projects.solver.shapes import Agenda, Dependency, Engaged, Kind, Placed, Share, Task, ThreePoint

AXIS, LAGS = 0, 1  # the clocks that are always there: the axis itself, for milestones, and the agency's hours, for lags

BACK = timedelta(days=1096)  # no lag is longer: what was done before that holds nobody


@dataclass
class Laid:
    """The jobs, the keys of their tasks, and the axis by which ticks are read as moments."""

    jobs: Jobs
    keys: list[int]
    axis: Clock
    origin: int  # the tick at which the plan starts

    @cached_property
    def number(self) -> dict[int, int]:
        """The number of each task's job."""
        return {key: number for number, key in enumerate(self.keys)}


def lay(agenda: Agenda, last: date, held: Mapping[int, Placed] | None = None) -> Laid:
    """Lay the agenda out with calendars that reach to the day `last`; `held` is where tasks stood before.

    What is done becomes a bound on what waits for it. What was late before the change may stay as late as it was: only what
    becomes later is worth moving others for.
    """
    return _Layout(agenda, last).laid(held or {})


class _Layout:
    """Clocks and desks, made when first asked for."""

    def __init__(self, agenda: Agenda, last: date):
        self.agenda, self.floor = agenda, minute(agenda.starts_at)
        self.zone = ZoneInfo(agenda.window.zone)
        since = max(min([agenda.starts_at, *_lagging_ends(agenda)]), agenda.starts_at - BACK)
        hours = Hours(since.date() - DAY, last)
        self.days = {worker.id: onward(hours.of(worker.window), self.floor) for worker in agenda.workers}
        lags = spans_of(onward(hours.of(agenda.window), minute(since)))
        self.axis = axis_of([*lags, *(span for days in self.days.values() for span in spans_of(days))])
        self.ticks: dict[int, int] = {}
        self.clocks = [everlasting(self.axis.total), self._clock((a, b, 1) for a, b in lags)]
        self.resources: list[Resource] = []
        self.desks: dict[tuple[int, int | None], tuple[int, int]] = {}
        self.shares: dict[int, list[Share]] = defaultdict(list)
        for share in agenda.shares:
            self.shares[share.person].append(share)

    def laid(self, held: Mapping[int, Placed]) -> Laid:
        """Return everything as numbers."""
        agenda, tasks = self.agenda, [task for task in self.agenda.tasks if not task.done]
        keys = [task.id for task in tasks]
        number = {key: n for n, key in enumerate(keys)}
        projects = {task.project: Engaged(task.project) for task in tasks} | {one.id: one for one in agenda.projects}
        place = {key: n for n, key in enumerate(projects)}
        stood: dict[int, list[Placed]] = defaultdict(list)
        for task in tasks:
            stood[task.project] += [held[task.id]] if task.id in held else []
        modes = [self._modes(task) for task in tasks]
        before, release, ready_end = self._bounds(tasks, number)
        jobs = Jobs(
            self.clocks, self.resources, modes, before, LAGS, release, ready_end,
            pinned=[self._tick(task.pinned) for task in tasks],
            began=[self._tick(task.began_at) for task in tasks],
            due=[self._close_of(task.due_on, [held[task.id]] if task.id in held else []) for task in tasks],
            held=[self._held(held.get(task.id), ways) for task, ways in zip(tasks, modes, strict=True)],
            project=[place[task.project] for task in tasks],
            weights=[one.weight for one in projects.values()] or [1],
            deadlines=[self._close_of(one.deadline_on, stood[one.id]) for one in projects.values()] or [None],
        )  # fmt: skip
        return Laid(jobs, keys, self.axis, self.axis.units(self.floor))

    def _tick(self, at: datetime | None) -> int | None:
        return None if at is None else self._tick_of(minute(at))

    def _tick_of(self, at: int) -> int:
        if at not in self.ticks:
            self.ticks[at] = self.axis.units(at)
        return self.ticks[at]

    def _close_of(self, day: date | None, stood: Iterable[Placed]) -> int | None:
        """Return the tick by which the day is over in the agency's zone, or by which all this ended before, if that is later."""
        if day is None:
            return None
        over = minute(datetime.combine(day + DAY, time(), self.zone))
        return self._tick_of(max([over, *(minute(placed.ends_at) for placed in stood)]))

    def _clock(self, spans: Iterable[tuple[int, int, int]]) -> Clock:
        return Clock((self._tick_of(opens), self._tick_of(closes), speed) for opens, closes, speed in spans)

    def _modes(self, task: Task) -> tuple[Mode, ...]:
        """Return a mode for each person who may do the task; whoever began it or is pinned to it does it."""
        minutes = minutes_of(task.hours)
        if not minutes:
            return (Mode(AXIS, 0),)
        people = task.people or tuple(
            sorted(worker.id for worker in self.agenda.workers if task.specialism in worker.specialisms)
        )
        if task.pinned or task.began_at:
            people = people[:1]
        return tuple(self._mode(person, task.project, minutes) for person in people)

    def _mode(self, person: int, project: int, minutes: int) -> Mode:
        shared = any(share.project == project for share in self.shares[person])
        desk = (person, project if shared else None)
        if desk not in self.desks:
            self._set_up(desk)
        resource, unit = self.desks[desk]
        return Mode(self.resources[resource].clock, -(-minutes * 100 // unit), ((resource, 1),), person)

    def _set_up(self, desk: tuple[int, int | None]) -> None:
        """Make the clock of a desk: its units are as large as its per cents allow, for most a whole minute of the desk."""
        person, project = desk
        per_cents = {day: self._per_cent(person, project, day) for day in self.days[person]}
        unit = gcd(*per_cents.values()) or 100
        self.desks[desk] = (len(self.resources), unit)
        self.resources.append(Resource(len(self.clocks), 1))
        days = self.days[person] if project is not None else without(self.days[person], self._busy(person))
        self.clocks.append(self._clock((a, b, per_cents[day] // unit) for day, spans in days.items() for a, b in spans))

    def _busy(self, person: int) -> list[Span]:
        """Return what is taken of the person elsewhere, in minutes, in order."""
        return sorted((minute(a), minute(b)) for a, b in self.agenda.worker[person].busy)

    def _per_cent(self, person: int, project: int | None, day: date) -> int:
        """Return the per cent of the person's day that the project's own share makes, or, of no project, what shares leave."""
        shares = [share for share in self.shares[person] if share.starts_on <= day < share.ends_on]
        if project is None:
            return 100 - sum(share.percent for share in shares)
        return sum(share.percent for share in shares if share.project == project)

    def _bounds(self, tasks: list[Task], number: Mapping[int, int]) -> tuple[list, list, list]:
        """Return the arcs between open tasks, and the least begins and ends that follow from moments and from what is done."""
        origin = self._tick_of(self.floor)
        release = [max(origin, self._tick(task.not_before) or 0) for task in tasks]
        ready_end, arcs = [0] * len(tasks), [[] for _ in tasks]
        for one in self.agenda.dependencies:
            earlier, later = self.agenda.task.get(one.earlier), number.get(one.later)
            arc = _arc(one, number.get(one.earlier, -1))
            if earlier is None or later is None or (tasks[later].began_at and not arc.to_end):
                continue
            if earlier.done is None:
                arcs[later].append(arc)
                continue
            at = self.clocks[LAGS].shifted(self._tick(earlier.done[not arc.from_begin]), arc.lag)
            bound = ready_end if arc.to_end else release
            bound[later] = max(bound[later], at)
        return [tuple(one) for one in arcs], release, ready_end

    def _held(self, placed: Placed | None, modes: tuple[Mode, ...]) -> tuple[int, int] | None:
        """Return the mode and tick a task stood at, if it still may: milestones and what should have begun are not held."""
        people = [mode.person for mode in modes]
        if placed is None or placed.person is None or placed.person not in people or minute(placed.works_from) < self.floor:
            return None
        return people.index(placed.person), self._tick_of(minute(placed.works_from))


def _arc(one: Dependency, earlier: int) -> Arc:
    from_begin = one.kind in (Kind.START_START, Kind.START_FINISH)
    to_end = one.kind in (Kind.FINISH_FINISH, Kind.START_FINISH)
    return Arc(earlier, from_begin, to_end, int((one.lag * 60).to_integral_value(ROUND_CEILING)))


def _lagging_ends(agenda: Agenda) -> Iterable[datetime]:
    """Return since when the agency's hours must be known: the beginnings of finished tasks from which lags run."""
    lagging = {one.earlier for one in agenda.dependencies if one.lag}
    return [task.done[0] for task in agenda.tasks if task.done and task.id in lagging]


def minutes_of(hours: Decimal | ThreePoint) -> int:
    """Return an estimate in whole minutes, rounded up."""
    mean = (hours.best + 4 * hours.likely + hours.worst) / 6 if isinstance(hours, ThreePoint) else hours
    return int((mean * 60).to_integral_value(ROUND_CEILING))
