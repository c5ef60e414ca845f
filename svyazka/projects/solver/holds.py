"""What holds a job exactly where it begins: what it waits for, who is busy, a day, closed hours, a pin."""

from svyazka.projects.solver.jobs import Arc, Jobs, Schedule
from svyazka.projects.solver.shapes import Why
from svyazka.projects.solver.slack import neighbours


class Holds:
    """Reasons by the number of a job; a reason's key is a job's number too."""

    def __init__(self, jobs: Jobs, schedule: Schedule):
        self.jobs, self.schedule = jobs, schedule
        self.earlier = neighbours(jobs, schedule)
        self.modes = [jobs.modes[job][mode] for job, mode in enumerate(schedule.modes)]
        self.clocks = [jobs.clocks[mode.clock] for mode in self.modes]
        self.origin = min(jobs.release, default=0)

    def of(self, job: int) -> tuple[Why, ...]:
        """Return all that hold the job there; what would hold it less far is left out."""
        if self.jobs.pinned[job] is not None:
            return (Why("pin"),)
        unit, clock, release = self.schedule.units[job], self.clocks[job], self.jobs.release[job]
        allowed = [(arc, self._allowed(job, arc)) for arc in self.jobs.before[job]]
        why = [Why("task", arc.earlier) for arc, at in allowed if at == unit]
        if job in self.earlier and self._free_after(self.earlier[job]) == unit:
            why.append(Why("person", self.earlier[job]))
        ready = self._by_end(job, self.jobs.ready_end[job])
        least = max([clock.units(release), ready, *(at for _arc, at in allowed)])
        if (release > self.origin and clock.units(release) == unit) or (self.jobs.ready_end[job] and ready == unit):
            why.append(Why("day"))
        if unit == least and self._closed_before(job):
            why.append(Why("hours"))
        return tuple(why) or (Why("start" if unit == least else "held"),)

    def _tick(self, arc: Arc) -> int:
        at = (self.schedule.begins if arc.from_begin else self.schedule.ends)[arc.earlier]
        return self.jobs.clocks[self.jobs.lags].shifted(at, arc.lag)

    def _allowed(self, job: int, arc: Arc) -> int:
        """Return the first unit of the job that the arc allows."""
        tick = self._tick(arc)
        return self._by_end(job, tick) if arc.to_end and tick else self.clocks[job].units(tick)

    def _by_end(self, job: int, tick: int) -> int:
        """Return the first unit of the job with which it ends at that moment or later."""
        return self.clocks[job].units(tick - 1) + 1 - self.modes[job].length if tick else 0

    def _free_after(self, job: int) -> int:
        return self.clocks[job].whole(self.schedule.units[job] + self.modes[job].length)

    def _closed_before(self, job: int) -> bool:
        """Tell whether the desk was closed between the moment the job might have begun and its beginning."""
        arcs = (arc for arc in self.jobs.before[job] if not arc.to_end)
        ready = max([self.jobs.release[job], *(self._tick(arc) for arc in arcs)])
        return bool(self.modes[job].length) and self.clocks[job].begin(self.schedule.units[job]) > ready
