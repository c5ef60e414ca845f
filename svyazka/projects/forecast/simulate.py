"""A plan walked through a thousand times, each time with other hours: when it ends, and which work it waited for.

People keep to their order; a job begins when its person is free and what it waits for is done. All runs go at once.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil

import numpy as np

from svyazka.projects.forecast.clock import HAIR, Ruler
from svyazka.projects.forecast.shapes import Calendar, Job, Ring

FREE = -1  # nothing held the job: it began when its day came
LEVELS = (0.5, 0.8, 0.95)


@dataclass(frozen=True)
class Finish:
    """What came of the runs, jobs in rows, runs in columns: `ends` are moments of Ruler; `held_by` is the row whose end a job
    began at, or FREE."""

    on: date
    jobs: tuple[Job, ...]
    hours: np.ndarray
    ends: np.ndarray
    held_by: np.ndarray
    rulers: Mapping[Hashable, Ruler]

    @cached_property
    def rows(self) -> dict[Hashable, int]:
        """Return the row of each job by its key."""
        return {job.key: n for n, job in enumerate(self.jobs)}

    def last(self, keys: Iterable[Hashable] | None = None) -> np.ndarray:
        """Return in each run the row of the one of these jobs (by default of all) that ends last."""
        rows = np.array(range(len(self.jobs)) if keys is None else [self.rows[key] for key in keys])
        return rows[np.argmax(self.ends[rows], axis=0)]

    def whole(self, keys: Iterable[Hashable] | None = None) -> np.ndarray:
        """Return in each run the moment when all of these jobs are done."""
        return self.ends[self.last(keys), np.arange(self.ends.shape[1])]

    def done_on(self, level: float, keys: Iterable[Hashable] | None = None) -> date:
        """Return the day on whose evening these jobs are done in that share of runs."""
        ends = np.sort(self.whole(keys))
        return self.day_of(ends[max(ceil(level * len(ends)) - 1, 0)])

    def dates(self, keys: Iterable[Hashable] | None = None) -> dict[float, date]:
        """Return the days of LEVELS: by them it is done in 50, 80 and 95 runs of 100."""
        return {level: self.done_on(level, keys) for level in LEVELS}

    def chance(self, promised_on: date, keys: Iterable[Hashable] | None = None) -> float:
        """Return in which share of runs these jobs are done by the evening of the day."""
        return float(np.mean(self.whole(keys) <= (promised_on - self.on).days + 1 + HAIR))

    def chains(self, keys: Iterable[Hashable] | None = None) -> np.ndarray:
        """Tell of each job in each run whether it stands in the chain that the last of these jobs waited for."""
        runs, within = np.arange(self.ends.shape[1]), np.zeros(self.ends.shape, bool)
        within[self.last(keys), runs] = True
        for row in reversed(in_order(self.jobs)):
            here = runs[within[row] & (self.held_by[row] != FREE)]
            within[self.held_by[row, here], here] = True
        return within

    def again(self, hours: np.ndarray) -> "Finish":
        """Walk the same plan with other hours."""
        return _walked(self.jobs, self.rulers, hours, self.on)

    def day_of(self, moment: float) -> date:
        """Return the day the moment lies in; the end of a day is of that day."""
        return self.on + timedelta(days=max(ceil(moment - HAIR) - 1, 0))


def simulate(jobs: Sequence[Job], calendars: Mapping[Hashable, Calendar], hours: np.ndarray, on: date) -> Finish:
    """Walk the plan from the morning of the day; `hours` are those left, jobs in rows, runs in columns.

    Raises Ring when jobs wait for each other, Idle when somebody of the plan never works.
    """
    hours = np.asarray(hours, float)
    if not jobs or len({job.key for job in jobs}) < len(jobs):
        raise ValueError("a plan has jobs, each once")
    if hours.shape[0] != len(jobs) or not (hours >= 0).all():
        raise ValueError("each job needs a row of hours, none below nothing")
    persons, nobody = dict.fromkeys(job.person for job in jobs), Calendar(on, ())
    return _walked(tuple(jobs), {who: Ruler(who, calendars.get(who, nobody), on) for who in persons}, hours, on)


def _walked(jobs: tuple[Job, ...], rulers: Mapping[Hashable, Ruler], hours: np.ndarray, on: date) -> Finish:
    walk = _Walk(jobs, rulers, hours, on)
    for row in in_order(jobs):
        walk.place(row)
    return Finish(on, jobs, hours, walk.ends, walk.held_by, rulers)


class _Walk:
    """The runs while they go: what is placed, and how far each person has worked."""

    def __init__(self, jobs: Sequence[Job], rulers: Mapping[Hashable, Ruler], hours: np.ndarray, on: date):
        self.jobs, self.rulers, self.hours, self.on = jobs, rulers, hours, on
        self.rows = {job.key: n for n, job in enumerate(jobs)}
        self.ends = np.zeros(hours.shape)
        self.held_by = np.full(hours.shape, FREE, np.int32)
        self.free: dict[Hashable, tuple[int, np.ndarray]] = {}  # the last row placed and the hours worked by its end

    def place(self, row: int) -> None:
        """Give the job the first hours of its person after all that it waits for."""
        job, ruler = self.jobs[row], self.rulers[self.jobs[row].person]
        before, free = self.free.get(job.person, (FREE, 0.0))
        ready, held = self._ready(job)
        others = ruler.worked(ready)
        worked = np.maximum(others, free) + self.hours[row]
        not_earlier = ready if before == FREE else np.maximum(ready, self.ends[before])  # a milestone takes no hours to come later
        self.ends[row] = np.maximum(ruler.reached(worked), not_earlier)
        self.held_by[row] = np.where(others > free, held, before)
        self.free[job.person] = row, worked

    def _ready(self, job: Job) -> tuple[np.ndarray, np.ndarray]:
        """Return the moments when the others are through and the day has come, and the rows that were last."""
        day = (job.not_before - self.on).days if job.not_before else 0
        runs = self.hours.shape[1]
        ready, held = np.full(runs, max(float(day), 0.0)), np.full(runs, FREE)
        for key in job.after:
            earlier = self.rows.get(key)
            if earlier is not None and self.jobs[earlier].person != job.person:  # one's own come before in any case
                held = np.where(self.ends[earlier] > ready, earlier, held)
                ready = np.maximum(ready, self.ends[earlier])
        return ready, held


def in_order(jobs: Sequence[Job]) -> list[int]:
    """Return the rows so that each comes after those it waits for and after its person's earlier ones."""
    waits = _waits(jobs)
    behind: list[list[int]] = [[] for _job in jobs]
    for row, earlier in enumerate(waits):
        for one in earlier:
            behind[one].append(row)
    left = [len(earlier) for earlier in waits]
    order = [row for row, count in enumerate(left) if not count]
    for row in order:
        for later in behind[row]:
            left[later] -= 1
            if not left[later]:
                order.append(later)
    if len(order) < len(jobs):
        raise Ring(_ring(jobs, waits, {row for row, count in enumerate(left) if count}))
    return order


def _waits(jobs: Sequence[Job]) -> list[set[int]]:
    """Return for each row the rows that must be placed before it."""
    rows, last = {job.key: n for n, job in enumerate(jobs)}, dict[Hashable, int]()
    waits = []
    for row, job in enumerate(jobs):
        before = last.get(job.person)
        waits.append({rows[key] for key in job.after if key in rows} | ({before} if before is not None else set()))
        last[job.person] = row
    return waits


def _ring(jobs: Sequence[Job], waits: Sequence[set[int]], caught: set[int]) -> tuple:
    """Follow what waits for what among the caught rows until one comes up again."""
    way, row = list[int](), min(caught)
    while row not in way:
        way.append(row)
        row = min(waits[row] & caught)
    return tuple(jobs[one].key for one in way[way.index(row) :])
