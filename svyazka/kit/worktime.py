"""Working time: the production calendar of Russia, a service window, and clocks that run only inside it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import holidays

HOUR = timedelta(hours=1)


@cache
def _russia() -> holidays.HolidayBase:
    return holidays.country_holidays("RU")


@cache
def is_working_day_in_russia(day: date) -> bool:
    """Tell whether the day is worked in a five-day week, moved days included."""
    return _russia().is_working_day(day)


@cache
def is_short_day_in_russia(day: date) -> bool:
    """Tell whether the day is an hour shorter: a working day right before a public holiday (Labour Code, art. 95)."""
    eve = day + timedelta(days=1)
    return is_working_day_in_russia(day) and eve in PUBLIC_HOLIDAYS_OF(eve.year)


@cache
def PUBLIC_HOLIDAYS_OF(year: int) -> frozenset[date]:
    """Return the non-working public holidays named by art. 112 of the Labour Code."""
    january = {date(year, 1, day) for day in range(1, 9)}
    rest = {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
    return frozenset(january | {date(year, month, day) for month, day in rest})


@dataclass(frozen=True)
class Window:
    """When somebody answers: days of the production calendar, hours of the day in a zone, a lunch break.

    `days_off` are this person's absences; `overrides` maps a day to hours worked on it, against the calendar; `week`
    holds the hours a person works at most on each weekday, Monday first.
    """

    zone: str = "Asia/Krasnoyarsk"
    opens: time = time(9)
    closes: time = time(18)
    lunch_opens: time | None = time(13)
    lunch_closes: time | None = time(14)
    overrides: Mapping[date, Decimal] = field(default_factory=dict)
    days_off: frozenset[date] = frozenset()
    week: tuple[Decimal, ...] | None = None

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the working spans of the day as aware UTC moments, half-open."""
        if day in self.days_off or not self._worked(day):
            return []
        zone = ZoneInfo(self.zone)
        edges = [(self.opens, self.lunch_opens), (self.lunch_closes, self.closes)]
        if self.lunch_opens is None or self.lunch_closes is None:
            edges = [(self.opens, self.closes)]
        spans = [(datetime.combine(day, a, zone).astimezone(UTC), datetime.combine(day, b, zone).astimezone(UTC))
                 for a, b in edges if a and b and a < b]  # fmt: skip
        return _of_length(spans, self._length(day, sum((b - a for a, b in spans), timedelta())))

    def _length(self, day: date, whole: timedelta) -> timedelta:
        if day in self.overrides:
            return _of_hours(self.overrides[day])
        length = whole - HOUR if is_short_day_in_russia(day) else whole
        return length if self.week is None else min(length, _of_hours(self.week[day.weekday()]))

    def _worked(self, day: date) -> bool:
        override = self.overrides.get(day)
        return is_working_day_in_russia(day) if override is None else override > 0

    def from_day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working spans from this day on, for at most three years."""
        for offset in range(3 * 366):
            yield from self.spans(day + timedelta(days=offset))

    def add(self, start: datetime, length: timedelta) -> datetime:
        """Return the moment when that much working time has passed since `start`."""
        left = length
        for opens, closes in self.from_day(self._local_day(start)):
            opens = max(opens, start)
            if opens >= closes:
                continue
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise ValueError("no working time within three years")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time in [start, end)."""
        total = timedelta()
        if end <= start:
            return total
        for opens, closes in self.from_day(self._local_day(start)):
            if opens >= end:
                break
            total += max(timedelta(), min(closes, end) - max(opens, start))
        return total

    def _local_day(self, moment: datetime) -> date:
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def hours_of(self, day: date) -> Decimal:
        """Return the working hours of the day."""
        seconds = sum(((b - a).total_seconds() for a, b in self.spans(day)), 0.0)
        return (Decimal(int(seconds)) / 3600).quantize(Decimal("0.01"))

    def add_days(self, day: date, count: int) -> date:
        """Return the day that comes `count` working days after (or before, when negative)."""
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= bool(self.spans(day))
        return day


def _of_length(spans: list, length: timedelta) -> list:
    """Cut the day's spans from their end, or make the last one longer, so that together they last so long."""
    kept, left = [], length
    for opens, closes in spans:
        if left > timedelta():
            kept.append((opens, min(closes, opens + left)))
        left -= closes - opens
    if kept and left > timedelta():
        kept[-1] = (kept[-1][0], kept[-1][1] + left)
    return kept


def _of_hours(hours: Decimal) -> timedelta:
    return timedelta(minutes=int(hours * 60))


def working_days(start: date, end: date, window: Window) -> Iterable[date]:
    """Yield the working days in [start, end)."""
    for offset in range((end - start).days):
        day = start + timedelta(days=offset)
        if window.spans(day):
            yield day
