"""What CP-SAT is asked: for something better than this, whether all can be in time, for anything in which pins hold."""

from dataclasses import dataclass

from svyazka.projects.solver.jobs import Jobs, Schedule, cost
from svyazka.projects.solver.model import Effort, Halt, Model
from svyazka.projects.solver.network import by_rank
from svyazka.projects.solver.serial import serial


@dataclass(frozen=True)
class Found:
    """The best schedule, whether nothing can be better, and below what its finish cannot fall."""

    schedule: Schedule
    proved: bool
    bound: int


def better(jobs: Jobs, best: Schedule, effort: Effort, *, floor: int = 0, halt: Halt | None = None) -> Found:
    """Look for a better schedule than this one: in turn less harm, sooner done."""
    known, proved, bound = cost(jobs, best), True, floor
    told = Model(jobs, _horizon(jobs, best))
    goals = told.goals()
    told.model.add(goals.finish >= floor)
    for number, goal in enumerate(goals):
        if halt and halt.said:
            return Found(best, False, bound)
        if not isinstance(goal, int) and known[number]:
            told.model.minimize(goal)
            told.hint(best)
            solver, status = told.solve(effort, halt)
            if status in (told.cp.OPTIMAL, told.cp.FEASIBLE):
                best = min([best, *_settled(jobs, told.read(solver))], key=lambda schedule: cost(jobs, schedule))
                known = cost(jobs, best)
            proved = proved and status == told.cp.OPTIMAL
            bound = max(bound, int(solver.best_objective_bound)) if number == len(goals) - 1 and not any(known[:number]) else bound
        told.model.add(goal <= known[number]) if not isinstance(goal, int) else None
    return Found(best, proved, bound)


def any_schedule(jobs: Jobs, near: Schedule, effort: Effort) -> Schedule | None:
    """Return a schedule in which all pins hold, begun to be looked for at this one; None if none is found."""
    told = Model(jobs, _horizon(jobs, near))
    told.hint(near)
    solver, status = told.solve(effort)
    if status not in (told.cp.OPTIMAL, told.cp.FEASIBLE):
        return None
    return min(_settled(jobs, told.read(solver)), key=lambda schedule: cost(jobs, schedule))


def _settled(jobs: Jobs, found: Schedule) -> list[Schedule]:
    """Return the schedule placed anew in its own order, which closes gaps; and itself, unless its desks have broken minutes: where
    a share changes, the model's units are finer than a minute."""
    anew = serial(jobs, by_rank(jobs, found.begins), found.modes)
    return [anew, found] if all(speed == 1 for clock in jobs.clocks for speed in clock.speeds) else [anew]


def _horizon(jobs: Jobs, best: Schedule) -> int:
    """Return by when all is done in any schedule worth having: the end of this one, twice that where there is more than one goal."""
    last = max(best.ends)
    return last if jobs.plain else min(2 * last, max(clock.closes[-1] for clock in jobs.clocks))


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


