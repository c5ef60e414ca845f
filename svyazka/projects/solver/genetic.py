"""A population of orders: crossed, mutated, justified; each child is one step, so that it can be stopped after any of them.

Orders of jobs are crossed at two points as in Hartmann, "A competitive genetic algorithm for RCPSP" (NRL 45, 1998), and every
child of a plain problem is justified as in Valls, Ballestín & Quintanilla, "A hybrid genetic algorithm for RCPSP" (EJOR 185, 2008).
Its dice are seeded: the n-th child is always the same.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from svyazka.projects.solver.jobs import Cost, Jobs, Schedule, cost
from svyazka.projects.solver.network import by_rank, ranks
from svyazka.projects.solver.plain import Justified
from svyazka.projects.solver.serial import NoTime, serial
from svyazka.projects.solver.squeaky import Squeaky

FEW, MANY = 24, 150  # of a population: many where a child costs next to nothing
LARGE = 1_500  # jobs: longer orders are not bred, the wheels that squeak are greased
SEED = 2026


class Child(NamedTuple):
    """A schedule with its cost and the order that gives it."""

    cost: Cost
    order: list[int]
    schedule: Schedule


class Population:
    """Orders that have proved good; `step` adds one more."""

    def __init__(self, jobs: Jobs, seed: int = SEED):
        self.jobs, self.justified = jobs, Justified(jobs) if jobs.plain else None
        self.squeaky = None if jobs.plain else Squeaky(jobs)
        self.large, self.size = len(jobs) > LARGE, MANY if jobs.plain else FEW
        self.dice, self.ranks = Random(seed), ranks(jobs)
        self.all: list[Child] = []

    @property
    def best(self) -> Child:
        """The cheapest of all, the eldest of equals."""
        return min(self.all, key=lambda child: child.cost)

    def step(self) -> Child:
        """Bear a child: first one by the ranks, then some by what squeaks and by ranks shaken, then of two parents each."""
        if not self.all:
            child = self._born(by_rank(self.jobs, self.ranks))
        elif self.squeaky and (self.large or (len(self.all) < self.size and len(self.all) % 2)):
            child = self._born(self.squeaky.order())
        elif len(self.all) < self.size:
            child = self._born(self._shaken())
        else:
            child = self._born(self._moved(_crossed(self._parent().order, self._parent().order, self.dice)))
        if self.squeaky:
            self.squeaky.hear(child.schedule)
        self.welcome(child)
        return child

    def welcome(self, child: Child) -> None:
        """Let the child in while there is room, then in place of the worst, unless it is worse still or stands here already."""
        if len(self.all) < self.size:
            self.all.append(child)
            return
        worst = max(range(len(self.all)), key=lambda n: self.all[n].cost)
        twin = any(one.cost == child.cost and one.schedule.begins == child.schedule.begins for one in self.all)
        if child.cost <= self.all[worst].cost and not twin:
            self.all[worst] = child

    def _born(self, order: list[int]) -> Child:
        """Return the child of the order; of one so long that calendars end before it, the best that is known stands in."""
        try:
            schedule = self.justified(order) if self.justified else serial(self.jobs, order)
        except NoTime:
            if not self.all:
                raise
            return self.best
        return Child(cost(self.jobs, schedule), sorted_by_begin(self.jobs, schedule), schedule)

    def _parent(self) -> Child:
        return min(self.dice.sample(self.all, 2), key=lambda child: child.cost)

    def _shaken(self) -> list[int]:
        """Return an order in which of three jobs that may come next, taken by chance, the best ranked comes."""
        left, ready, order = [len(arcs) for arcs in self.jobs.before], [], []
        ready = [job for job, count in enumerate(left) if not count]
        while ready:
            drawn = (self.dice.randrange(len(ready)) for _ in range(3))
            place = min(drawn, key=lambda n: self.ranks[ready[n]])
            job, ready[place] = ready[place], ready[-1]
            ready.pop()
            order.append(job)
            for later in self.jobs.after[job]:
                left[later] -= 1
                if not left[later]:
                    ready.append(later)
        return order

    def _moved(self, order: list[int]) -> list[int]:
        """Move a few jobs forward in the order, none before what it waits for."""
        for _ in range(max(1, len(order) // 40)):
            place = self.dice.randrange(len(order))
            job = order.pop(place)
            waits = {arc.earlier for arc in self.jobs.before[job]}
            least = max((n + 1 for n in range(place) if order[n] in waits), default=0)
            order.insert(self.dice.randint(least, place), job)
        return order


def sorted_by_begin(jobs: Jobs, schedule: Schedule) -> list[int]:
    """Return an order that gives the schedule again or a better one; jobs that begin at once as they flow."""
    if jobs.plain:
        return sorted(jobs.flow, key=schedule.begins.__getitem__)
    return by_rank(jobs, schedule.begins)


def _crossed(mother: Sequence[int], father: Sequence[int], dice: Random) -> list[int]:
    """Return the mother's order with a stretch of it in the father's; each job stays after what it waits for."""
    n = len(mother)
    first = dice.randrange(n)
    length = min(n - first, dice.randint(n // 4, max(1, 3 * n // 4)))
    order = list(mother[:first])
    taken = set(order)
    stretch = [job for job in father if job not in taken][:length]
    taken.update(stretch)
    return order + stretch + [job for job in mother if job not in taken]
