"""What a task waits for: the PM says which tasks, in which way, and with which lag."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.work import rules
from svyazka.work.actions.tasks import SET_TASK
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries.links import tasks_named, waits_of
from svyazka.work.rules import Wait


@action(SET_TASK)
def link_task(task: Task, *, after: Sequence[int] = (), links: Sequence[Wait] = (), by: Person, at: datetime) -> Task:
    """Let the task wait for exactly these tasks of its project: as `links` say, and `after` as it waits for them now.

    One of `after` for which it did not wait begins it by its end, without a lag. Raises Malformed for what is no link;
    Refused if tasks would wait for each other, whatever the kinds and lags.
    """
    waits = _whole(task, after, links)
    if reasons := rules.reasons_not_to_wait(waits):
        raise Malformed(*reasons)
    before = {row.pk: row for row in tasks_named(task.project, [one.after for one in waits])}
    _refuse_a_ring(task, sorted(before))
    task.waits_for.all().delete()
    TaskDependency.objects.bulk_create(TaskDependency(task=task, after=before[one.after], kind=one.kind, lag_hours=one.lag_hours) for one in waits)
    record(task, "work.task_linked", by=by, at=at, after=sorted(before), links=[[one.after, str(one.kind), str(one.lag_hours)] for one in waits])
    return task


def _whole(task: Task, after: Sequence[int], links: Sequence[Wait]) -> list[Wait]:
    """Return every link of the task that is to be, by the key of the other one."""
    told, now = {one.after for one in links}, {one.after: one for one in waits_of(task)}
    return sorted([*links, *(now.get(key) or Wait(key) for key in set(after) - told)])


def _refuse_a_ring(task: Task, before: list[int]) -> None:
    after: dict[int, list[int]] = {task.pk: before}
    for key, earlier in TaskDependency.objects.filter(task__project=task.project_id).values_list("task", "after"):
        if key != task.pk:
            after.setdefault(key, []).append(earlier)
    ring = rules.cycle_in(after)
    if ring:
        titles = dict(Task.objects.filter(pk__in=ring).values_list("pk", "title"))
        names = " → ".join(titles[key] for key in [*ring, ring[0]])
        raise Refused(_("These tasks would wait for each other: %(names)s.") % {"names": names})
