"""A task goes over the board and into another place: queued, put in order, given other hands, days or stages."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.rules import TAKES_TASKS
from svyazka.work import rules
from svyazka.work.actions.tasks import SET_TASK
from svyazka.work.models import Task
from svyazka.work.rules import TaskState
from svyazka.work.steps import move_task, seat_specialist
from svyazka.work.steps.tasks import stage_in, tell_of_task


@action(SET_TASK)
def queue_task(task: Task, *, to: str, by: Person, at: datetime) -> Task:
    """Put the task into the backlog, or among what is to be done. Raises Refused if it cannot go there from where it is."""
    if to not in (TaskState.BACKLOG, TaskState.TODO):
        raise Malformed(_("A task is put into the backlog or among what is to be done."))
    move_task(task, to)
    record(task, "work.task_queued", by=by, at=at, title=task.title, to=to)
    return task


@action(SET_TASK)
def order_task(task: Task, *, before_id: int | None = None, by: Person, at: datetime) -> Task:
    """Put the task before another one of its column, or last. Raises Malformed if that one is not in the column."""
    column = Task.objects.filter(project=task.project_id, state=task.state).exclude(pk=task.pk)
    if before_id is None:
        task.position = (column.aggregate(last=Max("position"))["last"] or 0) + 1
    else:
        task.position = _room_before(column, before_id)
    Task.objects.filter(pk=task.pk).update(position=task.position)
    record(task, "work.task_ordered", by=by, at=at, title=task.title, before=before_id)
    return task


def _room_before(column: QuerySet[Task], key: int) -> int:
    """Return the position before that task, free: it and all after it go two further, those that share its number stay before."""
    other = column.filter(pk=key).first()
    if other is None:
        raise Malformed(_("before_id: there is no such task in this column."))
    after = Q(position__gt=other.position) | Q(position=other.position, pk__gte=key)
    column.filter(after).update(position=F("position") + 2)
    return other.position + 1


@action(SET_TASK)
def adjust_task(task: Task, *, to: Mapping, by: Person, at: datetime) -> Task:
    """Change only what is named: `assignee` (a login), `due_on`, `stage_id`. Raises Refused if it is done, or the stage takes no tasks."""
    if task.state == TaskState.DONE:
        raise Refused(_("The task is done: set a new one."))
    if not to or set(to) - {"assignee", "due_on", "stage_id"}:
        raise Malformed(_("Say what is to change: the assignee, the day or the stage."))
    was = {"assignee": task.assignee.username, "due_on": task.due_on, "stage_id": task.stage_id}
    if "stage_id" in to:
        stage = stage_in(task.project, to["stage_id"])
        refuse_if(rules.reasons_not_to_set(estimate_hours=task.estimate_hours, stage_takes_tasks=stage.state in TAKES_TASKS, project_open=True))
        task.stage = stage
    if "due_on" in to:
        task.due_on = to["due_on"]
    if "assignee" in to and to["assignee"] != task.assignee.username:
        task.assignee = colleague("assignee", to["assignee"])
        seat_specialist(task, at=at)
        tell_of_task(task.assignee, "work.task_set", task, by=by, at=at)
    task.save(update_fields=["stage", "due_on", "assignee"])
    record(task, "work.task_adjusted", by=by, at=at, title=task.title, to={name: str(value) for name, value in to.items()}, was={name: str(was[name]) for name in to})
    return task
