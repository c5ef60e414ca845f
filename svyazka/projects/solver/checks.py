"""Why an agenda cannot be planned: whatever is wrong with it, all at once and by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from svyazka.projects.solver.network import ring
from svyazka.projects.solver.refusals import Cycle, NotPlannable, Reason
from svyazka.projects.solver.shapes import Agenda, Engaged, Share, Task, ThreePoint

MOST_HOURS = Decimal(100_000)  # fifty years of one person: beyond it a figure was mistyped
MOST_LAG = Decimal(4_000)  # two years of work
MOST_TASKS = 50_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def refuse_unless_plannable(agenda: Agenda) -> None:
    """Raise NotPlannable with every reason, or Cycle with the tasks of the ring, if the agenda makes no sense."""
    reasons = tuple(reasons_not_to_plan(agenda))
    if reasons:
        raise NotPlannable(*reasons)
    if found := ring(waits(agenda)):
        raise Cycle(found)


def reasons_not_to_plan(agenda: Agenda) -> Iterator[Reason]:
    """Yield what is wrong with the agenda, rings apart."""
    if len(agenda.tasks) > MOST_TASKS:
        yield Reason("too_many_tasks", (len(agenda.tasks), MOST_TASKS))
        return
    for name, keys in (("task", [t.id for t in agenda.tasks]), ("person", [w.id for w in agenda.workers]),
                       ("project", [p.id for p in agenda.projects])):  # fmt: skip
        yield from (Reason(f"{name}_twice", (key,)) for key, count in Counter(keys).items() if count > 1)
    for task in agenda.tasks:
        yield from _of_task(agenda, task)
    yield from _of_dependencies(agenda)
    yield from _of_projects(agenda.projects)
    yield from _of_shares(agenda)


def waits(agenda: Agenda) -> dict[int, list[int]]:
    """Return what each task waits for among the tasks here. A ring is one whatever its kinds and lags; what is done waits no more."""
    earlier: dict[int, list[int]] = {task.id: [] for task in agenda.tasks}
    for one in agenda.dependencies:
        if one.later in earlier and one.earlier in earlier and not agenda.task[one.later].done and not agenda.task[one.earlier].done:
            earlier[one.later].append(one.earlier)
    return earlier


def _of_task(agenda: Agenda, task: Task) -> Iterator[Reason]:
    if task.done:
        if task.done[0] > task.done[1]:
            yield Reason("ends_before_it_begins", (task.id,))
        return
    points = task.hours if isinstance(task.hours, ThreePoint) else (task.hours,)
    if not all(point.is_finite() and 0 <= point <= MOST_HOURS for point in points):
        yield Reason("hours_out_of_range", (task.id,))
        return
    if task.due_on and not FIRST_DAY <= task.due_on <= LAST_DAY:
        yield Reason("day_out_of_range", (task.id,))
    if list(points) != sorted(points):
        yield Reason("points_out_of_order", (task.id,))
    unknown = [person for person in task.people if person not in agenda.worker]
    yield from (Reason("unknown_person", (task.id, person)) for person in unknown)
    if task.people or not any(points):
        return
    if not task.specialism:
        yield Reason("nobody_named", (task.id,))
    elif not any(task.specialism in worker.specialisms for worker in agenda.workers):
        yield Reason("no_specialist", (task.id, task.specialism))


def _of_dependencies(agenda: Agenda) -> Iterator[Reason]:
    for one in agenda.dependencies:
        if not one.lag.is_finite() or abs(one.lag) > MOST_LAG:
            yield Reason("lag_out_of_range", (one.earlier, one.later))
        if one.earlier == one.later:
            yield Reason("waits_for_itself", (one.later,))
        if one.later not in agenda.task:
            yield Reason("unknown_task", (one.later,))


def _of_projects(projects: Iterable[Engaged]) -> Iterator[Reason]:
    for one in projects:
        if not 1 <= one.weight <= 1000:
            yield Reason("weight_out_of_range", (one.id,))
        if one.deadline_on and not FIRST_DAY <= one.deadline_on <= LAST_DAY:
            yield Reason("deadline_out_of_range", (one.id,))


def _of_shares(agenda: Agenda) -> Iterator[Reason]:
    """Yield what is wrong with the shares: on no day may a person's come to more than a hundred per cent."""
    whose: dict[int, list[Share]] = defaultdict(list)
    for share in agenda.shares:
        whose[share.person].append(share)
        if share.person not in agenda.worker:
            yield Reason("unknown_person", (None, share.person))
        if not 0 <= share.percent <= 100 or share.starts_on > share.ends_on:
            yield Reason("share_out_of_range", (share.person, share.project))
    for person, shares in whose.items():
        for day in sorted({share.starts_on for share in shares}):
            then = [share for share in shares if share.starts_on <= day < share.ends_on]
            if sum(share.percent for share in then) > 100:
                yield Reason("shares_above_hundred", (person, day))
            if len({share.project for share in then}) < len(then):
                yield Reason("share_twice", (person, day))
