"""What stands around a person's day: hours of today against the norm, and the boards on which they set and check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum

from svyazka.people.queries import today, windows_of
from svyazka.projects.models import Project
from svyazka.projects.rules import ProjectState
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import TimeEntry
from svyazka.work.queries.tasks import ZERO
from svyazka.work.queries.timer import days_of, running_timer
from svyazka.work.rules import OPEN_TASKS, TaskState

MOST_BOARDS = 30


@dataclass(frozen=True)
class Spent:
    """Hours of today: written, and running on the timer; `norm` is what the person's calendar gives the day."""

    written: Decimal
    running: Decimal
    norm: Decimal

    @property
    def all(self) -> Decimal:
        return self.written + self.running


def spent_today(person, at: datetime) -> Spent:
    """Return the person's hours of today."""
    day, timer = today(at), running_timer(person)
    written = TimeEntry.objects.filter(person=person, worked_on=day).aggregate(s=Sum("hours"))["s"] or ZERO
    running = days_of(timer, at).get(day, ZERO) if timer else ZERO
    return Spent(written, running, windows_of([person.pk], day, day)[person.pk].hours_of(day))


def boards_of(person, at: datetime, sets: Callable) -> list[Project]:
    """Return the running projects whose tasks this person sets, as `sets` of a project says, each with counts of what waits on it."""
    keys = {held.engagement_id for held in standing_of(person, at).held if held.engagement_id}
    if not keys:
        return []
    asked = {
        "open_tasks": Count("tasks", filter=Q(tasks__state__in=OPEN_TASKS)),
        "to_check": Count("tasks", filter=Q(tasks__state=TaskState.REVIEW)),
        "blocked": Count("tasks", filter=Q(tasks__state__in=OPEN_TASKS) & ~Q(tasks__blocked_reason="")),
    }
    running = Project.objects.filter(engagement__in=keys, engagement__closed_at=None, state__in=(ProjectState.PLANNED, ProjectState.RUNNING))
    rows = running.select_related("engagement__client").annotate(**asked).order_by("-to_check", "-blocked", "title", "pk")[:MOST_BOARDS]
    return [row for row in rows if sets(row)]
