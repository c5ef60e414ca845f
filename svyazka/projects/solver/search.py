"""An answer at once, and better ones while somebody looks.

Round after round two searches run side by side, each for a set amount of work: a population of orders, and CP-SAT. They tell each
other the best they know only between rounds. So the answers come in the same order on every machine, whatever its speed and
cores; a budget in seconds decides only how many of them are seen. One exception: seconds that run out inside a round stop CP-SAT
where it is, and what it has by then is kept.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

from svyazka.projects.solver.bounds import floor, nothing_better
from svyazka.projects.solver.budget import Budget, Deadline
from svyazka.projects.solver.effort import SEED, Effort, Halt
from svyazka.projects.solver.exact import Exact, Found, pieces
from svyazka.projects.solver.genetic import Child, Population, sorted_by_begin
from svyazka.projects.solver.jobs import Cost, Jobs, Schedule, cost

PLACED = 18_000  # jobs that the population places in the first round, three times over in a plain problem
MOST_CHILDREN = 200
UNITS = 0.02  # CP-SAT's deterministic units in the first round; each round has twice as much as the one before
ROUNDS_THAT_GROW = 6
LARGEST = 30_000  # pieces of clocks: what is larger CP-SAT would only begin to read


@dataclass(frozen=True)
class Answer:
    """A schedule, what it costs, the bound of its finish, and whether none is better."""

    schedule: Schedule
    cost: Cost
    bound: int
    proved: bool


def improving(jobs: Jobs, budget: Budget, start: Schedule | None = None) -> Iterator[Answer]:
    """Yield answers, each better than the one before (the last one may only be the proof of it), until nothing can be better
    or the budget ends. The first is `start`, or a list schedule if there is none.

    Raises NoTime if the calendars end before the work does.
    """
    search = _Search(jobs, Deadline(budget.seconds), start)
    yield search.answer
    for number in count():
        over = search.deadline.over or (budget.rounds is not None and number >= budget.rounds)
        if over or search.answer.proved or not (search.exact or search.breeds) or not budget.wanted():
            return
        yield from search.round(number)


class _Search:
    """What is known so far."""

    def __init__(self, jobs: Jobs, deadline: Deadline, start: Schedule | None):
        self.jobs, self.deadline = jobs, deadline
        self.population = Population(jobs)
        child = self.population.step() if start is None else Child(cost(jobs, start), sorted_by_begin(jobs, start), start)
        if start is not None:
            self.population.welcome(child)
        self.bound = floor(jobs)
        self.answer = self._answer(child)
        small = pieces(jobs, 2 * max(child.schedule.ends, default=0)) <= LARGEST
        self.exact = Exact(jobs, child.schedule) if small else None
        self.breeds = not any(jobs.held)  # to breed orders would be to move what is held

    def _answer(self, child: Child | Answer, *, proved: bool = False) -> Answer:
        proved = proved or nothing_better(self.jobs, child.cost, self.bound)
        return Answer(child.schedule, child.cost, self.bound, proved)

    def round(self, number: int) -> Iterator[Answer]:
        """Let both searches work from here for as much as this round gives them; yield what is better.

        Whoever stops listening, or a proof, stops both.
        """
        grown, halt = 2 ** min(number, ROUNDS_THAT_GROW), Halt()
        effort = Effort(UNITS * grown, self.deadline, SEED + number)
        with ThreadPoolExecutor(1) as beside:
            thinking = None
            if self.exact:
                thinking = beside.submit(self.exact.better, self.answer.schedule, effort, floor=self.bound, halt=halt)
            try:
                yield from self._breed(grown * min(MOST_CHILDREN, 1 + PLACED // len(self.jobs)) if self.breeds else 0)
            finally:
                if self.answer.proved or sys.exception():
                    halt.say()
            found = thinking.result() if thinking else None
        if found and not self.answer.proved:
            yield from self._heard(found)

    def _breed(self, children: int) -> Iterator[Answer]:
        for _ in range(children):
            if self.deadline.over:
                return
            child = self.population.step()
            if child.cost < self.answer.cost:
                self.answer = self._answer(child)
                yield self.answer
                if self.answer.proved:
                    return

    def _heard(self, found: Found) -> Iterator[Answer]:
        """Take what CP-SAT found."""
        self.bound = max(self.bound, found.bound)
        known = cost(self.jobs, found.schedule)
        better = known < self.answer.cost
        if better:
            self.population.welcome(Child(known, sorted_by_begin(self.jobs, found.schedule), found.schedule))
        proved = found.proved and known <= self.answer.cost
        if better or (proved and not self.answer.proved):
            self.answer = self._answer(Child(known, [], found.schedule), proved=proved)
            yield self.answer
