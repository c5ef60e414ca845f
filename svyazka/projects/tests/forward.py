"""A thin form of `first` for tests: everybody has one task at a time, all of one project."""


from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from svyazka.kit.worktime import Window
from svyazka.projects.solver.planning import first
from svyazka.projects.solver.shapes import Agenda, Dependency, Engaged, Plan, Task, Worker


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


def plan(
    tasks: Sequence[PlannedTask], windows: Mapping[int, Window], *, starts_at: datetime, deadline_on: date | None = None,
    window: Window | None = None,
) -> Plan:  # fmt: skip
    """Place every task from `starts_at` on; `windows` are the working hours of each person named by the tasks.

    Days are those of the agency's `window`. Raises Cycle when tasks wait for each other in a ring.
    """
    if not tasks:
        return Plan((), None)
    return first(Agenda(
        starts_at, [_task(task) for task in tasks], [Worker(key, one) for key, one in sorted(windows.items())],
        [Dependency(earlier, task.id) for task in tasks for earlier in task.after],
        [Engaged(0, deadline_on=deadline_on)], window=window or windows[min(windows)],
    ))  # fmt: skip


def _task(task: PlannedTask) -> Task:
    return Task(
        task.id, task.hours, (task.person,), due_on=task.due_on, not_before=task.pinned, began_at=task.began_at, done=task.done
    )
