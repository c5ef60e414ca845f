"""What CP-SAT is asked: for something better than this, whether all can be in time, for anything in which pins hold."""

from dataclasses import dataclass
from typing import Any

from svyazka.projects.solver.bounds import soonest_ends
from svyazka.projects.solver.effort import Effort, Halt
from svyazka.projects.solver.jobs import Jobs, Schedule, cost, standing
from svyazka.projects.solver.model import Model
from svyazka.projects.solver.network import by_rank
from svyazka.projects.solver.serial import NoTime, serial

FEW = 3_000  # pieces of clocks


@dataclass(frozen=True)
class Found:
    """The best schedule, whether nothing can be better, and below what its finish cannot fall."""

    schedule: Schedule
    proved: bool
    bound: int


class Exact:
    """The jobs told once to CP-SAT, and asked again and again."""

    def __init__(self, jobs: Jobs, start: Schedule):
        self.jobs, self.told = jobs, None
        self.horizon, self.lawful = _horizon(jobs, start)

    def better(self, best: Schedule, effort: Effort, *, floor: int = 0, halt: Halt | None = None) -> Found:
        """Look for a better schedule than this one, which costs no more than those asked of before: in turn less harm, sooner done."""
        self.told = self.told or Model(self.jobs, self.horizon)
        known, proved, bound = cost(self.jobs, best), True, floor
        goals = self.told.goals
        self.told.model.add(goals.finish >= floor)
        for number, goal in enumerate(goals):
            if halt and halt.said:
                return Found(best, False, bound)
            if not isinstance(goal, int) and known[number]:
                best, status, least = self._least(goal, best, effort, halt)
                known = cost(self.jobs, best)
                proved = proved and status == self.told.cp.OPTIMAL
                bound = max(bound, least) if number == len(goals) - 1 and not any(known[:number]) else bound
            if not isinstance(goal, int) and number < len(goals) - 1:
                self.told.model.add(goal <= known[number])
        return Found(best, proved and self.lawful, bound)

    def _least(self, goal: Any, best: Schedule, effort: Effort, halt: Halt | None) -> tuple[Schedule, Any, int]:
        """Make this goal small; return the best schedule, the solver's status, its bound."""
        told = self.told
        told.model.minimize(goal)
        told.hint(best)
        solver, status = told.solve(effort, halt)
        if status in (told.cp.OPTIMAL, told.cp.FEASIBLE):
            best = min([best, *settled(self.jobs, told.read(solver))], key=lambda schedule: cost(self.jobs, schedule))
        return best, status, int(solver.best_objective_bound)


def any_schedule(jobs: Jobs, near: Schedule, effort: Effort) -> Schedule | None:
    """Return a schedule in which all pins hold, begun to be looked for at this one; None if none is found.

    It is looked for close by first: calendars of a year and more are long to tell.
    """
    for horizon in _nearer_first(jobs, near):
        told = Model(jobs, horizon)
        told.hint(near)
        solver, status = told.solve(effort)
        if status in (told.cp.OPTIMAL, told.cp.FEASIBLE):
            return min(settled(jobs, told.read(solver)), key=lambda schedule: cost(jobs, schedule), default=None)
    return None


def _nearer_first(jobs: Jobs, near: Schedule) -> list[int]:
    """Return by when to have all done: twice the known end, then whatever the calendars hold, unless that is too much to tell."""
    close, farthest = 2 * max(near.ends), _horizon(jobs, near)[0]
    return [close, farthest] if close < farthest else [farthest]


def settled(jobs: Jobs, found: Schedule) -> list[Schedule]:
    """Return the schedule placed anew in its own order, which closes gaps, with what is held where it stands, and with none; and itself,
    unless its desks have broken minutes: where a share changes, the model's units are finer than a minute."""
    whole = [found] if all(speed == 1 for clock in jobs.clocks for speed in clock.speeds) else []
    order = by_rank(jobs, standing(jobs, found))
    ways = [_stood(jobs, found)] * any(jobs.held) + [[0] * len(jobs)]
    try:
        return [*(serial(jobs, order, found.modes, not_before) for not_before in ways), *whole]
    except NoTime:
        return whole


def _stood(jobs: Jobs, found: Schedule) -> list[int]:
    """Return the tick before which each job does not begin, if it stands where it is held."""
    stands = standing(jobs, found)
    return [stands[job] if held == (found.modes[job], stands[job]) else 0 for job, held in enumerate(jobs.held)]


def _horizon(jobs: Jobs, best: Schedule) -> tuple[int, bool]:
    """Return by when all is done in any schedule worth having, and whether that is a law or only a custom.

    Where nothing harms, each project ends by what the others leave of the known finish, at the soonest they can. Else any end may
    be worth it: all that the calendars hold, or, where that is too much to tell, twice the known end.
    """
    known, last = cost(jobs, best), max(clock.closes[-1] for clock in jobs.clocks if clock.closes)
    if known.broken or known.harm:
        return (last, True) if pieces(jobs, last) <= FEW else (min(2 * max(best.ends), last), False)
    soonest = soonest_ends(jobs)
    spare = known.finish - sum(weight * end for weight, end in zip(jobs.weights, soonest, strict=True))
    return min(last, max(end + spare // weight for weight, end in zip(jobs.weights, soonest, strict=True))), True


def in_time(jobs: Jobs, horizon: int, effort: Effort) -> bool | None:
    """Tell whether everything can be done by its day; None if this much thinking does not tell."""
    told = Model(jobs, horizon)
    told.must_be_in_time()
    _solver, status = told.solve(effort)
    return {told.cp.OPTIMAL: True, told.cp.FEASIBLE: True, told.cp.INFEASIBLE: False}.get(status)


def pieces(jobs: Jobs, horizon: int) -> int:
    """Return how many pieces of clocks the model would have: what makes it large."""
    spans = [1 if clock.unbroken else sum(opens < horizon for opens in clock.opens) for clock in jobs.clocks]
    return sum(spans[mode.clock] for modes in jobs.modes for mode in modes)


