"""What the solver takes and gives: plain values without tables. Hours are working hours, days are days of the person's zone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from svyazka.kit.worktime import Window


class Kind(StrEnum):
    """What of the earlier task holds what of the later one."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


class ThreePoint(NamedTuple):
    """An estimate in three points; its mean is (best + 4 likely + worst) / 6, as in docs/decisions/0014."""

    best: Decimal
    likely: Decimal
    worst: Decimal


@dataclass(frozen=True)
class Task:
    """A piece of work: `hours` are what is left of it.

    Who does it: one of `people`, or anybody with the `specialism`; with no hours it is a milestone and nobody's.
    `not_before` is the earliest moment it may begin; `pinned` the moment at which it must, with the first of its people;
    `began_at` stands for one in progress: it goes first at its person's desk; `done` is the span of a finished one, which is
    kept as it was.
    """

    id: int
    hours: Decimal | ThreePoint
    people: tuple[int, ...] = ()
    specialism: str = ""
    project: int = 0
    due_on: date | None = None
    not_before: datetime | None = None
    pinned: datetime | None = None
    began_at: datetime | None = None
    done: tuple[datetime, datetime] | None = None


@dataclass(frozen=True)
class Dependency:
    """The later task waits for the earlier one; `lag` is in hours of the agency's working time and may be negative."""

    earlier: int
    later: int
    kind: Kind = Kind.FINISH_START
    lag: Decimal = Decimal(0)


@dataclass(frozen=True)
class Worker:
    """A person with their hours, as `kit.worktime` tells them (zone, part-time, absences), and what they can do.

    `busy` are spans in which they do what is planned elsewhere: no work of this agenda stands there, but for what has a share of
    their time to itself.
    """

    id: int
    window: Window
    specialisms: frozenset[str] = frozenset()
    busy: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True)
class Share:
    """So many per cent of the person's every working minute go to the project, from a day on and before a day.

    What a person's shares leave is for the projects in which they have none.
    """

    person: int
    project: int
    percent: int
    starts_on: date = date.min
    ends_on: date = date.max


@dataclass(frozen=True)
class Engaged:
    """A project: the heavier its weight, the sooner it is served; `deadline_on` is the day by which all of it is to be done."""

    id: int
    weight: int = 1
    deadline_on: date | None = None


@dataclass(frozen=True)
class Agenda:
    """All that is to be planned from `starts_at` on. `window` is the agency's own working time, by which lags run.

    Dependencies on tasks that are not here are taken as met. Projects that are not listed weigh one and have no deadline.
    """

    starts_at: datetime
    tasks: Sequence[Task]
    workers: Sequence[Worker]
    dependencies: Sequence[Dependency] = ()
    projects: Sequence[Engaged] = ()
    shares: Sequence[Share] = ()
    window: Window = field(default_factory=Window)

    @cached_property
    def task(self) -> Mapping[int, Task]:
        """The tasks by their keys."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def worker(self) -> Mapping[int, Worker]:
        """The workers by their keys."""
        return {worker.id: worker for worker in self.workers}


class Why(NamedTuple):
    """What holds a task where it begins: a `task` it waits for, a `person` busy with a task, a `day` before which it may not
    begin, a `pin`, the `hours` of its person, the `start` of the plan; `key` is that task's, or None."""

    kind: str
    key: int | None = None


@dataclass(frozen=True)
class Placed:
    """When a task is to be done; `works_from` is when the remaining hours begin.

    `slack_minutes` is how many of its person's working minutes it may be delayed before the project ends later, everybody's
    order kept; what has none is critical.
    """

    id: int
    person: int | None
    starts_at: datetime
    works_from: datetime
    ends_at: datetime
    critical: bool = False
    slack_minutes: int | None = None
    why: tuple[Why, ...] = ()


@dataclass(frozen=True)
class Late:
    """A missed day, of one task or (`task` None) of its whole project, with the chain of tasks that leads to it."""

    task: int | None
    due_on: date
    ends_on: date
    chain: tuple[int, ...]
    project: int | None = None


@dataclass(frozen=True)
class Plan:
    """The whole schedule, tasks by their beginning; `proved` when no plan is better."""

    tasks: tuple[Placed, ...]
    ends_at: datetime | None
    late: tuple[Late, ...] = ()
    proved: bool = False

    @cached_property
    def placed(self) -> Mapping[int, Placed]:
        """The tasks as they are placed, by their keys."""
        return {one.id: one for one in self.tasks}


@dataclass(frozen=True)
class Move:
    """A task that stands elsewhere than before, or with somebody else, and what holds it now; `before` None: it is new."""

    task: int
    before: Placed | None
    after: Placed
    why: tuple[Why, ...]
