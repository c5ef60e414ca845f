"""Serial schedule generation: jobs in a given order, each at the first place where it fits.

Kolisch & Hartmann, "Heuristic algorithms for the resource-constrained project scheduling problem" (1999). Among several people
the one who ends it first is chosen.
"""

from collections.abc import Sequence

from svyazka.projects.solver.calendars import OutOfTime
from svyazka.projects.solver.jobs import Jobs, Mode, Schedule
from svyazka.projects.solver.timetables import Lane, Pool


class NoTime(Exception):
    """The calendars of everybody who could do the job end before it does."""

    def __init__(self, job: int):
        super().__init__(job)
        self.job = job


class Bench:
    """A schedule in the making: what stands where, and what is taken of each resource."""

    def __init__(self, jobs: Jobs):
        n = len(jobs)
        self.jobs = jobs
        self.modes, self.units, self.begins, self.ends = [0] * n, [0] * n, [0] * n, [0] * n
        self.tables = [
            Lane() if resource.capacity == 1 else Pool(resource.capacity, jobs.clocks[resource.clock].total)
            for resource in jobs.resources
        ]
        for job in range(n):
            if jobs.pinned[job] is not None:
                self._pin(job)

    def schedule(self) -> Schedule:
        """Return what stands where."""
        return Schedule(self.modes, self.units, self.begins, self.ends)

    def _pin(self, job: int) -> None:
        mode = self.jobs.modes[job][0]
        self._put(job, 0, mode, self.jobs.clocks[mode.clock].units(self.jobs.pinned[job]))

    def place(self, job: int, only: int | None = None, hold: int = 0) -> None:
        """Put the job where it fits first, in this mode if one is named, not before the tick `hold`.

        Raises NoTime if the calendars are too short.
        """
        if self.jobs.pinned[job] is not None:
            return
        begin, end = self.jobs.bounds(job, self.begins, self.ends)
        begin = hold if hold > begin else begin
        modes = self.jobs.modes[job]
        if only is None and len(modes) > 1:
            only = self._soonest(job, begin, end)
        mode = modes[only or 0]
        self._put(job, only or 0, mode, self._fit(mode, begin, end))

    def _fit(self, mode: Mode, begin: int, end: int) -> int:
        """Return the first unit where the mode fits: every resource in turn pushes it on until none does."""
        clock, length, demands, _person = mode
        unit = self.jobs.clocks[clock].units(begin)
        if end:
            unit = max(unit, self.jobs.clocks[clock].units(end - 1) + 1 - length)
        while True:
            first = unit
            for resource, amount in demands:
                unit = self.tables[resource].earliest(unit, length, amount)
            if unit == first or len(demands) == 1:
                return unit

    def _soonest(self, job: int, begin: int, end: int) -> int:
        best, chosen = None, None
        for number, mode in enumerate(self.jobs.modes[job]):
            try:
                finish = self.jobs.clocks[mode.clock].finish(self._fit(mode, begin, end) + mode.length)
            except OutOfTime:
                continue
            if best is None or finish < best:
                best, chosen = finish, number
        if chosen is None:
            raise NoTime(job)
        return chosen

    def _put(self, job: int, number: int, mode: Mode, unit: int) -> None:
        clock = self.jobs.clocks[mode.clock]
        try:
            end = clock.whole(unit + mode.length)
            begin, finish = (clock.begin(unit), clock.finish(end)) if mode.length else (clock.finish(unit),) * 2
        except OutOfTime:
            raise NoTime(job) from None
        for resource, amount in mode.demands:
            self.tables[resource].take(unit, end, amount)
        began = self.jobs.began[job]
        self.modes[job], self.units[job] = number, unit
        self.begins[job], self.ends[job] = begin if began is None else began, finish


def serial(
    jobs: Jobs, order: Sequence[int], modes: Sequence[int | None] | None = None, not_before: Sequence[int] | None = None,
) -> Schedule:  # fmt: skip
    """Place all jobs in this order, which must put each after what it waits for; `modes` fixes who does what, `not_before` are ticks.

    Raises NoTime if the calendars end before the work does.
    """
    bench = Bench(jobs)
    for job in order:
        bench.place(job, modes[job] if modes else None, not_before[job] if not_before else 0)
    return bench.schedule()
