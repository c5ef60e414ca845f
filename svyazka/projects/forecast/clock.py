"""A person's working time as a ruler: moments are days from the plan's first morning and the share of the day's hours worked.

A day's share is the same for everybody, so people of different zones and hours hand work over within a day without a clock.
"""

from collections.abc import Hashable
from datetime import date

import numpy as np

from svyazka.projects.forecast.shapes import Calendar, Idle

HAIR = 1e-6  # of an hour or a day: sums of tenths of hours do not spill over into the next day


class Ruler:
    """Hours worked since the plan's first morning against moments, both ways, for many runs at once."""

    def __init__(self, person: Hashable, calendar: Calendar, on: date):
        if calendar.pace <= 0:
            raise Idle(person)
        known = max((calendar.first - on).days + len(calendar.hours), 0)
        hours = [calendar.of_day(date.fromordinal(on.toordinal() + n)) for n in range(known)]
        self._rates = np.array([*hours, calendar.pace])  # hours in each day, then in each day of ever after
        self._before = np.concatenate([[0.0], np.cumsum(hours)])
        self._safe = np.where(self._rates > 0, self._rates, np.inf)
        self.a_day = float(np.mean([one for one in hours if one > 0] or [calendar.pace]))

    def worked(self, moments: np.ndarray) -> np.ndarray:
        """Return the hours worked by the moments."""
        days = np.minimum(moments.astype(np.intp), len(self._rates) - 1)
        return self._before[days] + (moments - days) * self._rates[days]

    def reached(self, hours: np.ndarray) -> np.ndarray:
        """Return the first moments by which so many hours are worked."""
        days = np.maximum(np.searchsorted(self._before, hours - HAIR) - 1, 0)
        return days + (hours - self._before[days]) / self._safe[days]

    def opened(self, hours: np.ndarray) -> np.ndarray:
        """Return the moments at which work goes on when so many hours are worked: after days off, not before them."""
        days = np.minimum(np.searchsorted(self._before, hours + HAIR) - 1, len(self._rates) - 1)
        return days + (hours - self._before[days]) / self._safe[days]

    def shifted(self, moments: np.ndarray, lag: float) -> np.ndarray:
        """Return the first moments so many hours of this ruler later (earlier, when below zero)."""
        return self.reached(np.maximum(self.worked(moments) + lag, 0.0))
