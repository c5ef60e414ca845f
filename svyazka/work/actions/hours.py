"""Hours: written by whoever worked, submitted by the week, checked by the PM."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.deals.steps.hours import follow_hours
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.work import queries, rules
from svyazka.work.actions.tasks import DO
from svyazka.work.models import Task, TimeEntry
from svyazka.work.rules import EntryState, TaskState
from svyazka.work.steps import move_task

APPROVE_TIME = Duty("time.approve", _("Check hours"), stage=Part.DELIVERY)


@action(DO)
def log_time(task: Task, *, worked_on: date, hours: Decimal, note: str = "", by: Person, at: datetime) -> TimeEntry:
    """Write hours on the task; the first hours begin it.

    Raises Refused if the day comes later, is older than the project or a quarter, or all hours of it would be more than 24.
    """
    _one_writer(by)
    others = queries.hours_on_day(by, worked_on)
    _refuse_hours(task, worked_on, hours, others, at)
    entry = TimeEntry.objects.create(
        task=task, engagement=task.engagement, person=by, worked_on=worked_on, hours=hours, note=note[:500], entered_at=at
    )
    _begin(task, at)
    follow_hours(task.engagement, worked_on, at=at)
    record(entry, "work.time_logged", by=by, at=at, hours=str(hours), on=str(worked_on), task=task.title)
    return entry


def _one_writer(person: Person) -> None:
    """Let one request at a time write this person's hours, so that a day never gets more than 24."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse_hours(task: Task, worked_on: date, hours: Decimal, others: Decimal, at: datetime) -> None:
    began_on = today(task.project.started_at)
    refuse_if(rules.reasons_not_to_log(
        hours=hours, worked_on=worked_on, today=today(at), others_that_day=others, began_on=began_on))  # fmt: skip


def _begin(task: Task, at: datetime) -> None:
    if task.state == TaskState.TODO:
        move_task(task, TaskState.DOING, started_at=task.started_at or at)


def _turn(entries: QuerySet[TimeEntry], to: str, **fields) -> None:
    """Move these hours along their table, all or none, writing these fields with them."""
    rows = list(entries.select_for_update(no_key=True))
    for entry in rows:
        refuse_if(rules.reasons_not_to_turn(entry.state, to))
        for name, value in {"state": to, **fields}.items():
            setattr(entry, name, value)
    TimeEntry.objects.bulk_update(rows, ["state", *fields])


@action(DO)
def set_hours(task: Task, *, worked_on: date, hours: Decimal, note: str = "", by: Person, at: datetime) -> Task:
    """Make the person's hours on the task that day exactly this many; zero takes them away.

    Raises Refused if the day comes later, exceeds 24 hours, or hours of it are with the PM already.
    """
    _one_writer(by)
    written = TimeEntry.objects.filter(task=task, person=by, worked_on=worked_on)
    if written.exclude(state=EntryState.DRAFT).exists():
        raise Refused(_("Hours of %(day)s are submitted already: ask for them back to correct them.") % {"day": worked_on})
    if hours:
        others = queries.hours_on_day(by, worked_on, but_task=task)
        _refuse_hours(task, worked_on, hours, others, at)
    was = sum((entry.hours for entry in written), Decimal(0))
    notes = note or "; ".join(entry.note for entry in written if entry.note)
    written.delete()
    if hours:
        TimeEntry.objects.create(
            task=task, engagement=task.engagement, person=by, worked_on=worked_on, hours=hours, note=notes[:500], entered_at=at
        )
        _begin(task, at)
    follow_hours(task.engagement, worked_on, at=at)
    record(task, "work.time_set", by=by, at=at, hours=str(hours), was=str(was), on=str(worked_on))
    return task


@action(DO, lock=False)
def submit_week(person: Person, *, week_on: date, by: Person, at: datetime) -> int:
    """Hand the hours of the week that begins on that Monday to the PMs; return how many rows went.

    Raises Refused if there is nothing to hand in.
    """
    monday = queries.monday_of(week_on)
    drafts = [
        entry for days in queries.week_of_hours(person, monday).values() for rows in days.values() for entry in rows
        if entry.state == EntryState.DRAFT
    ]  # fmt: skip
    if not drafts:
        raise Refused(_("There are no new hours in this week."))
    chosen = TimeEntry.objects.filter(pk__in=[entry.pk for entry in drafts])
    _turn(chosen, EntryState.SUBMITTED, submitted_at=at, returned_reason="")
    total = sum((entry.hours for entry in drafts), Decimal(0))
    record(person, "work.hours_submitted", by=by, at=at, week=str(monday), hours=str(total))
    return len(drafts)


@action(APPROVE_TIME)
def check_week(
    project: Project, *, week_on: date, person: Person, passed: bool = True, reason: str = "", by: Person, at: datetime
) -> Decimal:
    """Confirm a person's submitted hours of the week on this project, or give them back; return how many hours.

    Raises Refused if none wait for the check, or they go back without a reason.
    """
    monday = queries.monday_of(week_on)
    waiting = queries.week_of_project(project, person.pk, monday).filter(state=EntryState.SUBMITTED)
    total = sum((entry.hours for entry in waiting), Decimal(0))
    if not total:
        raise Refused(_("No submitted hours of this week wait for the check."))
    if not passed and not reason.strip():
        raise Refused(_("Say what is to be corrected in the hours."))
    if passed:
        _turn(waiting, EntryState.CHECKED, checked_at=at, checked_by=by)
    else:
        _turn(waiting, EntryState.DRAFT, submitted_at=None, returned_reason=reason[:500])
        tell(person, "work.hours_returned", at=at, by=by, engagement=project.engagement, url=f"/work/hours/?week={monday}",
             title=project.title, reason=reason)  # fmt: skip
    verb = "work.hours_checked" if passed else "work.hours_returned"
    record(project, verb, by=by, at=at, week=str(monday), person=person.name, hours=str(total), reason=reason)
    return total
