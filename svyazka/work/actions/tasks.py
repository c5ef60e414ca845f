"""Tasks: the PM sets them, and says what they are."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.models import Project
from svyazka.work import rules
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries.links import tasks_named
from svyazka.work.rules import SAID, Overtaken, TaskState, Wait, points_beside
from svyazka.work.steps.tasks import (
    add_task,
    answer_by_setting,
    note_origin,
    parent_in,
    seat_specialist,
    stage_in,
    tell_of_task,
)

SET_TASK = Duty("task.set", _("Set and assign tasks"), stage=Part.DELIVERY)
CONTROL = Duty(rules.CONTROL, _("Control tasks and take work in"), stage=Part.DELIVERY)
SAID_OF_IT = [name for name in SAID if name != "assignee"]
DO = Duty("task.do", _("Do one's tasks and write hours"), stage=Part.DELIVERY)


@action(SET_TASK)
def set_task(
    project: Project, *, title: str, stage_id: int, assignee: str, estimate_hours: Decimal, after: Sequence[int] = (), links: Sequence[Wait] = (),
    due_on: date | None = None, clause_id: int | None = None, text: str = "", parent_id: int | None = None,
    message_id: int | None = None, problem_id: int | None = None, best_hours: Decimal | None = None, worst_hours: Decimal | None = None,
    by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Set a task to a person of the agency (named by login), after other tasks of the same project, or as a part of one.

    `links` say how it waits for others; one of `after` it waits for till its end. Beside the likely hours there may be those of the best and of the worst case. `message_id` and `problem_id` name the client's
    words and the problem it is made of. Raises Malformed if the stage, the assignee, the clause or a task before it is unknown; Refused if the stage does not
    take tasks, there is no estimate, or it would be a part of a part.
    """
    stage, person = stage_in(project, stage_id), colleague("assignee", assignee)
    waits, parent = _waits(after, links), parent_in(project.pk, parent_id)
    tasks_named(project, [one.after for one in waits])
    if parent is not None:
        refuse_if(rules.reasons_not_a_part(same=False, is_part=parent.parent_id is not None, has_parts=False, done=parent.state == TaskState.DONE))
    if clause_id is not None and not Clause.objects.filter(pk=clause_id, engagement=project.engagement_id).exists():
        raise Malformed(_("There is no such clause in the specification."))
    task = add_task(
        project, stage=stage, title=title, assignee=person, estimate_hours=estimate_hours, text=text, due_on=due_on,
        clause_id=clause_id, parent=parent, best_hours=best_hours, worst_hours=worst_hours, by=by, at=at,
    )  # fmt: skip
    TaskDependency.objects.bulk_create(TaskDependency(task=task, after_id=one.after, kind=one.kind, lag_hours=one.lag_hours) for one in waits)
    note_origin(task, message_id=message_id, problem_id=problem_id)
    if message_id or problem_id:
        answer_by_setting(task, message_id=message_id, problem_id=problem_id, by=by, at=at)
    tell_of_task(person, "work.task_set", task, by=by, at=at)
    record(task, "work.task_set", by=by, at=at, title=task.title, assignee=person.name, hours=str(estimate_hours))
    return task


def _waits(after: Sequence[int], links: Sequence[Wait]) -> list[Wait]:
    waits = [*links, *(Wait(key) for key in dict.fromkeys(after) if key not in {one.after for one in links})]
    if reasons := rules.reasons_not_to_wait(waits):
        raise Malformed(*reasons)
    return waits


@action(SET_TASK)
def change_task(
    task: Task, *, title: str, assignee: str, estimate_hours: Decimal, due_on: date | None = None, text: str = "",
    points: tuple[Decimal | None, Decimal | None] | None = None, seen: int | None = None, was: Mapping | None = None, by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Change what the task says, to whom it is set, and how long it should take. Raises Refused if it is done.

    `points` are the hours of the best and the worst case; if they are not told, they stay as long as the estimate is between them.

    `seen` is the version that was looked at, `was` what it said then: with them two people's changes of different things
    both go in. Raises Overtaken, with both, if they have changed the same.
    """
    if task.state == TaskState.DONE:
        raise Refused(_("The task is done: set a new one."))
    best, worst = points or points_beside(estimate_hours, task.best_hours, task.worst_hours)
    told = _with_theirs(task, seen, was or {}, title=title[:300], assignee=assignee, estimate_hours=estimate_hours, best_hours=best,
                        worst_hours=worst, due_on=due_on, text=_lines(text))  # fmt: skip
    is_open = task.engagement.closed_at is None
    refuse_if(rules.reasons_not_to_set(estimate_hours=told["estimate_hours"], stage_takes_tasks=True, project_open=is_open,
                                       best=told["best_hours"], worst=told["worst_hours"]))  # fmt: skip
    person, changed_hands = colleague("assignee", told["assignee"]), task.assignee.username != told["assignee"]
    was_hours = str(task.estimate_hours)
    for name in SAID_OF_IT:
        setattr(task, name, told[name])
    task.assignee = person
    task.save(update_fields=[*SAID_OF_IT, "assignee"])
    seat_specialist(task, at=at)
    if changed_hands:
        tell_of_task(person, "work.task_set", task, by=by, at=at)
    record(task, "work.task_changed", by=by, at=at, assignee=person.name, hours=str(task.estimate_hours), was_hours=was_hours)
    return task


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")  # a form sends one, a program the other


def _with_theirs(task: Task, seen: int | None, was: Mapping, **mine) -> dict:
    """Return what is to be written, with what others have changed since it was seen. Raises Overtaken if both changed the same."""
    if seen in (None, task.version):
        return mine
    theirs = {name: getattr(task, name) for name in rules.SAID} | {"assignee": task.assignee.username, "text": _lines(task.text)}
    looked_at = {name: _lines(value) if name == "text" else value for name, value in was.items() if name in rules.SAID}
    agreed, contested = rules.told_apart(mine, theirs, looked_at)
    if contested:
        raise Overtaken(version=task.version, theirs=theirs, mine=mine, was=looked_at)
    return agreed


@action(SET_TASK)
def tie_task(task: Task, *, clause_id: int | None, by: Person, at: datetime) -> Task:
    """Name the clause of the specification that the task carries out, or none. Raises Malformed for one of another engagement."""
    if clause_id is not None and not Clause.objects.filter(pk=clause_id, engagement=task.engagement_id).exists():
        raise Malformed(_("There is no such clause in the specification."))
    task.clause_id = clause_id
    task.save(update_fields=["clause"])
    record(task, "work.task_tied", by=by, at=at, title=task.title, clause_id=clause_id)
    return task
