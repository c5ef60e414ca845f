"""Working time as numbers: spans of minutes, and clocks that count only the open ones.

The same `Clock` serves twice: as the *axis* (ticks: the minutes of real time in which anybody works, closed ones left out)
and as the hours of one desk on that axis (units of work). Leaving out what is closed to everybody is exact, for nothing can
happen then; and it makes most desks a single unbroken span.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from svyazka.kit.worktime import DAY, Window

Span = tuple[int, int]  # half-open
Days = Mapping[date, Sequence[Span]]


class OutOfTime(Exception):
    """The calendar ends before the work does."""


class Clock:
    """Open spans [opens, closes) and how many units of work each minute of a span is worth (its speed)."""

    __slots__ = ("before", "closes", "opens", "speeds", "total")

    def __init__(self, spans: Iterable[tuple[int, int, int]]):
        """Take spans (opens, closes, speed) in order, disjoint; touching ones of one speed are joined."""
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.speeds: list[int] = []
        self.before: list[int] = []
        self.total = 0
        for opens, closes, speed in spans:
            self._extend(opens, closes, speed)

    def _extend(self, opens: int, closes: int, speed: int) -> None:
        if opens >= closes or speed <= 0:
            return
        if self.closes and self.closes[-1] == opens and self.speeds[-1] == speed:
            self.closes[-1] = closes
        else:
            self.opens.append(opens)
            self.closes.append(closes)
            self.speeds.append(speed)
            self.before.append(self.total)
        self.total += (closes - opens) * speed

    @property
    def unbroken(self) -> bool:
        """Tell whether the clock never stops between its ends, a unit a minute."""
        return len(self.opens) == 1 and self.speeds[0] == 1

    def units(self, moment: int) -> int:
        """Return the units of work that fit before the moment."""
        k = bisect_right(self.opens, moment) - 1
        if k < 0:
            return 0
        return self.before[k] + (min(moment, self.closes[k]) - self.opens[k]) * self.speeds[k]

    def begin(self, unit: int) -> int:
        """Return the moment at which work on this unit begins. Raises OutOfTime after the last one."""
        if unit >= self.total:
            raise OutOfTime
        k = bisect_right(self.before, unit) - 1
        return self.opens[k] + (unit - self.before[k]) // self.speeds[k]

    def finish(self, units: int) -> int:
        """Return the first moment by which so many units are done. Raises OutOfTime if there are not so many."""
        if units > self.total or not self.opens:
            raise OutOfTime
        k = max(bisect_left(self.before, units) - 1, 0)
        return self.opens[k] - (self.before[k] - units) // self.speeds[k]

    def whole(self, units: int) -> int:
        """Return the units rounded up to a whole minute of the span they end in, so that no two tasks share a minute.

        Raises OutOfTime if there are not so many.
        """
        if units > self.total:
            raise OutOfTime
        k = max(bisect_left(self.before, units) - 1, 0)
        speed = self.speeds[k]
        return units if speed == 1 else self.before[k] - (self.before[k] - units) // speed * speed

    def shifted(self, moment: int, lag: int) -> int:
        """Return the first moment that lies `lag` units of this clock after the moment (before it, when negative).

        No lag is no shift at all, also while the clock stands. Before the beginning of time there is only the beginning.
        """
        if not lag:
            return moment
        units = self.units(moment) + lag
        return self.finish(units) if units > 0 else 0


def everlasting(length: int) -> Clock:
    """Return a clock that runs from 0 to `length` without a stop."""
    return Clock([(0, length, 1)])


def minute(moment: datetime) -> int:
    """Return the first whole minute of the epoch at or after the moment."""
    return -(-int(moment.timestamp()) // 60)


def moment(minutes: int) -> datetime:
    """Return the aware UTC moment of a minute of the epoch."""
    return datetime.fromtimestamp(minutes * 60, UTC)


class Hours:
    """The spans of each day of any window, laid out once for all windows that differ by nothing but days off."""

    def __init__(self, first: date, last: date):
        self.days = [first + n * DAY for n in range((last - first) // timedelta(days=1) + 1)]
        self._usual: dict[tuple, Days] = {}

    def of(self, window: Window) -> Days:
        """Return the open spans of each day on which the window opens, in minutes of the epoch."""
        key = (window.zone, window.opens, window.closes, window.lunch_opens, window.lunch_closes, window.week,
               tuple(sorted(window.overrides.items())))  # fmt: skip
        if key not in self._usual:
            usual = replace(window, days_off=frozenset())
            laid = ((day, [(minute(a), minute(b)) for a, b in usual.spans(day)]) for day in self.days)
            self._usual[key] = {day: spans for day, spans in laid if spans}
        if not window.days_off:
            return self._usual[key]
        return {day: spans for day, spans in self._usual[key].items() if day not in window.days_off}


def axis_of(spans: Iterable[Span]) -> Clock:
    """Return the clock that runs whenever any of the spans is open."""
    joined: list[list[int]] = []
    for opens, closes in sorted(set(spans)):
        if joined and opens <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], closes)
        else:
            joined.append([opens, closes])
    return Clock((opens, closes, 1) for opens, closes in joined)


def onward(days: Days, floor: int) -> Days:
    """Return the spans of the days from this minute on."""
    return {day: [(max(a, floor), b) for a, b in spans if b > floor] for day, spans in days.items() if spans[-1][1] > floor}


def without(days: Days, busy: Sequence[Span]) -> Days:
    """Return the days less the busy spans, which are in order and may overlap."""
    if not busy:
        return days
    return {day: [left for span in spans for left in _left_of(span, busy)] for day, spans in days.items()}


def _left_of(span: Span, busy: Sequence[Span]) -> Iterator[Span]:
    opens, closes = span
    for a, b in busy:
        if b <= opens:
            continue
        if a >= closes:
            break
        if a > opens:
            yield opens, a
        opens = max(opens, b)
    if opens < closes:
        yield opens, closes


def spans_of(days: Days) -> list[Span]:
    """Return the spans of all the days, in their order."""
    return [span for spans in days.values() for span in spans]
