"""The plan: a file of another program is brought and confirmed, a task is held back until a day."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import clean
from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.work.actions.links import link_task
from svyazka.work.actions.tasks import SET_TASK, change_task, set_task
from svyazka.work.exchange import Unreadable, Verdict, read_plan
from svyazka.work.exchange.compare import CHANGE, MAKE, REFUSE
from svyazka.work.models import PlanImport, Task
from svyazka.work.queries import readings_of
from svyazka.work.queries.links import waits_of
from svyazka.work.rules import TaskState, Wait


@action(SET_TASK)
def pin_task(task: Task, *, not_before: date | None, by: Person, at: datetime) -> Task:
    """Let the task begin on this day or later, or whenever it can. Raises Refused if it is begun or done."""
    if task.state not in (TaskState.BACKLOG, TaskState.TODO):
        raise Refused(_("The task has been begun already: its beginning does not move any more."))
    was, task.not_before = task.not_before, not_before
    task.save(update_fields=["not_before"])
    record(task, "work.task_pinned", by=by, at=at, title=task.title, day=str(not_before or ""), was=str(was or ""))
    return task


@action(SET_TASK)
def bring_plan(project: Project, *, raw: bytes, name: str, by: Person, at: datetime) -> PlanImport:
    """Keep the file of another program and read it; nothing is changed yet. Raises Malformed if it cannot be read."""
    try:
        plan = read_plan(raw)
    except Unreadable as error:
        raise Malformed(str(error)) from None
    if not plan.tasks:
        raise Malformed(_("There are no tasks in the file."))
    digest = files.keep(raw)
    row = PlanImport.objects.create(
        project=project, engagement=project.engagement, digest=digest, name=clean(name).strip()[:300] or digest[:12], size=len(raw), tasks=len(plan.tasks),
        brought_by=by, brought_at=at,
    )  # fmt: skip
    record(row, "work.plan_brought", by=by, at=at, file=row.name, digest=digest, tasks=row.tasks)
    return row


@action(SET_TASK)
def confirm_plan(brought: PlanImport, *, choices: Mapping, by: Person, at: datetime) -> PlanImport:
    """Set and change the tasks as the dry run told: all that is not refused, or nothing.

    `choices`: stage_id, assignee, stages by title, people by name. Raises Refused if it was confirmed before, nothing is left
    to do, or a task cannot be set after all.
    """
    if brought.confirmed_at:
        raise Refused(_("This plan has been taken in already: bring the file again to compare it anew."))
    verdicts = readings_of(brought, choices)[1]
    doing = [one for one in verdicts if one.act in (MAKE, CHANGE)]
    if not doing:
        raise Refused(_("There is nothing to take in: every row is as it is here, or refused."))
    made = {one.task.uid: one.known.key for one in verdicts if one.known}
    for one in doing:
        made[one.task.uid] = _done(brought.project, one, by=by, at=at).pk
    for whole in (False, True):  # links that go are taken away before others come, or an old one would close a ring with a new
        for one in doing:
            _link(one, made, whole=whole, by=by, at=at)
    counts = {name: sum(1 for one in verdicts if one.act == name) for name in (MAKE, CHANGE, REFUSE)}
    brought.outcome = counts | {"tasks": sorted(made[one.task.uid] for one in doing)}
    brought.confirmed_by, brought.confirmed_at = by, at
    brought.save(update_fields=["outcome", "confirmed_by", "confirmed_at"])
    record(brought, "work.plan_confirmed", by=by, at=at, file=brought.name, made=counts[MAKE], changed=counts[CHANGE], refused=counts[REFUSE])
    return brought


def _done(project: Project, one: Verdict, *, by: Person, at: datetime) -> Task:
    """Set the task or change it. Raises Refused that names the row."""
    told = {"title": one.task.title, "assignee": one.login, "estimate_hours": one.task.hours, "due_on": one.task.due_on, "text": one.task.text}
    try:
        if one.known is None:
            return set_task(project, stage_id=one.stage_id or 0, by=by, at=at, **told)
        task = Task.objects.get(pk=one.known.key)
        return change_task(task, by=by, at=at, **told) if set(one.changed) - {"after"} else task
    except NotYourDuty:
        raise
    except Refused as refused:
        kind = Malformed if isinstance(refused, Malformed) else Refused
        raise kind(*(_("“%(title)s”: %(reason)s") % {"title": one.task.title, "reason": reason} for reason in refused.reasons)) from None


def _link(one: Verdict, made: Mapping[int, int], *, whole: bool, by: Person, at: datetime) -> None:
    """Let the task wait for what the file says, and for those of ours that the file does not know."""
    theirs = {made[link.after]: Wait(made[link.after], link.kind, link.lag_hours) for link in one.after}
    task, ours = Task.objects.get(pk=made[one.task.uid]), set(made.values())
    now = {wait.after: wait for wait in waits_of(task)}
    wanted = {key: wait for key, wait in now.items() if key not in ours} | (theirs if whole else {key: now[key] for key in theirs if key in now})
    if wanted != now:
        link_task(task, links=list(wanted.values()), by=by, at=at)
