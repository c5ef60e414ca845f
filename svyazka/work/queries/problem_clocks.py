"""Clocks of problems as they stand: norms in force, what is used, which problems call people by now."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from svyazka.kit.memo import once
from svyazka.kit.workclock import ShownClock, WorkClock, shown_clock
from svyazka.kit.worktime import Window
from svyazka.leads.queries.clock import levels_on
from svyazka.leads.rules.clock import next_level
from svyazka.people.queries import agency_window, at_work_on, today
from svyazka.work.models import Problem, ProblemNorm
from svyazka.work.rules.problem import STOPS, Norm, ProblemClock, minutes_of, running_clock


def problem_norms() -> list[Norm]:
    """Return every norm of problems; asked once in a request."""
    rows = ProblemNorm.objects.values_list("clock", "kind", "minutes", "starts_on")
    return once("work.problem_norms", lambda: [Norm(*row) for row in rows])


def norm_minutes(clock: str, kind: str, day: date) -> int:
    """Return the working minutes of the norm in force on that day."""
    return minutes_of(problem_norms(), clock=clock, kind=kind, day=day)


def clock_of(problem: Problem, clock: str, window: Window | None = None) -> WorkClock:
    """Return one clock of the problem; it runs from the moment the problem was raised."""
    minutes = norm_minutes(clock, problem.kind, today(problem.opened_at))
    return WorkClock(problem.opened_at, minutes, window or agency_window(), stopped_at=getattr(problem, STOPS[ProblemClock(clock)]))


def running(problem: Problem) -> ProblemClock | None:
    """Return the clock that the problem is watched by now."""
    return running_clock(problem.reacted_at, problem.proposed_at, problem.resolved_at)


def wound(problem: Problem, at: datetime, window: Window | None = None) -> dict[str, datetime | None]:
    """Return the columns of the problem's clocks as they are to be."""
    window = window or agency_window()
    due = {f"{clock}_due_at": clock_of(problem, clock, window).reaches(100) for clock in ProblemClock.values}
    return {**due, "next_level_at": next_call(problem, at, window)}


def next_call(problem: Problem, at: datetime, window: Window) -> datetime | None:
    """Return when the clock that runs reaches the next level nobody was told of; None when none runs."""
    clock = running(problem)
    if clock is None:
        return None
    told = [call.percent for call in problem.calls.all() if call.clock == clock] if problem.pk else []
    return next_level(clock_of(problem, clock, window), levels_on(today(at)), told)


def due_now(problem: Problem) -> datetime | None:
    """Return when the clock that the problem is watched by is due."""
    clock = running(problem)
    return getattr(problem, f"{clock}_due_at") if clock else None


def unresolved() -> QuerySet[Problem]:
    """Return the open problems."""
    return Problem.objects.filter(resolved_at=None).select_related("engagement", "owner").order_by("pk")


def calling_problems(at: datetime) -> QuerySet[Problem]:
    """Return the problems whose clock has reached a level by that moment; none while the window is shut: nobody is woken."""
    if agency_window().opens_at(at) > at:
        return Problem.objects.none()
    return unresolved().filter(next_level_at__lte=at).order_by("next_level_at", "pk")


def holding(problem: Problem, at: datetime) -> list:
    """Return the owner of the problem if it is their working day."""
    return at_work_on([problem.owner] if problem.owner else [], today(at))


def shown_clocks(problems: Iterable[Problem], at: datetime) -> dict[int, ShownClock]:
    """Return the clock each problem is watched by, as people see it; of a resolved one, that of the solution."""
    window = agency_window()
    return {one.pk: shown_clock(clock_of(one, running(one) or ProblemClock.RESOLVE, window), at) for one in problems}


def all_clocks(problem: Problem, at: datetime) -> list[tuple[ProblemClock, ShownClock]]:
    """Return every clock of the problem."""
    window = agency_window()
    return [(clock, shown_clock(clock_of(problem, clock, window), at)) for clock in ProblemClock]


def used(problem: Problem, clock: str, at: datetime) -> timedelta:
    """Return the working time from the raising to that moment."""
    return clock_of(problem, clock).window.between(problem.opened_at, at)
