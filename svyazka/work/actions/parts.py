"""Parts of a task, and the points in it: the PM writes them, the assignee ticks them."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.work import rules
from svyazka.work.actions.tasks import DO, SET_TASK
from svyazka.work.models import Task, TaskPoint
from svyazka.work.rules import TaskState
from svyazka.work.steps import write_points
from svyazka.work.steps.tasks import parent_in


@action(SET_TASK)
def nest_task(task: Task, *, parent_id: int | None, by: Person, at: datetime) -> Task:
    """Make the task a part of another one of its project, or of none. Raises Refused for a part of a part."""
    parent = parent_in(task.project_id, parent_id)
    if parent is not None:
        refuse_if(rules.reasons_not_a_part(
            same=parent.pk == task.pk, is_part=parent.parent_id is not None, has_parts=task.parts.exists(), done=parent.state == TaskState.DONE,
        ))  # fmt: skip
    task.parent = parent
    task.save(update_fields=["parent"])
    record(task, "work.task_nested" if parent else "work.task_moved_out", by=by, at=at, title=task.title, parent=parent.title if parent else "")
    return task


@action(SET_TASK)
def add_points(task: Task, *, texts: Sequence[str], by: Person, at: datetime) -> Task:
    """Add points to the task's own list. Raises Refused if it is done, or there would be too many."""
    if task.state == TaskState.DONE:
        raise Refused(_("The task is done: set a new one."))
    said = [text.strip() for text in texts if text.strip()]
    refuse_if(rules.reasons_not_points(said, task.points.count()))
    write_points(task, said)
    record(task, "work.points_added", by=by, at=at, title=task.title, points=said)
    return task


@action(SET_TASK)
def drop_point(task: Task, *, point_id: int, by: Person, at: datetime) -> Task:
    """Take a point off the task's list; its words stay in the journal. Raises Malformed if there is none."""
    point = _point(task, point_id)
    record(task, "work.point_dropped", by=by, at=at, title=task.title, point=point.text)
    point.delete()
    return task


@action(DO)
def tick_point(task: Task, *, point_id: int, done: bool = True, by: Person, at: datetime) -> Task:
    """Tick a point, or take the tick away. Raises Refused if the task is done, Malformed if there is no such point."""
    if task.state == TaskState.DONE:
        raise Refused(_("The task is done."))
    point = _point(task, point_id)
    if (point.done_at is not None) == done:
        return task
    point.done_at, point.done_by = (at, by) if done else (None, None)
    point.save(update_fields=["done_at", "done_by"])
    record(task, "work.point_ticked" if done else "work.point_unticked", by=by, at=at, title=task.title, point=point.text)
    return task


def _point(task: Task, point_id: int) -> TaskPoint:
    found = task.points.filter(pk=point_id).first()
    if found is None:
        raise Malformed(_("There is no such point in the task."))
    return found
