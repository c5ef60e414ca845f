"""A schedule in numbers told as a plan: moments, slack, what is late, and why each task begins when it does."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from svyazka.projects.solver.calendars import moment
from svyazka.projects.solver.holds import Holds
from svyazka.projects.solver.jobs import Schedule
from svyazka.projects.solver.laying import Laid
from svyazka.projects.solver.shapes import Agenda, Late, Placed, Plan, Task, Why
from svyazka.projects.solver.slack import slacks

LONGEST_CHAIN = 100


def told(agenda: Agenda, laid: Laid, schedule: Schedule, *, proved: bool = False) -> Plan:
    """Return the plan that the schedule is, what is done among it."""
    slack, holds = slacks(laid.jobs, schedule), Holds(laid.jobs, schedule)
    rows = [_placed(agenda, laid, schedule, job, slack[job], holds.of(job)) for job in range(len(laid.keys))]
    rows += [_as_it_was(task) for task in agenda.tasks if task.done]
    rows.sort(key=lambda one: (one.starts_at, one.ends_at, one.id))
    placed = {one.id: one for one in rows}
    return Plan(tuple(rows), max((one.ends_at for one in rows), default=None), _late(agenda, placed), proved)


def _as_it_was(task: Task) -> Placed:
    began, ended = task.done  # type: ignore[misc]
    return Placed(task.id, task.people[0] if task.people else None, began, began, ended)


def _placed(agenda: Agenda, laid: Laid, schedule: Schedule, job: int, slack: int, why: tuple[Why, ...]) -> Placed:
    task = agenda.task[laid.keys[job]]
    mode = laid.jobs.modes[job][schedule.modes[job]]
    clock = laid.jobs.clocks[mode.clock]
    if mode.length:
        begins, ends = moment(laid.axis.begin(clock.begin(schedule.units[job]))), moment(laid.axis.finish(schedule.ends[job]))
    else:
        begins = ends = _of_no_length(agenda, laid, schedule.ends[job])
    minutes = slack // clock.speeds[0] if clock.speeds else slack
    why = tuple(Why(one.kind, None if one.key is None else laid.keys[one.key]) for one in why)
    return Placed(task.id, mode.person, task.began_at or begins, begins, ends, not slack, minutes, why)


def _of_no_length(agenda: Agenda, laid: Laid, tick: int) -> datetime:
    """Return the moment of a milestone: at the end of what came before it, or at the start of the plan."""
    return moment(laid.axis.finish(tick)) if tick > laid.origin else agenda.starts_at


def _late(agenda: Agenda, placed: Mapping[int, Placed]) -> tuple[Late, ...]:
    """Return the missed days: of projects first, then of tasks by their beginning."""
    zone = ZoneInfo(agenda.window.zone)
    last: dict[int, Placed] = {}
    for task in agenda.tasks:
        one, known = placed[task.id], last.get(task.project)
        last[task.project] = one if known is None or (one.ends_at, -one.id) > (known.ends_at, -known.id) else known
    due = [(None, project.id, project.deadline_on, last.get(project.id)) for project in agenda.projects]
    due += [(key, agenda.task[key].project, agenda.task[key].due_on, one) for key, one in placed.items() if not agenda.task[key].done]
    return tuple(
        Late(key, day, ends_on, chain(placed, one.id), project) for key, project, day, one in due
        if day and one and (ends_on := _day(one.ends_at, zone)) > day
    )  # fmt: skip


def _day(end: datetime, zone: ZoneInfo) -> date:
    """Return the day on which what ends then is done; midnight belongs to the day that ends."""
    return (end - timedelta(microseconds=1)).astimezone(zone).date()


def chain(placed: Mapping[int, Placed], end: int) -> tuple[int, ...]:
    """Return the tasks that hold each other up to this one, the first one first; of long chains the last hundred."""
    way: dict[int, None] = {}
    ahead = [end]
    while ahead and len(way) < LONGEST_CHAIN:
        key = ahead.pop()
        if key not in way:
            way[key] = None
            ahead.extend(why.key for why in placed[key].why if why.key is not None)
    return tuple(reversed(way))
