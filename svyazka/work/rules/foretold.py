"""Forecasts of days held against the real ends: which of those that were told counts, and how well they held. Pure: values in, values out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_high

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.projects.forecast import working_days
from svyazka.projects.rules import SHARES, StageState

FEW_ENDS = 10  # with fewer ends shares of a hundred say more than is known
RESULT_IS_OUT = frozenset(StageState) - {StageState.PLAN, StageState.IN_WORK, StageState.REMARKS}


class Told(TextChoices):
    """Which of the forecasts told before the end is held against it."""

    FIRST = "first", _("the first one told")
    FORTNIGHT = "fortnight", _("two weeks before the end")
    WEEK = "week", _("a week before the end")


AHEAD = {Told.FORTNIGHT: timedelta(days=14), Told.WEEK: timedelta(days=7)}


@dataclass(frozen=True)
class Foretold:
    """The days of 50, 80 and 95 as they were told on a day, and the day on which the work really ended; the misses are in working
    days from the day of 50 and from that of 80, below zero when it ended sooner."""

    told_on: date
    days: tuple[date, ...]
    ended_on: date
    miss: int
    over: int

    def held(self, share: int) -> bool:
        """Tell whether it ended by the day that was told for so many of a hundred."""
        return self.ended_on <= self.days[SHARES.index(share)]


@dataclass(frozen=True)
class Grade:
    """How forecasts of one kind held: of so many ends, how many came by the days of 50, 80 and 95; the
    middle miss of the day of 50 in working days, to either side."""

    ends: int
    held: tuple[int, ...]
    miss: int

    @property
    def is_few(self) -> bool:
        return self.ends < FEW_ENDS

    def percent(self, share: int) -> int | None:
        """Return of a hundred ends how many came by that day; None where too few are known."""
        return None if self.is_few else round(100 * self.held[SHARES.index(share)] / self.ends)


def picked(rows: Sequence[tuple[date, tuple[date, ...]]], ended_on: date, works_on: Callable[[date], bool]) -> dict[Told, Foretold]:
    """Return of the forecasts of one thing, (told on, days) with the earliest first, those that are held against its end.

    What was told on the day of the end itself, or after it, foretold nothing.
    """
    before = [row for row in rows if row[0] < ended_on]
    found = {Told.FIRST: before[0]} if before else {}
    for told, ahead in AHEAD.items():
        early = [row for row in before if row[0] <= ended_on - ahead]
        found |= {told: early[-1]} if early else {}
    return {told: _held(told_on, days, ended_on, works_on) for told, (told_on, days) in found.items()}


def _held(told_on: date, days: tuple[date, ...], ended_on: date, works_on: Callable[[date], bool]) -> Foretold:
    miss, over = (working_days(days[SHARES.index(share)], ended_on, works_on) for share in (50, 80))
    return Foretold(told_on, days, ended_on, miss, over)


def graded(rows: Iterable[Foretold]) -> Grade | None:
    """Return how these forecasts held together; None of none."""
    known = list(rows)
    if not known:
        return None
    held = tuple(sum(one.held(share) for one in known) for share in SHARES)
    return Grade(len(known), held, median_high(abs(one.miss) for one in known))
