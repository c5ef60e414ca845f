"""Parts of tasks and the points in them, spoken in JSON."""

from django.utils import timezone
from ninja import Field, Router, Status

from svyazka.kit.api import In, Key, Line, told
from svyazka.work import actions
from svyazka.work.api.tasks import anew, task_seen
from svyazka.work.models import Task

router = Router(tags=["work"])


def _with_points(request, task_id: int) -> dict:
    task = task_seen(request, task_id)
    points = [{"id": one.pk, "text": one.text, "done_at": told(one.done_at), "done_by": one.done_by.username if one.done_by else None}
              for one in task.points.select_related("done_by")]  # fmt: skip
    return {"task_id": task.pk, "version": task.version, "points": points, "parts": list(Task.objects.filter(parent=task).values_list("pk", flat=True))}


@router.get("/tasks/{task_id}/points")
def list_points(request, task_id: int):
    """Tell the points of a task, and which tasks are its parts."""
    return _with_points(request, task_id)


class PointsIn(In):
    texts: list[Line] = Field(min_length=1, max_length=40)


@router.post("/tasks/{task_id}/points", response={201: dict})
def add_points(request, task_id: int, body: PointsIn):
    """Add points to a task."""
    actions.add_points(task_seen(request, task_id), texts=body.texts, by=request.user, at=timezone.now())
    return Status(201, _with_points(request, task_id))


@router.delete("/tasks/{task_id}/points/{point_id}")
def drop_point(request, task_id: int, point_id: int):
    """Take a point off a task."""
    actions.drop_point(task_seen(request, task_id), point_id=point_id, by=request.user, at=timezone.now())
    return _with_points(request, task_id)


class TickIn(In):
    done: bool = True


@router.post("/tasks/{task_id}/points/{point_id}/ticks")
def tick_point(request, task_id: int, point_id: int, body: TickIn):
    """Tick a point, or take the tick away."""
    actions.tick_point(task_seen(request, task_id), point_id=point_id, done=body.done, by=request.user, at=timezone.now())
    return _with_points(request, task_id)


class ParentIn(In):
    parent_id: Key | None


@router.put("/tasks/{task_id}/parent")
def nest_task(request, task_id: int, body: ParentIn):
    """Make a task a part of another one, or of none."""
    actions.nest_task(task_seen(request, task_id), parent_id=body.parent_id, by=request.user, at=timezone.now())
    return anew(request, task_id)
