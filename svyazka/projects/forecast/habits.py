"""What is learnt from finished work: how the hours of whom, on what, compare with their estimates.

A forecast is a weighted heap of ratios of the past. The weight of a finished task halves with each year of age and falls with the
distance of its estimate from the one asked about. Heaps stand in a row, from everybody through the specialism, its kind of work
and the person to the person at that kind. A narrower heap of weight n counts for n / (n + trust), the wider ones for the rest:
where nothing is known the group speaks, where much is known the person. Below them all lies a law that knows only that
estimates are missed by times, either way. This is the mean of a hierarchical Dirichlet process (Teh and others, 2006) over the
logarithm of actual to estimate.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np

from svyazka.projects.forecast.shapes import Finished, Open
from svyazka.projects.forecast.spread import RATIOS, TAIL, laplace


@dataclass(frozen=True)
class Manner:
    """How the past is read: age in days, nearness and blur in logarithms of hours, trust and ground in tasks."""

    half_life: float = 365.0  # a task a year old counts for half
    near: float = 0.5  # estimates 1.65 times apart are still alike
    trust: float = 10.0  # so many tasks of one's own weigh as much as the group
    ground: float = 5.0  # so many tasks is the law below them all worth
    blur: float = 0.05  # a ratio seen is read as "about that"


class Heap:
    """Finished tasks that have something in common, in the order in which they were done."""

    def __init__(self, rows: Sequence[int], days: np.ndarray, sizes: np.ndarray, places: np.ndarray):
        self.days, self.sizes, self.places = days[rows], sizes[rows], places[rows]

    def told(self, size: float, day: int, manner: Manner) -> np.ndarray:
        """Return the weight at each of RATIOS of what was done before the day."""
        known = slice(0, np.searchsorted(self.days, day))
        ages, distances = day - self.days[known], (self.sizes[known] - size) / manner.near
        weights = np.exp(-ages * (log(2) / manner.half_life) - distances * distances / 2)
        return np.bincount(self.places[known], weights, len(RATIOS))


class History:
    """Finished work laid in heaps; what was done on a day or later does not exist for a forecast of its morning."""

    def __init__(self, finished: Iterable[Finished], manner: Manner = Manner()):
        self.manner = manner
        self.rows = sorted((row for row in finished if row.estimate > 0 and row.actual > 0), key=_by_day)
        self.days = np.array([row.done_on.toordinal() for row in self.rows], int)
        self.errors = np.array([log(row.actual) - log(row.estimate) for row in self.rows], float)
        self._heaps = self._laid()
        self._blurred = laplace(RATIOS - RATIOS[:, None], manner.blur)
        self._ground = laplace(RATIOS, TAIL)
        self._met: dict[int, float] = {}
        self._lately: tuple[date | None, dict] = (None, {})

    def _laid(self) -> dict[tuple, Heap]:
        places = np.searchsorted((RATIOS[1:] + RATIOS[:-1]) / 2, self.errors)  # the nearest of RATIOS
        sizes = np.array([log(row.estimate) for row in self.rows], float)
        members: dict[tuple, list[int]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            for name in names_of(row):
                members[name].append(n)
        return {name: Heap(rows, self.days, sizes, places) for name, rows in members.items()}

    def below(self, asked: Finished | Open, hours: float, on: date) -> np.ndarray:
        """Return the share of cases below each of RATIOS for such a task, as the past tells it on the morning of the day."""
        seen, ground, trust = np.zeros(len(RATIOS)), 1.0, self.manner.ground
        for name in self.known(asked):
            told = self._told(name, hours, on)
            whole = float(told.sum()) + trust
            seen, ground, trust = (told + trust * seen) / whole, trust * ground / whole, self.manner.trust
        return seen @ self._blurred + ground * self._ground

    def known(self, asked: Finished | Open) -> list[tuple]:
        """Return the names of the heaps that hold anything about such a task, the widest first."""
        return [name for name in names_of(asked) if name in self._heaps]

    def _told(self, name: tuple, hours: float, on: date) -> np.ndarray:
        """Return what a heap tells; the answers of one morning are kept, for wide heaps are asked again and again."""
        if self._lately[0] != on:
            self._lately = on, {}
        told = self._lately[1]
        if (name, hours) not in told:
            told[name, hours] = self._heaps[name].told(log(hours), on.toordinal(), self.manner)
        return told[name, hours]

    def before(self, on: date) -> range:
        """Return the numbers of the rows done before the day."""
        return range(int(np.searchsorted(self.days, on.toordinal())))

    def share_met(self, number: int) -> float:
        """Return at which share a finished task met its own forecast, made on the morning it began."""
        if number not in self._met:
            row = self.rows[number]
            below = self.below(row, float(row.estimate), row.told_on)
            self._met[number] = float(np.interp(self.errors[number], RATIOS, below))
        return self._met[number]


def names_of(asked: Finished | Open) -> list[tuple]:
    """Return the names of the heaps a task lies in, the widest first; what is not known of it names none."""
    who, field, kind = asked.person, asked.specialism, asked.kind
    names: list[tuple] = [("all",)]
    names += [("specialism", field)] if field is not None else []
    names += [("kind", field, kind)] if kind is not None else []
    names += [("person", who)] if who is not None else []
    return names + ([("own", who, field, kind)] if who is not None and kind is not None else [])


def _by_day(row: Finished) -> tuple:
    return row.done_on, row.estimate, row.actual, repr(names_of(row))
