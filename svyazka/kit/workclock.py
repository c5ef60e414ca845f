"""A clock of working time: minutes of work from a moment on, but for its pauses; and how people see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property

from svyazka.kit.worktime import Window

Pause = tuple[datetime, datetime | None]  # half-open; without an end it lasts


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the pauses in their order, those that touch or overlap as one: no minute stands twice."""
    whole: list[Pause] = []
    for starts, ends in sorted(pauses, key=lambda pause: pause[0]):
        before = whole[-1][1] if whole else starts
        if whole and (before is None or starts <= before):
            whole[-1] = (whole[-1][0], max(before, ends) if before and ends else None)
        else:
            whole.append((starts, ends))
    return whole


@dataclass(frozen=True)
class WorkClock:
    """Minutes of working time from a moment on, but for the pauses; `stopped_at` when it was answered."""

    starts_at: datetime
    minutes: float
    window: Window
    pauses: Sequence[Pause] = field(default=())
    stopped_at: datetime | None = None

    @property
    def norm(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @cached_property
    def stands(self) -> list[Pause]:
        return joined(self.pauses)

    def is_paused(self, at: datetime) -> bool:
        """Tell whether the clock stands at that moment."""
        return any(starts <= at and (ends is None or at < ends) for starts, ends in self.stands)

    def used(self, at: datetime) -> timedelta:
        """Return the working time used by that moment, or by the answer if that came first."""
        end = at if self.stopped_at is None else min(at, self.stopped_at)
        paused = (self.window.between(max(starts, self.starts_at), min(ends or end, end)) for starts, ends in self.stands)
        return self.window.between(self.starts_at, end) - sum(paused, timedelta())

    def share(self, at: datetime) -> Fraction:
        """Return which share of the norm is used; above one it is past due."""
        return Fraction(int(self.used(at).total_seconds()), int(self.norm.total_seconds()))

    def left(self, at: datetime) -> timedelta:
        """Return the working time left; below zero it is past due."""
        return self.norm - self.used(at)

    def reaches(self, percent: int) -> datetime | None:
        """Return when so many per cent of the norm are used; None while a pause that has no end comes before it."""
        left, since = self.norm * percent / 100, self.starts_at
        for starts, ends in self.stands:
            runs = self.window.between(since, starts)
            if left <= runs:
                break
            if ends is None:
                return None
            left, since = left - runs, max(since, ends)
        return self.window.add(since, left)


@dataclass(frozen=True)
class ShownClock:
    """A clock as people see it: times are of work, not of the wall."""

    due_at: datetime | None
    done_at: datetime | None
    used: timedelta
    left: timedelta
    norm: timedelta
    is_paused: bool
    opens_at: datetime | None  # when the window opens, while it is shut
    spans: tuple[tuple[datetime, datetime], ...]  # of work, between now and due, for a page that ticks

    @property
    def share(self) -> int:
        """Return the per cent of the norm used."""
        return int(self.used * 100 / self.norm)

    @property
    def tone(self) -> str:
        if self.done_at:
            return "good" if self.used <= self.norm else "bad"
        if self.is_paused:
            return "paused"
        return "bad" if not self.left or self.used > self.norm else "warn" if self.share >= 50 else "good"


TICKS_OVER = 12  # spans of work; a clock further from its due moment than that does not tick


def shown_clock(clock: WorkClock, at: datetime) -> ShownClock:
    """Return the clock as it stands at that moment."""
    due_at, paused, done = clock.reaches(100), clock.is_paused(at), clock.stopped_at
    runs = done is None and not paused
    opens = clock.window.opens_at(at) if runs else at
    return ShownClock(due_at, done, clock.used(at), clock.left(at), clock.norm, paused, opens if opens > at else None,
                      _spans(clock.window, due_at, at) if runs and due_at else ())  # fmt: skip


def _spans(window: Window, due_at: datetime, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    start, end = min(due_at, at), max(due_at, at) + timedelta(hours=14)
    found: list[tuple[datetime, datetime]] = []
    for opens, closes in window.from_day(window.local_day(start)):
        if opens >= end or len(found) > TICKS_OVER:
            break
        if closes > start:
            found.append((opens, closes))
    return tuple(found) if len(found) <= TICKS_OVER else ()
