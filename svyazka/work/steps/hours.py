"""Hours written down: one writer a person at a time, no day over 24, the first hours begin the task."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from svyazka.deals.steps.hours import follow_hours
from svyazka.kit.errors import Refused, refuse_if, unknown
from svyazka.people.models import Person
from svyazka.people.queries import own_day, today
from svyazka.work import queries, rules
from svyazka.work.models import TimeEntry
from svyazka.work.queries import Line
from svyazka.work.rules import TaskState
from svyazka.work.steps.reminders import settle_day
from svyazka.work.steps.tasks import move_task


def one_writer(person: Person) -> None:
    """Let one request at a time write this person's hours, so that a day never gets more than 24 and one timer runs."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def refuse_strange(line: Line, person: Person, at: datetime) -> None:
    """Raise Malformed if hours of the engagement are not written under that duty by the person; Refused if it is closed."""
    if not queries.may_write(person, line, at):
        raise unknown("duty", line.kind)
    if line.engagement.closed_at is not None:
        raise Refused(_("The engagement is closed."))


def refuse_hours(line: Line, person: Person, worked_on: date, hours: Decimal, at: datetime, *, but: QuerySet[TimeEntry] | None = None) -> None:
    """Raise Refused if the person cannot have these hours of the line on that day, beside all others but some, which they correct.

    A locked week takes no more hours; what stands open in it may still be corrected.
    """
    others = queries.hours_on_day(person, worked_on, but=but)
    began_on = today(line.task.project.started_at if line.task else line.engagement.opened_at)
    refuse_if(rules.reasons_not_to_log(hours=hours, worked_on=worked_on, today=max(today(at), own_day(person, at)), others_that_day=others, began_on=began_on))
    if but is None or not but.exists():
        refuse_if(rules.reasons_not_to_add(locked=queries.is_locked(person, line.engagement.pk, worked_on), worked_on=worked_on))


def write_entry(line: Line, person: Person, *, worked_on: date, hours: Decimal, note: str = "", entered_at: datetime | None = None,
                at: datetime) -> TimeEntry:  # fmt: skip
    """Write hours of the line, which the day has room for; hours that stand for earlier ones keep the moment of those."""
    first = entered_at or at
    days_after, late = queries.lateness(worked_on, first)
    entry = TimeEntry.objects.create(
        task=line.task, engagement=line.engagement, duty_kind=line.kind, person=person, worked_on=worked_on, hours=hours, note=note[:500],
        entered_at=first, days_after=days_after, late=late,
    )  # fmt: skip
    if line.task and line.task.state == TaskState.TODO:
        move_task(line.task, TaskState.DOING, started_at=line.task.started_at or at)
    settle_day(person, worked_on, at=at)
    return entry


def follow(line: Line, worked_on: date, *, at: datetime) -> None:
    """Count the day anew against the contract of the engagement."""
    follow_hours(line.engagement, worked_on, at=at)
