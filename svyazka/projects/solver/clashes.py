"""Why a plan is impossible: a smallest set of things that clash, so that to give way in any one of them would help.

The set is irreducible (a MUS): all of it cannot be, and without any one of it the rest can, as far as the solver proves it within
its effort. Things are let go by halves, then one by one, as in Zeller & Hildebrandt, "Simplifying and isolating failure-inducing
input" (IEEE TSE 28, 2002); whether the rest is still impossible is told by the longest path, by a list schedule, and by CP-SAT
where these do not tell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from svyazka.kit.worktime import DAY
from svyazka.projects.solver.calendars import OutOfTime
from svyazka.projects.solver.effort import Effort
from svyazka.projects.solver.exact import in_time, pieces
from svyazka.projects.solver.jobs import Jobs, cost
from svyazka.projects.solver.laying import lay
from svyazka.projects.solver.network import by_rank, heads, ranks
from svyazka.projects.solver.refusals import Thing
from svyazka.projects.solver.serial import NoTime, serial
from svyazka.projects.solver.shapes import Agenda

EFFORT = Effort(0.5)
AHEAD = (timedelta(days=400), timedelta(days=1096))  # calendars are laid as far as the work needs
MONTH = timedelta(days=31)
LARGEST = 30_000  # pieces of clocks


def explain(agenda: Agenda, *, days: bool = True, effort: Effort = EFFORT) -> tuple[Thing, ...]:
    """Return the smallest clashing things; nothing if all can be in time, or if the effort does not tell.

    Without `days` only pins are looked at: whether everything that is pinned can stand there at all.
    """
    agenda = agenda if days else _endless(agenda)
    things = _things(agenda)
    if not _impossible(agenda, things, effort):
        return ()
    things = _narrowed(agenda, things, effort)
    return tuple(_needed(agenda, things, effort))


def _endless(agenda: Agenda) -> Agenda:
    return replace(
        agenda, tasks=[replace(task, due_on=None) for task in agenda.tasks],
        projects=[replace(project, deadline_on=None) for project in agenda.projects],
    )  # fmt: skip


def _things(agenda: Agenda) -> list[Thing]:
    """Return everything that could give way, the days first and the work last, for what comes first is let go of first."""
    tasks = [task for task in agenda.tasks if not task.done]
    return [
        *(Thing("absence", (worker.id, *run)) for worker in agenda.workers for run in _runs(worker.window.days_off)),
        *(Thing("busy", (worker.id,)) for worker in agenda.workers if worker.busy),
        *(Thing("share", (person, project)) for person, project in sorted({(s.person, s.project) for s in agenda.shares})),
        *(Thing("not_before", (task.id,)) for task in tasks if task.not_before),
        *(Thing("due", (task.id,)) for task in tasks if task.due_on),
        *(Thing("deadline", (project.id,)) for project in agenda.projects if project.deadline_on),
        *(Thing("dependency", (one.earlier, one.later)) for one in agenda.dependencies),
        *(Thing("pin", (task.id,)) for task in tasks if task.pinned),
        *(Thing("task", (task.id,)) for task in tasks),
    ]


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Return days as runs of adjacent ones: first and last."""
    ordered = sorted(days)
    breaks = [n for n, (one, two) in enumerate(pairwise(ordered), 1) if two - one > DAY]
    return [(ordered[a], ordered[b - 1]) for a, b in pairwise([0, *breaks, len(ordered)]) if b > a]


def _needed(agenda: Agenda, things: list[Thing], effort: Effort) -> list[Thing]:
    """Let go of stretches of things, each half as long as before, as long as what is left stays impossible."""
    length = len(things)
    while length:
        start = 0
        while start < len(things):
            rest = things[:start] + things[start + length :]
            if rest and _impossible(agenda, rest, effort):
                things = rest
            else:
                start += length
        length //= 2
    return things


def _narrowed(agenda: Agenda, things: list[Thing], effort: Effort) -> list[Thing]:
    """Try first what stands on the way of one day only: mostly one day is enough to clash."""
    for thing in things:
        if thing.kind in ("due", "deadline", "pin"):
            rest = [one for one in things if one.kind not in ("due", "deadline", "pin") or one == thing]
            if _impossible(agenda, rest, effort):
                return rest
    return things


def _impossible(agenda: Agenda, things: Sequence[Thing], effort: Effort) -> bool:
    """Tell whether it is proved that these things cannot all be."""
    reduced = only(agenda, things)
    for last in _lasts(reduced):
        try:
            return bool(reduced.tasks) and _never(lay(reduced, last).jobs, effort)
        except (NoTime, OutOfTime):
            continue
    return False


def _lasts(agenda: Agenda) -> Iterator[date]:
    """Yield how far to lay calendars: a month beyond the last day that is named, and as far as work may go."""
    start = agenda.starts_at.date()
    named = [day for day in (*(t.due_on for t in agenda.tasks), *(p.deadline_on for p in agenda.projects)) if day]
    yield min(max([start, *named]) + MONTH, start + AHEAD[0])
    yield from (start + ahead for ahead in AHEAD)


def _never(jobs: Jobs, effort: Effort) -> bool:
    """Tell whether it is proved that not all jobs can be in time: by the longest path, or by CP-SAT where the list does not tell.

    Raises NoTime or OutOfTime if the calendars end before the work does.
    """
    schedule = serial(jobs, by_rank(jobs, ranks(jobs)))
    if cost(jobs, schedule)[:2] == (0, 0):
        return False
    _begins, ends = heads(jobs)
    days = zip(ends, jobs.due, (jobs.deadlines[project] for project in jobs.project), strict=True)
    if any(day is not None and end > day for end, *both in days for day in both):
        return True
    return pieces(jobs, jobs.clocks[0].total) <= LARGEST and in_time(jobs, jobs.clocks[0].total, effort) is False


def only(agenda: Agenda, things: Iterable[Thing]) -> Agenda:
    """Return the agenda with nothing but these things in it: other work is gone, other days are open."""
    kept = set(things)
    work = {key for kind, key in kept if kind == "task"}
    tasks = [
        replace(
            task, due_on=task.due_on if ("due", (task.id,)) in kept else None,
            pinned=task.pinned if ("pin", (task.id,)) in kept else None,
            not_before=task.not_before if ("not_before", (task.id,)) in kept else None,
        )
        for task in agenda.tasks if task.done or (task.id,) in work
    ]  # fmt: skip
    there = {task.id for task in tasks}
    return replace(
        agenda, tasks=tasks,
        dependencies=[one for one in agenda.dependencies
                      if ("dependency", (one.earlier, one.later)) in kept and {one.earlier, one.later} <= there],
        projects=[one if ("deadline", (one.id,)) in kept else replace(one, deadline_on=None) for one in agenda.projects],
        workers=[_back_at_work(worker, kept) for worker in agenda.workers],
        shares=[one if ("share", (one.person, one.project)) in kept else replace(one, percent=100) for one in agenda.shares],
    )  # fmt: skip


def _back_at_work(worker, kept: set[Thing]):
    away = {day for day in worker.window.days_off
            if any(kind == "absence" and key[0] == worker.id and key[1] <= day <= key[2] for kind, key in kept)}  # fmt: skip
    busy = worker.busy if ("busy", (worker.id,)) in kept else ()
    return replace(worker, window=replace(worker.window, days_off=frozenset(away)), busy=busy)
