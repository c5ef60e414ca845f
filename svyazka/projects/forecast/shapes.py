"""What the forecast is asked with: finished work, open work, the order of a plan, hours of days. No zones, no clock."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import SupportsFloat


class Ring(ValueError):
    """Jobs wait for each other in a ring; `ring` holds their keys, each waiting for the next."""

    def __init__(self, ring: tuple):
        super().__init__(f"jobs wait for each other: {ring}")
        self.ring = ring


class Idle(ValueError):
    """A person of the plan has no calendar or no hours in it, so nothing of theirs ever ends."""

    def __init__(self, person: Hashable):
        super().__init__(f"no working hours: {person}")
        self.person = person


@dataclass(frozen=True)
class Finished:
    """A task done: the hours of its estimate and those it took. `began_on` is the day it could have been forecast on.

    Who, in which specialism, at which kind of work: what is None is not known. A task on which no hours were logged teaches
    nothing and is passed over.
    """

    estimate: float
    actual: float
    done_on: date
    person: Hashable = None
    specialism: Hashable = None
    kind: Hashable = None
    began_on: date | None = None

    @property
    def told_on(self) -> date:
        """Return the day on whose morning the task was still to be done."""
        return min(self.began_on or self.done_on, self.done_on)


@dataclass(frozen=True)
class Estimate:
    """Hours at best, most likely and at worst, all above nothing; a single figure is all three."""

    best: float
    likely: float
    worst: float

    def __post_init__(self):
        if not 0 < self.best <= self.likely <= self.worst:
            raise ValueError(f"not an estimate: {self.best}, {self.likely}, {self.worst}")

    @classmethod
    def of(cls, hours: float) -> "Estimate":
        return cls(hours, hours, hours)

    @property
    def hours(self) -> float:
        """Return the estimate as one figure, by PERT: (best + 4 likely + worst) / 6."""
        return (float(self.best) + 4 * float(self.likely) + float(self.worst)) / 6


@dataclass(frozen=True)
class Open:
    """A task to be done: its estimate, who is to do it, the hours logged on it already."""

    key: Hashable
    estimate: Estimate
    person: Hashable = None
    specialism: Hashable = None
    kind: Hashable = None
    logged: float = 0.0

    @property
    def left(self) -> float:
        """Return the hours that the estimate still leaves."""
        return max(self.estimate.hours - float(self.logged), 0.0)


@dataclass(frozen=True)
class Link:
    """What a job waits for: the start or finish of the one named holds its own start or finish.

    `kind` is FS, SS, FF or SF, the earlier's first; `lag` is in hours of the agency's working time and may be negative.
    """

    key: Hashable
    kind: str = "FS"
    lag: float = 0.0

    @property
    def from_start(self) -> bool:
        return self.kind in ("SS", "SF")

    @property
    def to_end(self) -> bool:
        return self.kind in ("FF", "SF")


@dataclass(frozen=True)
class Job:
    """The place of a task in a plan: it begins after the jobs named (keys, or Link where more is to be said), not before the day.

    Jobs of one person are done one at a time in the order in which they are given; those of nobody (None), milestones and
    waiting, go side by side by the agency's hours. A job that is named and not given is done.
    """

    key: Hashable
    person: Hashable = None
    after: tuple[Hashable | Link, ...] = ()
    not_before: date | None = None

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(one if isinstance(one, Link) else Link(one) for one in self.after)


@dataclass(frozen=True)
class Calendar:
    """Hours a person gives to the plan on each day from `first` on; past these days, as much a day as on average."""

    first: date
    hours: Sequence[float]

    @classmethod
    def of(cls, hours_of: Callable[[date], SupportsFloat], first: date, days: int) -> "Calendar":
        """Return the calendar of so many days by what tells the hours of each, as `Window.hours_of` does."""
        return cls(first, tuple(float(hours_of(first + timedelta(days=n))) for n in range(days)))

    def of_day(self, day: date) -> float:
        """Return the hours of the day."""
        at = (day - self.first).days
        return float(self.hours[at]) if 0 <= at < len(self.hours) else self.pace if at >= 0 else 0.0

    @property
    def pace(self) -> float:
        """Return the mean hours of a day, days off among them."""
        return float(sum(self.hours)) / len(self.hours) if self.hours else 0.0
