"""A forward pass over working calendars: every person does one task at a time, nothing begins before what it waits for.

Serial schedule generation: of the tasks whose predecessors are placed, the one that can begin earliest is placed next;
at the same moment the one in progress goes first, then the one with the longer tail of work behind it, then the key.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from svyazka.kit.worktime import Window
from svyazka.projects.solver.shapes import Cycle, Late, Placed, Plan, PlannedTask


def plan(
    tasks: Sequence[PlannedTask], windows: Mapping[int, Window], *, starts_at: datetime, deadline_on: date | None = None
) -> Plan:
    """Place every task from `starts_at` on; `windows` are the working hours of each person named by the tasks.

    Raises Cycle when tasks wait for each other in a ring. Predecessors that are not among the tasks are taken as done.
    """
    by_id = {task.id: task for task in tasks}
    after = {task.id: tuple(key for key in task.after if key in by_id) for task in tasks}
    tails = _tails(by_id, after)
    placed: dict[int, Placed] = {key: _as_it_was(task) for key, task in by_id.items() if task.done}
    causes: dict[int, tuple[int, ...]] = {}
    last_of: dict[int, int] = {}
    while len(placed) < len(by_id):
        offers = [
            _offer(task, after[task.id], placed, last_of, windows, starts_at)
            for task in tasks
            if task.id not in placed and all(key in placed for key in after[task.id])
        ]
        begins, key, why = min(offers, key=lambda o: (o[0], by_id[o[1]].began_at is None, -tails[o[1]], o[1]))
        task = by_id[key]
        ends = windows[task.person].add(begins, timedelta(seconds=int(task.hours * 3600)))
        placed[key] = Placed(key, task.person, task.began_at or begins, begins, ends)
        causes[key], last_of[task.person] = why, key
    return _told(by_id, placed, causes, windows, deadline_on)


def _as_it_was(task: PlannedTask) -> Placed:
    began, ended = task.done  # type: ignore[misc]
    return Placed(task.id, task.person, began, began, ended)


def _offer(task, after, placed, last_of, windows, starts_at) -> tuple[datetime, int, tuple[int, ...]]:
    """Return the earliest moment the task can begin, its key, and the tasks that hold it there."""
    holds = [key for key in (*after, last_of.get(task.person)) if key is not None]
    bounds = {key: placed[key].ends_at for key in holds}
    earliest = max([starts_at, *bounds.values(), *([task.pinned] if task.pinned else [])])
    why = tuple(sorted(key for key, ends in bounds.items() if ends == earliest and ends > starts_at))
    return windows[task.person].add(earliest, timedelta()), task.id, why


def _tails(by_id: dict[int, PlannedTask], after: Mapping[int, Sequence[int]]) -> dict[int, Decimal]:
    """Return the hours from the beginning of each task to the end of the longest chain behind it."""
    behind: dict[int, list[int]] = {key: [] for key in by_id}
    waits = {key: len(before) for key, before in after.items()}
    for key, before in after.items():
        for earlier in before:
            behind[earlier].append(key)
    ready, order = sorted(key for key, count in waits.items() if not count), []
    while ready:
        order.append(key := ready.pop())
        for later in behind[key]:
            waits[later] -= 1
            if not waits[later]:
                ready.append(later)
    if len(order) < len(by_id):
        raise Cycle(_ring(after, {key for key, count in waits.items() if count}))
    tails: dict[int, Decimal] = {}
    for key in reversed(order):
        tails[key] = by_id[key].hours + max((tails[later] for later in behind[key]), default=Decimal(0))
    return tails


def _ring(after: Mapping[int, Sequence[int]], caught: set[int]) -> tuple[int, ...]:
    """Follow what waits for what among the caught tasks until a task comes up again."""
    way, key = [], min(caught)
    while key not in way:
        way.append(key)
        key = min(earlier for earlier in after[key] if earlier in caught)
    return tuple(way[way.index(key) :])


def _told(by_id, placed, causes, windows, deadline_on) -> Plan:
    if not placed:
        return Plan((), None)
    ends_at = max(one.ends_at for one in placed.values())
    open_ends = [one.ends_at for key, one in placed.items() if not by_id[key].done]
    last = [key for key, one in placed.items() if not by_id[key].done and one.ends_at == max(open_ends)]
    critical = {key for end in last for key in _chain(end, causes)}
    rows = sorted(placed.values(), key=lambda one: (one.starts_at, one.ends_at, one.id))
    tasks = tuple(Placed(**{**vars(one), "critical": one.id in critical}) for one in rows)
    late = [
        Late(one.id, by_id[one.id].due_on, _day(one.ends_at, windows[one.person]), _chain(one.id, causes))
        for one in tasks
        if _misses(by_id[one.id], one, windows)
    ]
    whole_ends_on = max(_day(one.ends_at, windows[one.person]) for one in tasks)
    if deadline_on and whole_ends_on > deadline_on:
        late.insert(0, Late(None, deadline_on, whole_ends_on, _chain(min(last), causes) if last else ()))
    return Plan(tasks, ends_at, tuple(late))


def _misses(task: PlannedTask, placed: Placed, windows: Mapping[int, Window]) -> bool:
    return bool(task.due_on and not task.done and _day(placed.ends_at, windows[task.person]) > task.due_on)


def _day(moment: datetime, window: Window) -> date:
    return moment.astimezone(ZoneInfo(window.zone)).date()


def _chain(end: int, causes: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """Return the tasks that hold each other up to this end, the first one first."""
    way, ahead = [], [end]
    while ahead:
        key = ahead.pop()
        if key not in way:
            way.append(key)
            ahead.extend(causes.get(key, ()))
    return tuple(reversed(way))
