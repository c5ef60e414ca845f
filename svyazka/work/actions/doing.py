"""Tasks under way: the assignee begins, stops and hands in, whoever controls takes in or gives back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Person
from svyazka.roles.queries.holders import holder_of
from svyazka.work import rules
from svyazka.work.actions.tasks import CONTROL, DO
from svyazka.work.models import Task
from svyazka.work.queries.parts import open_parts
from svyazka.work.rules import TaskState
from svyazka.work.steps.tasks import begin_task, move_task, tell_of_task


@action(DO)
def start_task(task: Task, *, early: bool = True, by: Person, at: datetime) -> Task:
    """Begin the task; whoever controls it is told if it still waited for others.

    Raises Refused if it is begun or finished already; Early if it still waits for others and `early` says that this is not meant.
    """
    refuse_if([_in_review()] if task.state == TaskState.REVIEW else [])
    waits = begin_task(task, early=early, by=by, at=at)
    record(task, "work.task_started", by=by, at=at, **({"waits": waits} if waits else {}))
    return task


def _in_review():
    return _("The task waits for its check; the one who checks gives it back.")


@action(DO)
def finish_task(task: Task, *, by: Person, at: datetime) -> Task:
    """Hand the task in: it waits for the check. Raises Refused if it is blocked, handed in, or done."""
    refuse_if([*rules.reasons_not_to_finish(task.state, task.blocked_reason), *rules.reasons_of_open_parts(open_parts(task))])
    move_task(task, TaskState.REVIEW, finished_at=at, started_at=task.started_at or at, returned_reason="")
    tell_of_task(holder_of(task.engagement, CONTROL.code, at), "work.task_finished", task, by=by, at=at)
    record(task, "work.task_finished", by=by, at=at)
    return task


@action(CONTROL)
def check_task(task: Task, *, passed: bool = True, reason: str = "", by: Person, at: datetime) -> Task:
    """Take the task in as done, or give it back with a reason. Raises Refused if it does not wait for a check."""
    refuse_if(rules.reasons_not_to_check(task.state, passed=passed, reason=reason))
    refuse_if(rules.reasons_of_open_parts(open_parts(task)) if passed else [])
    if passed:
        move_task(task, TaskState.DONE, done_at=at, returned_reason="")
    else:
        move_task(task, TaskState.DOING, done_at=None, returned_reason=reason[:1000])
    tell_of_task(task.assignee, "work.task_passed" if passed else "work.task_returned", task, by=by, at=at, reason=reason)
    record(task, "work.task_passed" if passed else "work.task_returned", by=by, at=at, reason=reason)
    return task


@action(DO)
def block_task(task: Task, *, reason: str, by: Person, at: datetime) -> Task:
    """Say that the task cannot go on and why; whoever controls it is told. Raises Refused without a reason."""
    if task.state == TaskState.DONE:
        raise Refused(_("The task is done."))
    if not reason.strip():
        raise Refused(_("Say what the task waits for."))
    task.blocked_reason = reason.strip()[:1000]
    task.save(update_fields=["blocked_reason"])
    tell_of_task(holder_of(task.engagement, CONTROL.code, at), "work.task_blocked", task, by=by, at=at, reason=reason)
    record(task, "work.task_blocked", by=by, at=at, reason=task.blocked_reason)
    return task


@action(DO)
def unblock_task(task: Task, *, by: Person, at: datetime) -> Task:
    """Go on with a blocked task. Raises Refused if it is not blocked."""
    return _take_block_away(task, by=by, at=at)


@action(CONTROL)
def clear_block(task: Task, *, by: Person, at: datetime) -> Task:
    """Take the block away as the one who controls the task; the assignee is told."""
    cleared = _take_block_away(task, by=by, at=at)
    tell_of_task(task.assignee, "work.task_unblocked", task, by=by, at=at)
    return cleared


def _take_block_away(task: Task, *, by: Person, at: datetime) -> Task:
    if not task.blocked_reason:
        raise Refused(_("The task is not blocked."))
    was, task.blocked_reason = task.blocked_reason, ""
    task.save(update_fields=["blocked_reason"])
    record(task, "work.task_unblocked", by=by, at=at, was=was)
    return task
