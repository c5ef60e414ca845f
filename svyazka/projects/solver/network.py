"""What waits for what: rings, longest paths without regard to who is busy, and the order in which jobs are placed."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from svyazka.projects.solver.calendars import OutOfTime
from svyazka.projects.solver.jobs import Jobs, Mode

FAR = 1 << 60


def ring(waits: Mapping[Any, Sequence[Any]]) -> tuple:
    """Return the keys that wait for each other in a ring, each for the one before it; nothing if there is no ring."""
    caught = {key for key, earlier in waits.items() if earlier}
    behind: dict[Any, list] = {}
    left = {key: len(earlier) for key, earlier in waits.items()}
    for key, earlier in waits.items():
        for one in earlier:
            behind.setdefault(one, []).append(key)
    ready = [key for key, count in left.items() if not count]
    while ready:
        for key in behind.get(ready.pop(), ()):
            left[key] -= 1
            if not left[key]:
                ready.append(key)
                caught.discard(key)
    return _way_round(waits, caught) if caught else ()


def _way_round(waits: Mapping[Any, Sequence[Any]], caught: set) -> tuple:
    """Go from a caught key to what it waits for until a key comes up again; turn what was walked the way work flows."""
    seen: dict[Any, int] = {}
    key = min(caught)
    while key not in seen:
        seen[key] = len(seen)
        key = min(one for one in waits[key] if one in caught)
    walked = [one for one, place in seen.items() if place >= seen[key]][::-1]
    first = walked.index(min(walked))
    return tuple(walked[first:] + walked[:first])


def by_rank(jobs: Jobs, ranks: Sequence[Any]) -> list[int]:
    """Return all jobs, each after what it waits for; of those that may come next the one of the least rank comes."""
    left = [len(arcs) for arcs in jobs.before]
    ready = [(ranks[job], job) for job, count in enumerate(left) if not count]
    heapify(ready)
    order = []
    while ready:
        _rank, job = heappop(ready)
        order.append(job)
        for later in jobs.after[job]:
            left[later] -= 1
            if not left[later]:
                heappush(ready, (ranks[later], later))
    return order


def heads(jobs: Jobs) -> tuple[list[int], list[int]]:
    """Return the least begins and ends of all jobs if everybody were free for each: the forward pass of a critical path.

    Raises OutOfTime if a calendar ends before.
    """
    begins, ends = [0] * len(jobs), [0] * len(jobs)
    for job in jobs.flow:
        begin, end = jobs.bounds(job, begins, ends)
        if jobs.pinned[job] is not None:
            begin = jobs.pinned[job]
        spans = [span for mode in jobs.modes[job] if (span := _alone(jobs, mode, begin, end))]
        if not spans:
            raise OutOfTime
        begins[job], ends[job] = min(one[0] for one in spans), min(one[1] for one in spans)
        if jobs.began[job] is not None:
            begins[job] = jobs.began[job]
    return begins, ends


def _alone(jobs: Jobs, mode: Mode, begin: int, end: int) -> tuple[int, int] | None:
    """Return the least begin and end of the mode between these bounds, or None if its calendar is too short."""
    clock = jobs.clocks[mode.clock]
    unit = clock.units(begin)
    if end:
        unit = max(unit, clock.units(end - 1) + 1 - mode.length)
    try:
        if not mode.length:
            return (clock.finish(unit),) * 2
        return clock.begin(unit), clock.finish(clock.whole(unit + mode.length))
    except OutOfTime:
        return None


def tails(jobs: Jobs) -> list[int]:
    """Return the least time from the begin of each job to the end of the longest chain behind it, in units, calendars left out.

    It ranks; it bounds only where there are no calendars.
    """
    least = [min(mode.length for mode in modes) for modes in jobs.modes]
    behind = list(least)
    for job in reversed(jobs.flow):
        for arc in jobs.before[job]:
            own = least[arc.earlier]
            ahead = behind[job] + arc.lag + (0 if arc.from_begin else own) - (least[job] if arc.to_end else 0)
            behind[arc.earlier] = max(behind[arc.earlier], own, ahead)
    return behind


def latest(jobs: Jobs) -> list[int]:
    """Return by when each job should begin so that what is due behind it is not late, in ticks; FAR if nothing is due."""
    lengths = [min(mode.length for mode in modes) for modes in jobs.modes]
    ends = [min(_or_far(due), _or_far(jobs.deadlines[project])) for due, project in zip(jobs.due, jobs.project, strict=True)]
    begins = [FAR] * len(jobs)
    for job in reversed(jobs.flow):
        begins[job] = min(begins[job], ends[job] - lengths[job])
        if jobs.pinned[job] is not None:
            begins[job] = min(begins[job], jobs.pinned[job])
        for arc in jobs.before[job]:
            limit = (begins[job] + lengths[job] if arc.to_end else begins[job]) - arc.lag
            begins[arc.earlier] = min(begins[arc.earlier], limit if arc.from_begin else limit - lengths[arc.earlier])
    return begins


def _or_far(tick: int | None) -> int:
    return FAR if tick is None else tick


def ranks(jobs: Jobs) -> list[tuple]:
    """Return the rank of each job: what is in progress, then what must begin soonest so that nothing is late, then heavier
    projects, then longer tails."""
    longest, by = tails(jobs), latest(jobs)
    return [
        (jobs.began[job] is None, by[job], -jobs.weights[jobs.project[job]], -longest[job], job) for job in range(len(jobs))
    ]
