"""The timer: one a person, kept by the server; stopped, it is hours of its days."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Stale, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.live import of_person, ring
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.work import queries, rules
from svyazka.work.actions.duties import WRITE_TIME
from svyazka.work.actions.tasks import DO
from svyazka.work.models import Task, TimeEntry, Timer
from svyazka.work.queries import Line, Watch, line_of
from svyazka.work.rules import TaskState
from svyazka.work.steps.hours import follow, one_writer, refuse_hours, refuse_strange, write_entry
from svyazka.work.steps.tasks import begin_task
from svyazka.work.steps.timer import end, stop


@action(DO)
def start_timer(task: Task, *, early: bool = True, by: Person, at: datetime) -> Timer:
    """Time the task from now on; a timer that runs is stopped and written first, a task that was not begun begins.

    Raises Refused if the task is done or timed already, or a timer that runs was forgotten; Early as `start_task` does.
    """
    refuse_if([_("The task is done.")] if task.state == TaskState.DONE else [])
    timer = _start(Line(task.engagement, task), by=by, at=at)
    if task.state == TaskState.TODO:
        begin_task(task, early=early, by=by, at=at)
    record(task, "work.timer_started", by=by, at=at)
    return timer


@action(WRITE_TIME)
def start_duty_timer(line: Line, *, by: Person, at: datetime) -> Timer:
    """Time a duty on the engagement from now on; a timer that runs is stopped and written first.

    Raises Malformed for a duty that the person does not hold there; Refused as `start_timer` does.
    """
    refuse_strange(line, by, at)
    timer = _start(line, by=by, at=at)
    record(by, "work.timer_started", by=by, at=at, engagement=line.engagement, title=line.title)
    return timer


def _start(line: Line, *, by: Person, at: datetime) -> Timer:
    one_writer(by)
    running = queries.running_timer(by)
    if running is not None:
        refuse_if([_("This is timed already.")] if line_of(running).key == line.key else [])
        _refuse_forgotten(running, at)
        stop(running, by=by, at=at)
    ring(of_person(by.pk))
    return Timer.objects.create(person=by, task=line.task, engagement=line.engagement, duty_kind=line.kind, started_at=at)


def _refuse_forgotten(timer: Timer, at: datetime) -> None:
    norms = queries.norms_on(today(timer.started_at))
    refuse_if(rules.reasons_to_ask(timer.started_at, at, norms.most_timer_hours))


@action(DO)
def stop_timer(watch: Watch, *, note: str = "", by: Person, at: datetime) -> list[TimeEntry]:
    """Stop the timer and write its time, rounded by the norm, on the days of its person; less than a minute is not written.

    Raises Refused if none runs, if it was forgotten, which its person settles, or a day has no room: the timer runs on.
    """
    timer = _held(watch)
    _refuse_forgotten(timer, at)
    return stop(timer, note=note, by=by, at=at)


def _held(watch: Watch) -> Timer:
    """Return the timer with its person's hours held. Raises Refused if none runs, Stale if it is another one than was seen."""
    one_writer(watch.person)
    timer = queries.the_timer(watch.person)
    if watch.version not in (0, timer.pk):
        raise Stale(_("Another timer runs by now. Look again and repeat."))
    return timer


@action(DO)
def settle_timer(watch: Watch, *, worked_on: date, hours: Decimal, note: str = "", by: Person, at: datetime) -> TimeEntry:
    """Stop a timer with the hours that were truly worked, on one of the days it ran. Raises Refused if it has not run so long."""
    timer = _held(watch)
    line, started = line_of(timer), timer.started_at
    most = rules.in_hours(int((at - started).total_seconds() // 60) + 1)
    today_there, started_on = queries.day_of(timer, at), queries.first_day(timer)
    refuse_if(rules.reasons_not_to_settle(started_on=started_on, worked_on=worked_on, today=today_there, hours=hours, most=most))
    refuse_hours(line, timer.person, worked_on, hours, at)
    entry = write_entry(line, timer.person, worked_on=worked_on, hours=hours, note=note or timer.note, at=at)
    end(timer)
    follow(line, worked_on, at=at)
    record(entry, "work.timer_settled", by=by, at=at, started_at=started.isoformat(), hours=str(hours), on=str(worked_on), title=line.title)
    return entry


@action(DO)
def drop_timer(watch: Watch, *, by: Person, at: datetime) -> Timer:
    """Let the timer go without hours; the journal keeps since when it ran. Raises Refused if none runs."""
    timer = _held(watch)
    end(timer)
    told = {"started_at": timer.started_at.isoformat(), "title": line_of(timer).title}
    record(timer.task or timer.person, "work.timer_dropped", by=by, at=at, engagement=timer.engagement, **told)
    return timer
