"""A forecast graded on its own past: how often it held, whether it missed for all at once, and what follows.

Each of the last finished tasks is forecast from what was known on the morning it began. If 80 of 100 were promised and 74 held,
those who ask for 80 are given what held in 80. And if one task of a person missed upwards when the one before did, a plan must
not let their luck cancel out: sums of many tasks would look surer than they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

import numpy as np

LAST = 400  # so many forecasts are graded
DOUBT = 100  # so many faultless forecasts are believed beforehand
NODES = np.linspace(0, 1, 201)
SHARED = 0.05  # how much luck is believed to be shared beforehand: by one's own tasks, and by everybody's
PAIRS = 500.0  # … as firmly as by so many pairs
LAGS = (1, 2, 3, 5, 8, 13, 21)  # which neighbours are compared
EDGE = 1e-4


@dataclass(frozen=True)
class Grades:
    """Shares at which the last forecasts were met, by the day of the forecast, and whose tasks they were."""

    shares: np.ndarray
    persons: Sequence

    @cached_property
    def held(self) -> np.ndarray:
        """Return which share of the tasks ended within the interval of each of NODES."""
        needed = np.sort(np.abs(2 * self.shares - 1))
        count = np.searchsorted(needed, NODES, "right") + DOUBT * NODES
        return np.concatenate([[0.0], count[1:] / (len(needed) + DOUBT)])

    def heard(self, shares: np.ndarray) -> np.ndarray:
        """Return the shares to look up so that the shares asked will hold; a half stays a half."""
        within = np.interp(np.abs(2 * shares - 1), self.held, NODES)
        return 0.5 + np.sign(shares - 0.5) * within / 2

    @cached_property
    def luck(self) -> np.ndarray:
        """Return the forecasts' misses as normal draws."""
        return np.array([NormalDist().inv_cdf(min(max(share, EDGE), 1 - EDGE)) for share in self.shares])

    @cached_property
    def shared(self) -> tuple[float, float]:
        """Return which parts of luck are shared: by the tasks of one person, and by all tasks."""
        own = self._alike(lambda one, other: one == other)
        common = min(self._alike(lambda one, other: one != other), own)
        return min(own - common, 0.5), min(common, 0.4)

    def _alike(self, chosen: Callable) -> float:
        """Return the correlation of neighbours among the chosen pairs, not below zero."""
        total, pairs = SHARED * PAIRS, PAIRS
        for lag in LAGS:
            for n in range(len(self.luck) - lag):
                if chosen(self.persons[n], self.persons[n + lag]):
                    total, pairs = total + self.luck[n] * self.luck[n + lag], pairs + 1
        return max(float(total / pairs), 0.0)
