"""Hours: written by whoever worked, on a task or on a duty of theirs."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, Stale
from svyazka.kit.formats import day_short, number
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.work.actions.duties import WRITE_TIME
from svyazka.work.actions.tasks import DO
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries import Line
from svyazka.work.rules import EntryState
from svyazka.work.steps.hours import follow, one_writer, refuse_hours, refuse_strange, write_entry


@action(DO)
def log_time(task: Task, *, worked_on: date, hours: Decimal, note: str = "", by: Person, at: datetime) -> TimeEntry:
    """Write hours on the task; the first hours begin it.

    Raises Refused if the day comes later, is older than the project or a quarter, or all hours of it would be more than 24.
    """
    one_writer(by)
    line = Line(task.engagement, task)
    refuse_hours(line, by, worked_on, hours, at)
    entry = write_entry(line, by, worked_on=worked_on, hours=hours, note=note, at=at)
    follow(line, worked_on, at=at)
    record(entry, "work.time_logged", by=by, at=at, hours=str(hours), on=str(worked_on), task=task.title)
    return entry


@action(DO)
def set_hours(task: Task, *, worked_on: date, hours: Decimal, note: str = "", was: Decimal | None = None, by: Person, at: datetime) -> Task:
    """Make the person's hours on the task that day exactly this many; zero takes them away.

    Raises Refused if the day comes later, exceeds 24 hours, or hours of it are with the PM already; Stale if they are
    not what they `was` when they were looked at.
    """
    _set(Line(task.engagement, task), worked_on, hours, note, was, by=by, at=at)
    return task


@action(WRITE_TIME)
def set_duty_hours(line: Line, *, worked_on: date, hours: Decimal, note: str = "", was: Decimal | None = None, by: Person, at: datetime) -> Line:
    """Make the person's hours of a duty on the engagement that day exactly this many; zero takes them away.

    Raises Refused and Stale as `set_hours` does, Malformed for a duty that the person does not hold there.
    """
    refuse_strange(line, by, at)
    _set(line, worked_on, hours, note, was, by=by, at=at)
    return line


def _set(line: Line, worked_on: date, hours: Decimal, note: str, was: Decimal | None, *, by: Person, at: datetime) -> None:
    one_writer(by)
    written = TimeEntry.objects.filter(worked_on=worked_on, **line.entries(by)).order_by("pk")
    rows = list(written)
    before = sum((entry.hours for entry in rows), Decimal(0))
    if was is not None and was != before:
        raise Stale(_("These hours have changed since you looked at them: now there are %(hours)s.") % {"hours": number(before)})
    if any(entry.state != EntryState.DRAFT for entry in rows):
        raise Refused(_("Hours of %(day)s are submitted already: ask for them back to correct them.") % {"day": day_short(worked_on)})
    if hours:
        refuse_hours(line, by, worked_on, hours, at, but=written)
    _replace(line, rows, worked_on, hours, note, by=by, at=at)
    follow(line, worked_on, at=at)
    record(line.task or by, "work.time_set", by=by, at=at, engagement=line.engagement, hours=str(hours), was=str(before), on=str(worked_on), title=line.title)


def _replace(line: Line, rows: list[TimeEntry], worked_on: date, hours: Decimal, note: str, *, by: Person, at: datetime) -> None:
    notes = note or "; ".join(entry.note for entry in rows if entry.note)
    TimeEntry.objects.filter(pk__in=[entry.pk for entry in rows]).delete()
    if hours:  # a correction is as late as what it corrects
        first = min((entry.entered_at for entry in rows), default=None)
        write_entry(line, by, worked_on=worked_on, hours=hours, note=notes, entered_at=first, at=at)
