"""Parts of tasks and their points, counted beside each task."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from svyazka.work.models import Task, TaskPoint, TimeEntry
from svyazka.work.rules import TaskState


def with_parts(found: QuerySet[Task]) -> QuerySet[Task]:
    """Tell beside each task its points and parts: `points_all`, `points_done`, `parts_all`, `parts_done`."""
    return found.annotate(
        points_all=_counted(TaskPoint, "task"), points_done=_counted(TaskPoint, "task", done_at__isnull=False),
        parts_all=_counted(Task, "parent"), parts_done=_counted(Task, "parent", state=TaskState.DONE),
    ).select_related("engagement__client", "project", "stage", "assignee", "sprint", "parent")  # fmt: skip


def _counted(model, path: str, **only) -> Coalesce:
    rows = model.objects.filter(**{path: OuterRef("pk")}, **only).order_by().values(path).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def open_parts(task: Task) -> list[str]:
    """Return the titles of the parts of the task that are not done."""
    return list(task.parts.exclude(state=TaskState.DONE).order_by("position", "pk").values_list("title", flat=True)[:20])


@dataclass(frozen=True)
class OfParts:
    """Hours of a task's parts together: told beside the task's own, never mixed with them."""

    count: int
    done: int
    estimate: Decimal
    logged: Decimal


def hours_of_parts(task: Task) -> OfParts:
    """Return how many parts there are, how many are done, their estimates and the hours written on them."""
    told = task.parts.aggregate(count=Count("pk"), done=Count("pk", filter=Q(state=TaskState.DONE)), estimate=Sum("estimate_hours"))
    logged = TimeEntry.objects.filter(task__parent=task).aggregate(sum=Sum("hours"))["sum"]
    return OfParts(told["count"], told["done"], told["estimate"] or Decimal(0), logged or Decimal(0))
