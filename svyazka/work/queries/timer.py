"""The timer that runs, and what is likely to be timed next."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement
from svyazka.kit.errors import Refused
from svyazka.people.models import Person
from svyazka.people.queries import own_day, today, windows_of, zone_of
from svyazka.work.models import Task, TimeEntry, Timer
from svyazka.work.queries.lines import Line, line_of, may_write
from svyazka.work.queries.norms import norms_on
from svyazka.work.rules import ON_THE_DESK, WAITS_FOR_ASSIGNEE, TaskState, hours_by_day, is_forgotten

LATELY = timedelta(days=14)


def running_timer(person) -> Timer | None:
    """Return the person's timer, if one runs."""
    return Timer.objects.select_related("task", "engagement__client", "person").filter(person=person).first()


def in_bar(person, at: datetime) -> dict:
    """Return what the bar above every page shows: the timer that runs, else what is offered to be timed."""
    running = running_timer(person)
    line = line_of(running) if running else likely_line(person, at)
    return {"running": running, "line": line, "forgotten": running is not None and forgotten(running, at)}


def likely_line(person, at: datetime) -> Line | None:
    """Return what the bar offers to time: a task to do, else the duty on which the person has written hours last."""
    task = _likely_task(person, at)
    if task is not None:
        return Line(task.engagement, task)
    return next(iter(recent_duties(person, at, most=1)), None)


def recent_duties(person, at: datetime, *, most: int = 5) -> list[Line]:
    """Return the duties that the person has written hours of lately and still holds, the latest first."""
    rows = TimeEntry.objects.filter(person=person, task=None, worked_on__gte=today(at) - LATELY, engagement__closed_at=None).order_by()
    lately = list(rows.values_list("engagement", "duty_kind").annotate(last=Max("worked_on")).order_by("-last", "engagement", "duty_kind")[: 2 * most])
    places = Engagement.objects.select_related("client").in_bulk([key for key, _kind, _last in lately])
    lines = [Line(places[key], kind=kind) for key, kind, _last in lately]
    return [line for line in lines if may_write(person, line, at)][:most]


def _likely_task(person, at: datetime) -> Task | None:
    mine = Q(task__assignee=person, task__state__in=WAITS_FOR_ASSIGNEE)
    last = TimeEntry.objects.filter(mine, person=person, worked_on__gte=today(at) - LATELY).select_related("task__engagement__client").order_by("-worked_on", "-pk").first()
    if last is not None:
        return last.task
    doing = Task.objects.filter(assignee=person, state=TaskState.DOING).select_related("engagement__client")
    return doing.order_by("-started_at", "-pk").first()


def forgotten(timer: Timer, at: datetime) -> bool:
    """Tell whether the timer runs longer than anybody works at a stretch."""
    return is_forgotten(timer.started_at, at, norms_on(today(timer.started_at)).most_timer_hours)


def days_of(timer: Timer, at: datetime) -> dict[date, Decimal]:
    """Return the hours that stopping the timer now would write, by the day of its person."""
    norms = norms_on(today(timer.started_at))
    return hours_by_day(timer.started_at, at, zone_of(timer.person), step_minutes=norms.step_minutes, rounding=norms.rounding)


def likely_hours(timer: Timer) -> Decimal | None:
    """Return the hours from the timer's start to the end of its person's working day, in quarters: what a forgotten one likely was."""
    day = first_day(timer)
    window = windows_of([timer.person_id], day, day)[timer.person_id]
    spans = replace(window, zone=zone_of(timer.person)).spans(day)
    worked = sum((max(closes - max(opens, timer.started_at), timedelta()) for opens, closes in spans), timedelta())
    return Decimal(round(worked.total_seconds() / 900)) / 4 or None


@dataclass(frozen=True)
class Watch:
    """A person's timer, running or not, as it was seen: its version tells one timer from the next."""

    person: Person
    version: int = 0

    @property
    def owner_id(self) -> int:
        return self.person.pk


def watch_of(person) -> Watch:
    """Return the person's timer as it stands."""
    timer = running_timer(person)
    return Watch(person, timer.pk if timer else 0)


def the_timer(person) -> Timer:
    """Return the person's timer. Raises Refused if none runs."""
    timer = running_timer(person)
    if timer is None:
        raise Refused(_("No timer runs: it was stopped already."))
    return timer


def day_of(timer: Timer, moment: datetime) -> date:
    """Return the day it is at that moment for the person of the timer."""
    return own_day(timer.person, moment)


def first_day(timer: Timer) -> date:
    """Return the day on which the timer was started, as its person has it."""
    return day_of(timer, timer.started_at)


def to_time(person) -> list[Task]:
    """Return the tasks on the person's desk, those begun first."""
    found = Task.objects.filter(assignee=person, state__in=ON_THE_DESK).select_related("engagement__client", "stage")
    rows = list(found.order_by("-started_at", "pk")[:40])
    return sorted(rows, key=lambda task: task.state != TaskState.DOING)
