"""How far each job may be delayed, everybody's order kept, before the end of any project moves.

A backward pass over calendars, dependencies and the order at each desk. What cannot be delayed is critical.
"""

from collections import defaultdict
from itertools import pairwise

from svyazka.projects.solver.jobs import Arc, Jobs, Schedule


def slacks(jobs: Jobs, schedule: Schedule) -> list[int]:
    """Return for each job the units of its clock by which it may begin later."""
    latest = _Backward(jobs, schedule).latest()
    return [late - unit for late, unit in zip(latest, schedule.units, strict=True)]


def neighbours(jobs: Jobs, schedule: Schedule) -> dict[int, int]:
    """Return for each job the one that stands before it at its desk."""
    desks = defaultdict(list)
    for job, mode in enumerate(schedule.modes):
        for resource, _amount in jobs.modes[job][mode].demands:
            if jobs.resources[resource].capacity == 1:
                desks[resource].append((schedule.units[job], job))
    return {job: earlier for desk in desks.values() for (_a, earlier), (_b, job) in pairwise(sorted(desk))}


class _Backward:
    """The latest first unit of each job, lowered until nothing pulls any lower."""

    def __init__(self, jobs: Jobs, schedule: Schedule):
        self.jobs, self.schedule = jobs, schedule
        self.modes = [jobs.modes[job][mode] for job, mode in enumerate(schedule.modes)]
        self.clocks = [jobs.clocks[mode.clock] for mode in self.modes]
        self.earlier = neighbours(jobs, schedule)
        ends = [0] * len(jobs.weights)
        for job, end in enumerate(schedule.ends):
            ends[jobs.project[job]] = max(ends[jobs.project[job]], end)
        self.units = [self._by_end(job, ends[jobs.project[job]]) for job in range(len(jobs))]
        for job, pinned in enumerate(jobs.pinned):
            if pinned is not None:
                self.units[job] = schedule.units[job]

    def latest(self) -> list[int]:
        """Return the latest units. Jobs are taken from the last one back; one that is pulled later is looked at again."""
        waiting = sorted(range(len(self.jobs)), key=lambda job: (self.schedule.ends[job], self.schedule.begins[job]))
        known = set(waiting)
        while waiting:
            job = waiting.pop()
            known.discard(job)
            for earlier in self._pull(job):
                if earlier not in known:
                    known.add(earlier)
                    waiting.append(earlier)
        return self.units

    def _pull(self, job: int) -> list[int]:
        """Lower what must come before the job; return what was lowered."""
        limits = [(arc.earlier, self._by_arc(job, arc)) for arc in self.jobs.before[job] if not self._past(arc)]
        if job in self.earlier:
            before = self.earlier[job]
            limits.append((before, self.units[job] - self.modes[before].length))
        lowered = []
        for earlier, unit in limits:
            if unit < self.units[earlier] and self.jobs.pinned[earlier] is None:
                self.units[earlier] = max(unit, self.schedule.units[earlier])
                lowered.append(earlier)
        return [one for one in lowered if one != job]

    def _past(self, arc: Arc) -> bool:
        """Tell whether what the arc waits for has happened: the beginning of a job in progress is not delayed any more."""
        return arc.from_begin and self.jobs.began[arc.earlier] is not None

    def _by_arc(self, job: int, arc: Arc) -> int:
        """Return the latest unit of the earlier job that leaves this one where it may be at the latest."""
        lags = self.jobs.clocks[self.jobs.lags]
        tick = self._latest_end(job) if arc.to_end else self._latest_begin(job)
        if arc.lag:
            units = lags.units(tick) - arc.lag
            tick = lags.begin(units) if 0 <= units < lags.total else (0 if units < 0 else self.jobs.clocks[0].total)
        if arc.from_begin and self.modes[arc.earlier].length:
            return self.clocks[arc.earlier].units(tick + 1) - 1
        return self._by_end(arc.earlier, tick)

    def _by_end(self, job: int, tick: int) -> int:
        return max(self.clocks[job].units(tick) - self.modes[job].length, self.schedule.units[job])

    def _latest_begin(self, job: int) -> int:
        clock, unit = self.clocks[job], self.units[job]
        return clock.begin(unit) if self.modes[job].length else clock.finish(unit)

    def _latest_end(self, job: int) -> int:
        return self.clocks[job].finish(self.units[job] + self.modes[job].length)
