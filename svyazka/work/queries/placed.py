"""Where tasks stand by the last schedule of each project."""

from collections.abc import Iterable

from django.db.models import QuerySet

from svyazka.projects.models import Schedule, ScheduledTask
from svyazka.work.models import Task


def newest_schedules() -> QuerySet[Schedule]:
    """Return the last schedule of each project."""
    return Schedule.objects.order_by("project", "-pk").distinct("project")


def last_placed(keys: Iterable[int]) -> QuerySet[ScheduledTask]:
    """Return these tasks as the last schedules of their projects have them; other projects' schedules are not looked at."""
    named = list(keys)
    theirs = Task.objects.filter(pk__in=named).order_by().values("project").distinct()
    return ScheduledTask.objects.filter(schedule__in=newest_schedules().filter(project__in=theirs).values("pk"), task_id__in=named)
