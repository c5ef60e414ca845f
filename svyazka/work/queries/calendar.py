"""Days of work for a calendar program: one's tasks by the last schedule, and the promised days of projects."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from svyazka.people.queries import today
from svyazka.projects.models import Schedule, ScheduledTask, Stage
from svyazka.projects.queries import stages_visible_to
from svyazka.projects.rules import ACCEPTED_STATES
from svyazka.work.models import Task
from svyazka.work.rules import OPEN_TASKS, TaskState

BACK, MOST = timedelta(days=30), 1000


def scheduled_of(person, at: datetime) -> list[tuple[Task, ScheduledTask]]:
    """Return the person's tasks with when each is to be done, those to come first."""
    newest = Schedule.objects.filter(project=OuterRef("schedule__project")).order_by("-pk").values("pk")[:1]
    rows = ScheduledTask.objects.filter(schedule=Subquery(newest), person=person, ends_at__gt=at - BACK).order_by("starts_at", "pk")
    placed = {row.task_id: row for row in rows[:MOST]}
    found = Task.objects.filter(pk__in=placed, assignee=person).exclude(state=TaskState.DONE).select_related("project", "engagement__client")
    return sorted(((task, placed[task.pk]) for task in found), key=lambda pair: pair[1].starts_at)


def due_of(person, at: datetime) -> QuerySet[Task]:
    """Return the person's open tasks that have a day of their own."""
    found = Task.objects.filter(assignee=person, state__in=OPEN_TASKS, due_on__gte=today(at) - BACK).select_related("project", "engagement__client")
    return found.order_by("due_on", "pk")[:MOST]


def promised_to(person, at: datetime, **where) -> QuerySet[Stage]:
    """Return the unaccepted stages this person sees that have a promised day."""
    found = stages_visible_to(person, at).filter(promised_on__isnull=False, **where).exclude(state__in=ACCEPTED_STATES)
    return found.order_by("promised_on", "pk")[:MOST]
