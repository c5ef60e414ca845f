"""Periods of a retainer laid out by the calendar: their days, hours and fees; a month that is cut is counted by its days."""

import itertools
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from svyazka.deals.rules.retainer import Turn
from svyazka.kit.money import round_kopecks

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class LaidOut:
    """One period with its hours and fee; of a month that is cut `days` of `month_days` are its share."""

    number: int
    starts_on: date
    ends_on: date
    hours: Decimal
    fee_kopecks: int
    month_days: int

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def months_on(day: date, months: int) -> date:
    """Return the day that many months later; the 31st of a shorter month is its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def spans(turn: str, starts_on: date, count: int) -> list[tuple[date, date]]:
    """Return the first and the last day of every period; by calendar month the first one begins with the retainer."""
    starts = [starts_on, *(months_on(starts_on.replace(day=1) if turn == Turn.MONTH else starts_on, n) for n in range(1, count + 1))]
    return [(first, following - timedelta(days=1)) for first, following in itertools.pairwise(starts)]


def cut_of(turn: str, starts_on: date, ends_on: date) -> tuple[int, int] | None:
    """Return (days, days of the month) of a period that is less than its calendar month; None of a whole one."""
    days, whole = (ends_on - starts_on).days + 1, monthrange(starts_on.year, starts_on.month)[1]
    return (days, whole) if turn == Turn.MONTH and days < whole else None


def part_of(kopecks: int, cut: tuple[int, int] | None) -> int:
    """Return the part of a fee for so many days of a month, rounded once."""
    return round_kopecks(Fraction(kopecks * cut[0], cut[1])) if cut else kopecks


def hours_of(hours: Decimal, cut: tuple[int, int] | None) -> Decimal:
    """Return the part of a period's hours for so many days of a month, in hundredths."""
    return (hours * cut[0] / cut[1]).quantize(HUNDREDTH, ROUND_HALF_UP) if cut else hours


def laid_out(plan) -> list[LaidOut]:
    """Return the periods of a plan: {turn, starts_on, count, hours, fee_kopecks}, from `moved_from` on beginning with `moved_on`, if they were moved."""
    moved_from, moved_on = getattr(plan, "moved_from", None), getattr(plan, "moved_on", None)
    days = spans(plan.turn, plan.starts_on, plan.count)
    if moved_from and moved_on:
        days = [*days[: moved_from - 1], *spans(plan.turn, moved_on, plan.count - moved_from + 1)]
    return [_period(plan, number, *both) for number, both in enumerate(days, start=1)]


def _period(plan, number: int, starts_on: date, ends_on: date) -> LaidOut:
    cut = cut_of(plan.turn, starts_on, ends_on)
    return LaidOut(number, starts_on, ends_on, hours_of(plan.hours, cut), part_of(plan.fee_kopecks, cut), cut[1] if cut else 0)
