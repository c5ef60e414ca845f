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
from svyazka.projects.forecast.order import in_order
from svyazka.projects.forecast.shapes import Calendar, Job
from svyazka.projects.forecast.walk import FREE, Walk, held_at_its_end

LEVELS = (0.5, 0.8, 0.95)


@dataclass(frozen=True)
class Finish:
    """What came of the runs, jobs in rows, runs in columns: `ends` are moments of Ruler; `held_by` as Walk keeps it."""

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

    @cached_property
    def order(self) -> list[int]:
        """Return the rows in an order in which they can be placed."""
        return in_order(self.jobs)

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
        """Tell of each job in each run whether the last of these jobs waited for its hours."""
        runs, within = np.arange(self.ends.shape[1]), np.zeros(self.ends.shape, bool)
        within[self.last(keys), runs] = True
        for row in reversed(self.order):
            if not within[row].any():
                continue
            here = runs[within[row] & (self.held_by[row] != FREE)]
            held = self.held_by[row, here]
            within[row, here[held < FREE]] = False  # its own hours had room
            within[np.where(held < FREE, held_at_its_end(held), held), here] = True
        return within

    def again(self, hours: np.ndarray) -> "Finish":
        """Walk the same plan with other hours."""
        return _walked(self.jobs, self.rulers, hours, self.on)

    def day_of(self, moment: float) -> date:
        """Return the day the moment lies in; the end of a day is of that day."""
        return self.on + timedelta(days=max(ceil(moment - HAIR) - 1, 0))


def simulate(jobs: Sequence[Job], calendars: Mapping[Hashable, Calendar], hours: np.ndarray, on: date) -> Finish:
    """Walk the plan from the morning of the day; `hours` are those left, jobs in rows, runs in columns.

    The calendar of nobody (None) is the agency's own: lags and jobs that are nobody's run by it.
    Raises Ring when jobs wait for each other, Idle when somebody of the plan never works.
    """
    hours = np.asarray(hours, float)
    if not jobs or len({job.key for job in jobs}) < len(jobs):
        raise ValueError("a plan has jobs, each once")
    if hours.shape[0] != len(jobs) or not (hours >= 0).all():
        raise ValueError("each job needs a row of hours, none below nothing")
    persons = dict.fromkeys([job.person for job in jobs] + [None for job in jobs for link in job.links if link.lag])
    idle = Calendar(on, ())
    return _walked(tuple(jobs), {who: Ruler(who, calendars.get(who, idle), on) for who in persons}, hours, on)


def _walked(jobs: tuple[Job, ...], rulers: Mapping[Hashable, Ruler], hours: np.ndarray, on: date) -> Finish:
    walk = Walk(jobs, rulers, hours, on)
    for row in in_order(jobs):
        walk.place(row)
    return Finish(on, jobs, hours, walk.ends, walk.held_by, rulers)
