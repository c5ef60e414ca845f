"""All runs of a plan at once: job by job, each takes the first hours of its person after all that it waits for."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date

import numpy as np

from svyazka.projects.forecast.clock import Ruler
from svyazka.projects.forecast.shapes import Job, Link

FREE = -1  # nothing held the job: it began when its day came


def held_at_its_end(row: np.ndarray) -> np.ndarray:
    """Turn a row into the sign that its moment held the end of a job, not its beginning; and back."""
    return -2 - row


class Walk:
    """Moments at which jobs end, and what held them: in each run the row whose hours they waited for, or FREE."""

    def __init__(self, jobs: Sequence[Job], rulers: Mapping[Hashable, Ruler], hours: np.ndarray, on: date):
        self.jobs, self.rulers, self.hours, self.on = jobs, rulers, hours, on
        self.rows = {job.key: n for n, job in enumerate(jobs)}
        self.ends = np.zeros(hours.shape)
        self.held_by = np.full(hours.shape, FREE, np.int32)
        self._free: dict[Hashable, tuple[int, np.ndarray]] = {}  # of each person the last row, and the hours worked by its end
        self._asked = {self.rows.get(link.key) for job in jobs for link in job.links if link.from_start}
        self._begins: dict[int, np.ndarray] = {}

    def place(self, row: int) -> None:
        """Place a job whose earlier ones are placed."""
        job, hours = self.jobs[row], self.hours[row]
        ruler, ready, held = self.rulers[job.person], *self._bound(job, to_end=False)
        began, held, not_earlier = self._queued(row, ruler, ready, held)
        if any(link.to_end for link in job.links):
            bound, by = self._bound(job, to_end=True)
            late = ruler.worked(bound) - hours
            held = np.where(late > began, held_at_its_end(by), held)
            began, not_earlier = np.maximum(began, late), np.maximum(not_earlier, bound)
        self._written(row, ruler, began, held, not_earlier)

    def _queued(self, row: int, ruler: Ruler, ready: np.ndarray, held: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the hours of its person at which the job can begin, what holds it there, and the moment it cannot end before."""
        began = ruler.worked(ready)
        if self.jobs[row].person not in self._free:
            return began, held, ready
        before, free = self._free[self.jobs[row].person]
        return np.maximum(began, free), np.where(began > free, held, before), np.maximum(ready, self.ends[before])

    def _written(self, row: int, ruler: Ruler, began: np.ndarray, held: np.ndarray, not_earlier: np.ndarray) -> None:
        worked = began + self.hours[row]
        self.ends[row] = np.maximum(ruler.reached(worked), not_earlier)  # a milestone takes no hours to come later
        self.held_by[row] = held
        if row in self._asked:
            self._begins[row] = np.where(self.hours[row] > 0, np.maximum(ruler.opened(began), 0.0), self.ends[row])
        if self.jobs[row].person is not None:
            self._free[self.jobs[row].person] = row, worked

    def _bound(self, job: Job, *, to_end: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the moments before which the job's beginning (or end) cannot be, and the rows that hold it there."""
        day = (job.not_before - self.on).days if job.not_before and not to_end else 0
        runs = self.hours.shape[1]
        ready, held = np.full(runs, max(float(day), 0.0)), np.full(runs, FREE)
        for link in job.links:
            earlier = self.rows.get(link.key)
            if earlier is not None and link.to_end == to_end and not self._is_kept(job, earlier, link):
                moment = self._moment(earlier, link)
                held = np.where(moment > ready, self._holding(earlier) if link.from_start else earlier, held)
                ready = np.maximum(ready, moment)
        return ready, held

    def _holding(self, row: int) -> np.ndarray:
        """Return what holds the beginning of a job: it is not the job's own hours that others wait for then."""
        held = self.held_by[row]
        return np.where(held < FREE, held_at_its_end(held), held)

    def _is_kept(self, job: Job, earlier: int, link: Link) -> bool:
        """Tell whether the order of its person keeps the link in any case."""
        return job.person is not None and self.jobs[earlier].person == job.person and link.lag <= 0

    def _moment(self, earlier: int, link: Link) -> np.ndarray:
        moment = self._begins[earlier] if link.from_start else self.ends[earlier]
        return self.rulers[None].shifted(moment, link.lag) if link.lag else moment
