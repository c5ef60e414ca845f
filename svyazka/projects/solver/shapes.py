"""What the solver takes and gives: plain values without tables."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class PlannedTask:
    """A task to place: `hours` are what is left of it, `after` the keys of tasks that must end before it begins.

    `pinned` is the earliest moment it may begin; `began_at` stands for one in progress (it goes first at its person's
    desk); `done` is the span of a finished one, which is placed as it was.
    """

    id: int
    hours: Decimal
    person: int
    after: tuple[int, ...] = ()
    due_on: date | None = None
    pinned: datetime | None = None
    began_at: datetime | None = None
    done: tuple[datetime, datetime] | None = None


@dataclass(frozen=True)
class Placed:
    """When a task is to be done; `works_from` is when the remaining hours begin."""

    id: int
    person: int
    starts_at: datetime
    works_from: datetime
    ends_at: datetime
    critical: bool = False


@dataclass(frozen=True)
class Late:
    """A missed day, of one task or (`task` None) of the whole, with the chain of tasks that leads to it."""

    task: int | None
    due_on: date
    ends_on: date
    chain: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """The whole schedule, tasks by their beginning."""

    tasks: tuple[Placed, ...]
    ends_at: datetime | None
    late: tuple[Late, ...] = ()


class Cycle(Exception):
    """Tasks wait for each other in a ring; `ring` lists their keys."""

    def __init__(self, ring: tuple[int, ...]):
        super().__init__(ring)
        self.ring = ring
