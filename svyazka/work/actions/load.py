"""Levelling the load: a task goes to another week, or to another person."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import colleague, the_agency, today, windows_of
from svyazka.projects.steps import tell_of_drifts
from svyazka.work import rules
from svyazka.work.actions.tasks import SET_TASK
from svyazka.work.models import Levelling, Task
from svyazka.work.queries import midnight, monday_of, tasks
from svyazka.work.queries.allocation import FURTHEST, hours_left
from svyazka.work.queries.links import earliest_days
from svyazka.work.rules.load import reasons_not_to_level, reasons_not_to_take_back
from svyazka.work.steps import ask_for_forecast, seat_specialist
from svyazka.work.steps.load import follow_levelling, move_days, put_back


@action(SET_TASK)
def level_task(task: Task, *, week_on: date, assignee: str = "", by: Person, at: datetime) -> Levelling:
    """Move the task to the week of that day, and to another person if one is named; nothing else moves with it.

    Who had it and who has it now are told; the stage's forecast follows. Raises Refused if the task does not wait for
    its assignee, the week is past, or by the plan what it waits for lets it
    begin later.
    """
    waits = task.state in rules.WAITS_FOR_ASSIGNEE and task.engagement.closed_at is None
    monday, (begins_on, ends_on) = monday_of(week_on), earliest_days(task)
    refuse_if(reasons_not_to_level(waits=waits, week_on=monday, this_week=monday_of(today(at)), begins_on=begins_on))
    had, task.assignee = task.assignee, colleague("assignee", assignee) if assignee else task.assignee
    task.save(update_fields=["assignee"])
    seat_specialist(task, at=at)
    first = max(monday, today(at))
    days = {"starts_on": first, "ends_on": max(_ends_on(task, first, monday), ends_on or monday)}
    moved = move_days(task, was_assignee=had, moved_by=by, moved_at=at, **days)
    _follow(task, {had, task.assignee}, "work.task_levelled", by=by, at=at, on=str(first))
    record(task, "work.task_levelled", by=by, at=at, title=task.title, assignee=task.assignee.name, was=had.name, on=str(first),
           until=str(moved.ends_on))  # fmt: skip
    return moved


def _follow(task: Task, people: set[Person], verb: str, *, by: Person, at: datetime, **facts) -> None:
    """Let forecasts follow the task that was moved, and tell whoever it touches."""
    follow_levelling(task.project, also=task.stage_id)
    for person in people - {by}:
        tell(person, verb, at=at, by=by, engagement=task.engagement, url=f"/work/tasks/{task.pk}/", title=task.title, assignee=task.assignee.name, **facts)
    tell_of_drifts(task.project, by=by, at=at)
    ask_for_forecast()


@action(SET_TASK)
def take_levelling_back(task: Task, *, by: Person, at: datetime) -> Task:
    """Let the task stand where it stood and with whom before it was moved last; who had it and who has it now are told.

    Raises Refused if the task does not wait for its assignee any more, was not moved, or that was taken back already.
    """
    waits = task.state in rules.WAITS_FOR_ASSIGNEE and task.engagement.closed_at is None
    moved = Levelling.objects.select_related("was_assignee").filter(task=task).exclude(was_assignee=None).first()
    refuse_if(reasons_not_to_take_back(waits=waits, moved=moved is not None))
    had, task.assignee = task.assignee, colleague("assignee", moved.was_assignee.username)
    task.save(update_fields=["assignee"])
    seat_specialist(task, at=at)
    put_back(moved)
    _follow(task, {had, task.assignee}, "work.levelling_taken_back", by=by, at=at)
    record(task, "work.levelling_taken_back", by=by, at=at, title=task.title, assignee=task.assignee.name, was=had.name)
    return task


def _ends_on(task: Task, first: date, monday: date) -> date:
    """Return the last day that the task may take: of its week, or later if its person has not so many hours in it."""
    window = windows_of([task.assignee_id], first, first + FURTHEST)[task.assignee_id]
    left = hours_left(tasks().get(pk=task.pk))
    try:
        ends = window.add(midnight(first), timedelta(minutes=int(left * 60)))
    except ValueError as none:
        raise Refused(_("%(name)s has no working hours ahead.") % {"name": task.assignee.name}) from none
    return max(monday + timedelta(days=6), ends.astimezone(ZoneInfo(the_agency().zone)).date())
