"""Planning again after a change: what can stay where it was stays, what must move moves as little as it can, and it is told why.

Of several repaired plans the cheapest is taken. What counts as late in a plan made again is what becomes late that was not, or
later than it was; a task is moved to spare more than a working day of it, not less.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from svyazka.projects.solver.holds import Holds
from svyazka.projects.solver.jobs import Jobs, Schedule, cost
from svyazka.projects.solver.network import FAR, by_rank, latest, ranks
from svyazka.projects.solver.serial import Bench, NoTime, serial
from svyazka.projects.solver.shapes import Move, Plan

TRIES = 3  # how often what leads to a late task is let go


def repaired(jobs: Jobs) -> Schedule:
    """Return the cheapest of: everything held, and what has grown pushes the others on; or it yields to them; then with what leads
    to late tasks let go; all placed anew.

    Raises NoTime if the calendars end before the work does.
    """
    return min(_Repair(jobs).candidates(), key=lambda schedule: cost(jobs, schedule))


class _Repair:
    """Ways to repair a plan; urgency and ranks are reckoned once."""

    def __init__(self, jobs: Jobs):
        self.jobs, self.urgent, self.ranks = jobs, latest(jobs), ranks(jobs)

    def candidates(self) -> Iterator[Schedule]:
        """Yield the schedules among which to choose."""
        grown, loose = _grown(self.jobs), set()
        tried = [(self._held(loose, yielding), yielding) for yielding in (set(), grown)]
        yield from (schedule for schedule, _yielding in tried)
        schedule, yielding = min(tried, key=lambda one: cost(self.jobs, one[0]))
        for _ in range(TRIES):
            freed = _leading_to_late(self.jobs, schedule) - loose
            if not freed:
                return
            loose |= freed
            yield (schedule := self._held(loose, yielding))
        yield serial(self.jobs, by_rank(self.jobs, self.ranks))

    def _held(self, loose: set[int], yielding: set[int]) -> Schedule:
        """Place what is in progress first; the held jobs no sooner than they stood and with whom they stood, by when that was; the
        loose ones by urgency; those that yield, and what is new, into what is left."""
        held = [None if job in loose else one for job, one in enumerate(self.jobs.held)]
        bench = Bench(self.jobs)
        for job in by_rank(self.jobs, [self._turn(job, one, loose, yielding) for job, one in enumerate(held)]):
            try:
                bench.place(job, *(held[job] or ()))
            except NoTime:
                bench.place(job)
        return bench.schedule()

    def _turn(self, job: int, held: tuple[int, int] | None, loose: set[int], yielding: set[int]) -> tuple:
        if job in loose:
            when = self.urgent[job]
        elif self.jobs.began[job] is not None and held is None:
            when = -1
        else:
            when = held[1] if held and job not in yielding else FAR
        return when, held is None, self.ranks[job]


def _grown(jobs: Jobs) -> set[int]:
    """Return the jobs that no longer fit between where they are held and where the next one at their desk is."""
    desks = defaultdict(list)
    for job, held in enumerate(jobs.held):
        if held:
            mode = jobs.modes[job][held[0]]
            desks[mode.demands].append((jobs.clocks[mode.clock].units(held[1]), mode.length, job))
    return {job for desk in desks.values() for (unit, length, job), later in pairwise(sorted(desk)) if unit + length > later[0]}


def _leading_to_late(jobs: Jobs, schedule: Schedule) -> set[int]:
    """Return the jobs that are late, and those that hold them where they are, back along the way."""
    holds = Holds(jobs, schedule)
    ahead = [job for job, end in enumerate(schedule.ends) if end > _due(jobs, job)]
    found = set(ahead)
    while ahead:
        close = {why.key for why in holds.of(ahead.pop()) if why.key is not None and jobs.pinned[why.key] is None} - found
        found |= close
        ahead += close
    return found


def _due(jobs: Jobs, job: int) -> int:
    days = (jobs.due[job], jobs.deadlines[jobs.project[job]])
    return min((day for day in days if day is not None), default=FAR)


def moves(before: Plan, after: Plan) -> tuple[Move, ...]:
    """Return what stands elsewhere than before, by its new beginning, with what holds it there now; what is new among it."""
    return tuple(
        Move(one.id, before.placed.get(one.id), one, one.why)
        for one in after.tasks
        if one.why and _place(before.placed.get(one.id)) != _place(one)
    )


def _place(placed) -> tuple | None:
    return placed and (placed.person, placed.works_from, placed.ends_at)
