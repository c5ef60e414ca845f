"""What is wrong with a plan, told by days, hours and minutes of real calendars: nothing of the solver is used here.

It is slow and plain on purpose; tests and the benchmark ask it about every plan.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_CEILING

from svyazka.kit.worktime import DAY, Window
from svyazka.projects.solver.shapes import Agenda, Dependency, Kind, Placed, Plan, Task, ThreePoint

MINUTE = timedelta(minutes=1)


def wrong_with(agenda: Agenda, plan: Plan) -> list[str]:
    """Return what the plan breaks, a sentence each; nothing if it may stand."""
    placed = {one.id: one for one in plan.tasks}
    if sorted(placed) != sorted(task.id for task in agenda.tasks) or len(placed) != len(plan.tasks):
        return ["not every task is placed once"]
    wrong = [f"task {task.id} {one}" for task in agenda.tasks for one in _wrong_with_task(agenda, task, placed[task.id])]
    wrong += [
        f"{one.later} does not wait for {one.earlier} ({one.kind}{one.lag:+})" for one in agenda.dependencies
        if one.earlier in placed and one.later in placed and not _waits(agenda, one, placed)
    ]  # fmt: skip
    return wrong + list(_overbooked(agenda, placed))


def _wrong_with_task(agenda: Agenda, task: Task, placed: Placed) -> Iterator[str]:
    if task.done:
        if (placed.starts_at, placed.ends_at) != task.done:
            yield "was moved though it is done"
        return
    minutes = _minutes(task)
    if not minutes:
        return
    if placed.works_from < agenda.starts_at:
        yield "begins before the plan"
    if task.not_before and placed.works_from < task.not_before:
        yield "begins before its moment"
    if placed.person not in _able(agenda, task):
        yield "is nobody's who may do it"
        return
    if task.pinned and placed.works_from != agenda.worker[placed.person].window.opens_at(max(task.pinned, agenda.starts_at)):
        yield "is not where it is pinned"
    if task.began_at and placed.starts_at != task.began_at:
        yield "began at another moment"
    shares = list(_worked(agenda, placed, task.project).values())
    done, spare = sum(shares), shares[0] + shares[-1] if shares else 0  # it may begin and end within a minute: what is left of both is nobody's
    if not minutes * 100 <= done < minutes * 100 + spare:
        yield f"takes {done / 100} minutes of work, not {minutes}"


def _minutes(task: Task) -> int:
    hours = task.hours
    mean = (hours.best + 4 * hours.likely + hours.worst) / 6 if isinstance(hours, ThreePoint) else hours
    return int((mean * 60).to_integral_value(ROUND_CEILING))


def _able(agenda: Agenda, task: Task) -> set[int]:
    if task.people:
        return set(task.people)
    return {worker.id for worker in agenda.workers if task.specialism in worker.specialisms}


def _worked(agenda: Agenda, placed: Placed, project: int) -> dict[datetime, int]:
    """Return the per cent of each working minute that the task takes of its person."""
    window = agenda.worker[placed.person].window
    return {
        minute: share for minute in _minutes_open(window, placed.works_from, placed.ends_at)
        if (share := _share(agenda, placed.person, project, minute)) and not _given_elsewhere(agenda, placed.person, project, minute)
    }  # fmt: skip


def _minutes_open(window: Window, start: datetime, end: datetime) -> Iterator[datetime]:
    day = window.local_day(start)
    while day <= window.local_day(end):
        for opens, closes in window.spans(day):
            at = max(opens, start)
            while at < min(closes, end):
                yield at
                at += MINUTE
        day += DAY


def _share(agenda: Agenda, person: int, project: int, at: datetime) -> int:
    """Return how many per cent of the person the project has in this minute."""
    mine = [share for share in agenda.shares if share.person == person]
    then = [share for share in mine if share.starts_on <= agenda.worker[person].window.local_day(at) < share.ends_on]
    if any(share.project == project for share in mine):
        return sum(share.percent for share in then if share.project == project)
    return 100 - sum(share.percent for share in then)


def _waits(agenda: Agenda, one: Dependency, placed: dict[int, Placed]) -> bool:
    """Tell whether the later task stands after the earlier one; what has begun or is done already is past asking."""
    later = agenda.task[one.later]
    to_end = one.kind in (Kind.FINISH_FINISH, Kind.START_FINISH)
    if later.done or (later.began_at and not to_end):
        return True
    earlier = placed[one.earlier]
    start = earlier.starts_at if one.kind in (Kind.START_START, Kind.START_FINISH) else earlier.ends_at
    end = placed[one.later].ends_at if to_end else placed[one.later].works_from
    lag = timedelta(minutes=int((one.lag * 60).to_integral_value(ROUND_CEILING)))
    if lag > timedelta():
        return agenda.window.between(start, end) >= lag
    if lag < timedelta():
        return agenda.window.between(end, start) <= -lag
    return end >= start or not _anybody_works(agenda, end, start)


def _anybody_works(agenda: Agenda, start: datetime, end: datetime) -> bool:
    windows = [agenda.window, *(worker.window for worker in agenda.workers)]
    return any(window.between(start, end) for window in windows)


def _overbooked(agenda: Agenda, placed: dict[int, Placed]) -> Iterator[str]:
    """Yield the minutes in which a person gives more than there is of them, each desk one task at a time."""
    taken: dict[tuple, int] = defaultdict(int)
    desks: dict[tuple, int] = defaultdict(int)
    for task in agenda.tasks:
        person = placed[task.id].person
        if task.done or not _minutes(task) or person not in agenda.worker:
            continue
        own = any(share.person == person and share.project == task.project for share in agenda.shares)
        for minute, per_cent in _worked(agenda, placed[task.id], task.project).items():
            taken[person, minute] += per_cent
            desks[person, task.project if own else None, minute] += 1
    yield from (f"person {key[0]} gives {per_cent} % at {key[1]:%F %R}" for key, per_cent in taken.items() if per_cent > 100)
    yield from (f"person {key[0]} has {count} tasks at one desk at {key[2]:%F %R}" for key, count in desks.items() if count > 1)


def _given_elsewhere(agenda: Agenda, person: int, project: int, at: datetime) -> bool:
    """Tell whether the person's own time is taken in this minute; a share of the project's own is not."""
    own = any(share.person == person and share.project == project for share in agenda.shares)
    return not own and any(a <= at < b for a, b in agenda.worker[person].busy)
