"""The problem as numbers: jobs, the ways each can be done, what they wait for, and what a schedule of them costs.

This is the resource-constrained project scheduling problem with several modes, minimal time lags of four kinds and calendars
(MPS | temp, calendars | in the notation of Brucker et al., EJOR 112, 1999). An instance of PSPLIB and the plan of an agency are
both written in it, so one set of methods serves both.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from svyazka.projects.solver.calendars import Clock

MOVE = 480  # a job is moved only to spare more ticks of weighted lateness than this: a working day


class Mode(NamedTuple):
    """A way to do a job: so many units on a clock, so much of each resource meanwhile; all of them run by that clock."""

    clock: int
    length: int
    demands: tuple[tuple[int, int], ...] = ()
    person: int | None = None


class Arc(NamedTuple):
    """What holds a job: the begin or the end of an earlier one, plus a lag, not after the job's own begin or end."""

    earlier: int
    from_begin: bool = False
    to_end: bool = False
    lag: int = 0


class Resource(NamedTuple):
    """Something of which so much can be used at once, by its clock."""

    clock: int
    capacity: int


@dataclass
class Jobs:
    """All jobs by their number; moments are ticks of the axis, lengths units of a clock, `lags` the clock lags run by.

    `release` and `ready_end` are the least begin and end; `pinned` the begin that must be; `began` the begin of what is in
    progress (its mode is what is left of it); `held` the mode and the begin it had before, from which it should not move.
    """

    clocks: list[Clock]
    resources: list[Resource]
    modes: list[tuple[Mode, ...]]
    before: list[tuple[Arc, ...]]
    lags: int = 0
    release: list[int] = field(default_factory=list)
    ready_end: list[int] = field(default_factory=list)
    pinned: list[int | None] = field(default_factory=list)
    began: list[int | None] = field(default_factory=list)
    due: list[int | None] = field(default_factory=list)
    held: list[tuple[int, int] | None] = field(default_factory=list)
    project: list[int] = field(default_factory=list)
    weights: list[int] = field(default_factory=lambda: [1])
    deadlines: list[int | None] = field(default_factory=lambda: [None])

    def __post_init__(self) -> None:
        n = len(self.modes)
        for name, blank in (("release", 0), ("ready_end", 0), ("pinned", None), ("began", None), ("due", None), ("held", None),
                            ("project", 0)):  # fmt: skip
            setattr(self, name, getattr(self, name) or [blank] * n)
        self.after: list[list[int]] = [[] for _ in range(n)]
        for job, arcs in enumerate(self.before):
            for arc in arcs:
                self.after[arc.earlier].append(job)

    def __len__(self) -> int:
        return len(self.modes)

    @cached_property
    def flow(self) -> list[int]:
        """The jobs so that each comes after what it waits for."""
        left = [len(arcs) for arcs in self.before]
        flow = [job for job, count in enumerate(left) if not count]
        for job in flow:
            for later in self.after[job]:
                left[later] -= 1
                if not left[later]:
                    flow.append(later)
        return flow

    def bounds(self, job: int, begins: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
        """Return the least begin and the least end of the job, as what it waits for stands."""
        begin, end = self.release[job], self.ready_end[job]
        for earlier, from_begin, to_end, lag in self.before[job]:
            at = begins[earlier] if from_begin else ends[earlier]
            if lag:
                at = self.clocks[self.lags].shifted(at, lag)
            if to_end:
                end = at if at > end else end
            else:
                begin = at if at > begin else begin
        return begin, end

    @cached_property
    def plain(self) -> bool:
        """Tell whether time may be turned round: one unbroken clock, one mode a job, ends before begins, nothing fixed."""
        arcs = (arc for arcs in self.before for arc in arcs)
        return (
            len(self.clocks) == 1 and self.clocks[0].unbroken and all(len(modes) == 1 for modes in self.modes)
            and not any(arc.from_begin or arc.to_end or arc.lag < 0 for arc in arcs)
            and not any(self.release) and not any(self.ready_end) and self.deadlines == [None]
            and all(one == [None] * len(self) for one in (self.pinned, self.began, self.due, self.held))
        )  # fmt: skip

    def mirrored(self) -> "Jobs":
        """Return the same plain problem with time running backwards."""
        before: list[list[Arc]] = [[] for _ in self.modes]
        for job, arcs in enumerate(self.before):
            for arc in arcs:
                before[arc.earlier].append(Arc(job, lag=arc.lag))
        return Jobs(self.clocks, self.resources, self.modes, [tuple(arcs) for arcs in before], self.lags)


class Schedule(NamedTuple):
    """For each job its mode, its first unit on the mode's clock, and its begin and end in ticks."""

    modes: Sequence[int]
    units: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]


class Cost(NamedTuple):
    """What is kept small, the first thing first: pins that do not hold (with such it is no schedule yet); harm, which is weighted
    ticks late and the price of each job moved; weighted ticks until projects end."""

    broken: int
    harm: int
    finish: int


def standing(jobs: Jobs, schedule: Schedule) -> Sequence[int]:
    """Return the tick from which each job is worked on: of what is in progress, from which it goes on."""
    going = [job for job, began in enumerate(jobs.began) if began is not None]
    if not going:
        return schedule.begins
    found = list(schedule.begins)
    for job in going:
        found[job] = jobs.clocks[jobs.modes[job][schedule.modes[job]].clock].begin(schedule.units[job])
    return found


def cost(jobs: Jobs, schedule: Schedule) -> Cost:
    """Return what the schedule costs."""
    ends_of, late = [0] * len(jobs.weights), 0
    for job, end in enumerate(schedule.ends):
        project = jobs.project[job]
        if end > ends_of[project]:
            ends_of[project] = end
        due = jobs.due[job]
        if due is not None and end > due:
            late += jobs.weights[project] * (end - due)
    for weight, end, deadline in zip(jobs.weights, ends_of, jobs.deadlines, strict=True):
        late += weight * max(0, end - deadline) if deadline is not None else 0
    stands = standing(jobs, schedule)
    moved = sum(held not in (None, (schedule.modes[job], stands[job])) for job, held in enumerate(jobs.held))
    finish = sum(weight * end for weight, end in zip(jobs.weights, ends_of, strict=True))
    return Cost(len(broken(jobs, schedule)), late + MOVE * moved, finish)


def broken(jobs: Jobs, schedule: Schedule) -> set[int]:
    """Return the pinned jobs that stand before what they wait for, or on another pinned one at their desk."""
    pinned = [job for job, pin in enumerate(jobs.pinned) if pin is not None]
    found = {job for job in pinned if _too_soon(jobs, schedule, job)}
    spans = sorted((resource, schedule.units[job], schedule.units[job] + mode.length, job)
                   for job in pinned for mode in jobs.modes[job][:1] for resource, _amount in mode.demands)  # fmt: skip
    return found | {two[3] for one, two in pairwise(spans) if one[0] == two[0] and one[2] > two[1]}


def _too_soon(jobs: Jobs, schedule: Schedule, job: int) -> bool:
    begin, end = jobs.bounds(job, schedule.begins, schedule.ends)
    return jobs.clocks[jobs.modes[job][0].clock].units(begin) > schedule.units[job] or schedule.ends[job] < end
