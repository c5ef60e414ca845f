"""Working time: a service window in its zone, and clocks that run only inside it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

from svyazka.kit.russia import is_short_day, is_working_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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
        spans = [(self._moment(day, opens), self._moment(day, closes)) for opens, closes in self._edges()]
        length = self._length(day, sum((closes - opens for opens, closes in spans), timedelta()))
        return _of_length(spans, length, self._moment(day, time()), self._moment(day + DAY, time()))

    def _edges(self) -> list[tuple[time, time]]:
        """Return the hours of an ordinary day: before lunch and after it; a lunch outside of the hours cuts nothing."""
        if self.lunch_opens is None or self.lunch_closes is None:
            return [(self.opens, self.closes)] if self.opens < self.closes else []
        halves = ((self.opens, min(self.lunch_opens, self.closes)), (max(self.lunch_closes, self.opens), self.closes))
        return [(opens, closes) for opens, closes in halves if opens < closes]

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.zone)).astimezone(UTC)

    def _length(self, day: date, whole: timedelta) -> timedelta:
        if day in self.overrides:
            return _of_hours(self.overrides[day])
        length = whole - HOUR if is_short_day(day) else whole
        return length if self.week is None else min(length, _of_hours(self.week[day.weekday()]))

    def _worked(self, day: date) -> bool:
        override = self.overrides.get(day)
        return is_working_day(day) if override is None else override > 0

    def from_day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working spans from this day on, for at most three years."""
        for offset in range(3 * 366):
            yield from self.spans(day + timedelta(days=offset))

    def add(self, start: datetime, length: timedelta) -> datetime:
        """Return the moment when that much working time has passed since `start`."""
        left = length
        for opens, closes in self.from_day(self.local_day(start)):
            opens = max(opens, start)
            if opens >= closes:
                continue
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise ValueError("no working time within three years")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time in [start, end): the days at its ends by their spans, those between by their lengths."""
        if end <= start:
            return timedelta()
        first, last = self.local_day(start), self.local_day(end)
        ends = {first, last}
        return sum((self._within(day, start, end) for day in ends), timedelta()) + self._whole(first + DAY, last)

    def _within(self, day: date, start: datetime, end: datetime) -> timedelta:
        return sum((max(timedelta(), min(closes, end) - max(opens, start)) for opens, closes in self.spans(day)), timedelta())

    def _whole(self, first: date, last: date) -> timedelta:
        """Return the working time of the days in [first, last), by whole months where there are such."""
        total, day = timedelta(), first
        while day < last:
            following = (day.replace(day=1) + 32 * DAY).replace(day=1)
            whole = day.day == 1 and following <= last
            total += _length_of_month(self._key, day.year, day.month) if whole else _length_of_day(self._key, day)
            day = following if whole else day + DAY
        return total

    @cached_property
    def _key(self) -> tuple:
        """Return what the lengths of this window's days follow from."""
        names = (one.name for one in fields(self) if one.name != "overrides")
        return (*((name, getattr(self, name)) for name in names), ("overrides", tuple(sorted(self.overrides.items()))))

    def opens_at(self, moment: datetime) -> datetime:
        """Return the moment itself if the window is open then, else when it opens next."""
        for opens, closes in self.from_day(self.local_day(moment)):
            if moment < closes:
                return max(opens, moment)
        raise ValueError("no working time within three years")

    def local_day(self, moment: datetime) -> date:
        """Return the day it is in the window's zone."""
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


def _of_length(spans: list, length: timedelta, midnight: datetime, next_midnight: datetime) -> list:
    """Make the day's spans last so long together: a shorter day ends earlier, a longer one takes the evening, then the
    early morning, then the lunch, and never another day."""
    kept, left = [], length
    for opens, closes in spans:
        if left > timedelta():
            kept.append((opens, min(closes, opens + left)))
        left -= closes - opens
    return _lengthened(kept, left, midnight, next_midnight) if kept and left > timedelta() else kept


def _lengthened(spans: list, more: timedelta, midnight: datetime, next_midnight: datetime) -> list:
    (first, noon), (after_noon, last) = spans[0], spans[-1]
    late = min(more, next_midnight - last)
    early = min(more - late, first - midnight)
    if len(spans) == 1:
        return [(first - early, last + late)]
    through = min(more - late - early, after_noon - noon)
    return [(first - early, noon + through), (after_noon, last + late)]


@lru_cache(maxsize=20_000)
def _length_of_day(key: tuple, day: date) -> timedelta:
    told: dict[str, Any] = dict(key)
    window = Window(**told | {"overrides": dict(told["overrides"])})
    return sum((closes - opens for opens, closes in window.spans(day)), timedelta())


@lru_cache(maxsize=5_000)
def _length_of_month(key: tuple, year: int, month: int) -> timedelta:
    first = date(year, month, 1)
    following = (first + 32 * DAY).replace(day=1)
    return sum((_length_of_day(key, first + n * DAY) for n in range((following - first).days)), timedelta())


class Ruler:
    """Working time laid out once from a day on, so that many lengths are measured cheaply."""

    def __init__(self, window: Window, first: date, last: date):
        spans = [span for n in range((last - first).days + 1) for span in window.spans(first + n * DAY)]
        self._opens = [opens for opens, _closes in spans]
        self._lengths = [closes - opens for opens, closes in spans]
        self._before = [timedelta(), *accumulate(self._lengths)]

    def until(self, moment: datetime) -> timedelta:
        """Return the working time from the ruler's beginning to the moment."""
        n = bisect_right(self._opens, moment)
        if n == 0:
            return timedelta()
        return self._before[n - 1] + min(self._lengths[n - 1], moment - self._opens[n - 1])

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time in [start, end)."""
        return max(self.until(end) - self.until(start), timedelta())


def common(one: "Window", other: "Window", day: date) -> list[tuple[datetime, datetime]]:
    """Return the spans of the first window's day in which the other is open too."""
    theirs = [span for near in (day - DAY, day, day + DAY) for span in other.spans(near)]
    shared = ((max(a, c), min(b, d)) for a, b in one.spans(day) for c, d in theirs)
    return sorted((opens, closes) for opens, closes in shared if opens < closes)


def _of_hours(hours: Decimal) -> timedelta:
    return timedelta(minutes=int(hours * 60))


def working_days(start: date, end: date, window: Window) -> Iterable[date]:
    """Yield the working days in [start, end)."""
    for offset in range((end - start).days):
        day = start + timedelta(days=offset)
        if window.spans(day):
            yield day
