"""Tasks moved over the board and changed by many, spoken in JSON."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Router

from svyazka.kit import bulk
from svyazka.kit.api import In, Key, upto
from svyazka.kit.errors import Malformed
from svyazka.kit.http import find
from svyazka.work import actions, queries
from svyazka.work.api.tasks import anew, task_seen

router = Router(tags=["work"])


class QueueIn(In):
    to: upto(10)


@router.post("/tasks/{task_id}/queueing")
def queue_task(request, task_id: int, body: QueueIn):
    """Put a task into the backlog, or among what is to be done."""
    actions.queue_task(task_seen(request, task_id), to=body.to, by=request.user, at=timezone.now())
    return anew(request, task_id)


class OrderIn(In):
    before_id: Key | None = None


@router.post("/tasks/{task_id}/order")
def order_task(request, task_id: int, body: OrderIn):
    """Put a task before another one of its column, or last."""
    actions.order_task(task_seen(request, task_id), before_id=body.before_id, by=request.user, at=timezone.now())
    return anew(request, task_id)


class AdjustIn(In):
    assignee: upto(150, least=1) | None = None
    due_on: date | None = None
    stage_id: Key | None = None

    def told(self) -> dict:
        """Return what is named; a day named as null is taken away."""
        said = {name: getattr(self, name) for name in ("assignee", "due_on", "stage_id") if name in self.model_fields_set}
        return {name: value for name, value in said.items() if name == "due_on" or value is not None}


@router.post("/tasks/{task_id}/adjustments")
def adjust_task(request, task_id: int, body: AdjustIn):
    """Change only what is named of a task."""
    actions.adjust_task(task_seen(request, task_id), to=body.told(), by=request.user, at=timezone.now())
    return anew(request, task_id)


class ManyIn(AdjustIn):
    ids: list[Key] = Field(min_length=1, max_length=bulk.MOST)
    sprint_id: Key | None = None


@router.post("/tasks/adjustments")
def adjust_tasks(request, body: ManyIn):
    """Change many tasks alike, each by itself; those refused are told with why. As the first was, if all were."""
    at = timezone.now()
    tasks = list(queries.visible_to(request.user, at).filter(pk__in=body.ids))
    if len(tasks) < len(set(body.ids)):
        raise Http404
    to = body.told()
    sprint = find(queries.sprints_visible_to(request.user, at), body.sprint_id) if body.sprint_id else None
    if not to and sprint is None:
        raise Malformed(_("Say what is to change: the assignee, the day, the stage or the sprint."))

    def change(task):
        if to:
            actions.adjust_task(task, to=to, by=request.user, at=at)
        if sprint is not None:
            actions.add_to_sprint(sprint, tasks=[task.pk], by=request.user, at=at)
        return task

    return bulk.told(bulk.each(tasks, change))
