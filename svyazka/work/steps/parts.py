"""Small writes on the points of a task that several actions borrow."""

from collections.abc import Sequence

from svyazka.work.models import Task, TaskPoint


def write_points(task: Task, texts: Sequence[str]) -> list[TaskPoint]:
    """Add these points after those the task has."""
    last = task.points.order_by("-position").values_list("position", flat=True).first() or 0
    return TaskPoint.objects.bulk_create(TaskPoint(task=task, position=last + n, text=text[:300]) for n, text in enumerate(texts, 1))
