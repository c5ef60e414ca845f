"""Why a plan is impossible: a smallest set of things that clash, so that to give way in any one of them would help.

The set is irreducible (a MUS): all of it cannot be, and without any one of it the rest can, as far as the solver proves it within
its effort. Things are let go by halves, then one by one, as in Junker, "QuickXplain" (AAAI 2004); whether the rest is still
impossible is told by bounds, by a list schedule, and by CP-SAT where these do not tell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from svyazka.kit.worktime import DAY
from svyazka.projects.solver.calendars import OutOfTime
from svyazka.projects.solver.exact import in_time
from svyazka.projects.solver.jobs import cost
from svyazka.projects.solver.laying import Laid, lay
from svyazka.projects.solver.model import Effort
from svyazka.projects.solver.network import by_rank, heads, ranks
from svyazka.projects.solver.refusals import Thing
from svyazka.projects.solver.serial import NoTime, serial
from svyazka.projects.solver.shapes import Agenda

EFFORT = Effort(0.5)
BEYOND = timedelta(days=30)


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
    if not reduced.tasks:
        return False
    laid = _laid_far_enough(reduced)
    if laid is None:
        return False
    jobs = laid.jobs
    try:
        _begins, ends = heads(jobs)
        due = [min(one for one in (jobs.due[n], jobs.deadlines[jobs.project[n]], ends[n]) if one is not None) for n in range(len(jobs))]
        if any(end > by for end, by in zip(ends, due, strict=True)):
            return True
        schedule = serial(jobs, by_rank(jobs, ranks(jobs)))
    except (NoTime, OutOfTime):
        return False
    if cost(jobs, schedule)[:2] == (0, 0):
        return False
    return in_time(jobs, jobs.clocks[0].total, effort) is False


def _laid_far_enough(agenda: Agenda) -> Laid | None:
    """Lay the agenda out to a month after the last day that is named: what may end later may end then."""
    days = [day for day in (*(t.due_on for t in agenda.tasks), *(p.deadline_on for p in agenda.projects)) if day]
    days += [task.pinned.date() for task in agenda.tasks if task.pinned]
    return lay(agenda, max(days) + BEYOND) if days else None


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
    return replace(worker, window=replace(worker.window, days_off=frozenset(away)))
