"""How the hours of one task may turn out: chances on a grid of ratios to the estimate, asked by quantile."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log
from statistics import NormalDist

import numpy as np

RATIOS = 0.02 * np.sinh(np.linspace(-6, 6, 361))  # logarithms of actual to estimate, 1/56 to 56 times, dense about one
LUCK = np.linspace(-4.5, 4.5, 181)  # where quantiles are kept, in deviations of a normal draw
STEPS = (len(LUCK) - 1) / (LUCK[-1] - LUCK[0])
SHARES = np.array([NormalDist().cdf(z) for z in LUCK])
TAIL = 0.5  # beyond what was ever seen, the chance of x times more falls as x to the power of minus two
SEEN = 1e-3  # with less chance than this left above the hours logged, the past has nothing to say and the tail speaks
NEAR = 0.1  # a middle nearer to the estimate than a tenth is not worth a word against it


def laplace(values: np.ndarray, scale: float) -> np.ndarray:
    """Return the share of a Laplace law about zero that lies below each value; its tails are powers of the hours."""
    half = np.exp(-np.abs(values) / scale) / 2
    return np.where(values < 0, half, 1 - half)


@dataclass(frozen=True)
class Spread:
    """What the hours of a task may come to; `ratios` are logarithms of hours to the estimate, at each of LUCK."""

    estimate: float
    ratios: np.ndarray

    def quantile(self, share: float) -> float:
        """Return the hours not exceeded in that share of cases."""
        z = NormalDist().inv_cdf(min(max(share, SHARES[0]), SHARES[-1]))
        return self.estimate * exp(np.interp(z, LUCK, self.ratios))

    def within(self, share: float) -> tuple[float, float]:
        """Return the hours between which the task ends in that share of cases, as many below as above."""
        return self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)

    @property
    def figure(self) -> float:
        """Return the forecast in one figure: hours as likely exceeded as not, or the estimate where that is near it."""
        middle = self.ratios[len(LUCK) // 2]
        agrees = abs(middle) <= NEAR and self.ratios[0] <= 0
        return self.estimate if agrees else self.estimate * exp(middle)

    def share_below(self, hours: float) -> float:
        """Return in which share of cases the task takes no more than these hours."""
        return float(np.interp(log(hours / self.estimate), self.ratios, SHARES, 0.0, 1.0)) if hours > 0 else 0.0

    def drawn(self, luck: np.ndarray) -> np.ndarray:
        """Return the hours for normal draws."""
        hours = self.estimate * np.exp(self.ratios)
        at = np.clip((luck - LUCK[0]) * STEPS, 0, len(LUCK) - 1)
        before = np.minimum(at.astype(np.intp), len(LUCK) - 2)
        return hours[before] + (at - before) * np.diff(hours)[before]

    def as_wide_as(self, best: float, worst: float) -> "Spread":
        """Return a spread whose 80 cases of 100 lie at least as far apart as the two; its middle stays."""
        if best == worst:
            return self
        low, high = self.within(0.8)
        times = max(1.0, log(worst / best) / log(high / low))
        middle = self.ratios[len(LUCK) // 2]
        return Spread(self.estimate, middle + times * (self.ratios - middle))

    def above(self, logged: float) -> "Spread":
        """Return what is still possible when so many hours are logged and the task is not done."""
        if logged <= 0:
            return self
        reached, done = log(logged / self.estimate), self.share_below(logged)
        if 1 - done < SEEN:
            return Spread(self.estimate, reached - TAIL * np.log1p(-SHARES))
        return Spread(self.estimate, np.interp(done + SHARES * (1 - done), SHARES, self.ratios))


def spread_of(estimate: float, below: np.ndarray, heard: Callable = lambda shares: shares) -> Spread:
    """Return the spread whose shares of cases below RATIOS are given; `heard` turns shares asked into those looked up."""
    return Spread(estimate, np.interp(heard(SHARES), below, RATIOS))
