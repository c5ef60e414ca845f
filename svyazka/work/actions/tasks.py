"""Tasks: the PM sets and checks them, the assignee does them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.models import Project, Stage
from svyazka.roles.queries.rights import holder_of
from svyazka.work import rules
from svyazka.work.models import Task, TaskDependency
from svyazka.work.queries.links import tasks_named
from svyazka.work.queries.parts import open_parts
from svyazka.work.rules import SAID, Overtaken, TaskState, Wait, points_beside
from svyazka.work.steps import add_task, begin_task, move_task, note_origin, seat_specialist

SET_TASK = Duty("task.set", _("Set and assign tasks"), stage=Part.DELIVERY)
CONTROL = Duty("task.control", _("Control tasks and take work in"), stage=Part.DELIVERY)
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
    stage, person = _stage_in(project, stage_id), colleague("assignee", assignee)
    waits, parent = _waits(after, links), _parent_in(project.pk, parent_id)
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
    _tell(person, "work.task_set", task, by=by, at=at)
    record(task, "work.task_set", by=by, at=at, title=task.title, assignee=person.name, hours=str(estimate_hours))
    return task


def _waits(after: Sequence[int], links: Sequence[Wait]) -> list[Wait]:
    waits = [*links, *(Wait(key) for key in dict.fromkeys(after) if key not in {one.after for one in links})]
    if reasons := rules.reasons_not_to_wait(waits):
        raise Malformed(*reasons)
    return waits


def _parent_in(project_id: int, parent_id: int | None) -> Task | None:
    """Return the task of this project that another is to be a part of, its row locked. Raises Malformed if it is not of the project."""
    if parent_id is None:
        return None
    found = Task.objects.select_for_update(no_key=True).filter(project=project_id, pk=parent_id).first()
    if found is None:
        raise Malformed(_("parent_id: a task is a part only of a task of its own project."))
    return found


def _stage_in(project: Project, stage_id: int) -> Stage:
    stage = project.stages.filter(pk=stage_id).first()
    if stage is None:
        raise Malformed(_("stage_id: the project has no such stage."))
    return stage


def _tell(person: Person, verb: str, task: Task, *, by: Person, at: datetime, **facts) -> None:
    if person is not None and person != by:
        tell(person, verb, at=at, by=by, engagement=task.engagement, url=f"/work/tasks/{task.pk}/", title=task.title, **facts)


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
        _tell(person, "work.task_set", task, by=by, at=at)
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


@action(DO)
def start_task(task: Task, *, early: bool = True, by: Person, at: datetime) -> Task:
    """Begin the task; whoever controls it is told if it still waited for others.

    Raises Refused if it is begun or finished already; Early if it still waits for others and `early` says that this is not meant.
    """
    refuse_if([_in_review()] if task.state == TaskState.REVIEW else [])
    waits = begin_task(task, early=early, at=at)
    _tell_early(task, waits, by=by, at=at)
    record(task, "work.task_started", by=by, at=at, **({"waits": waits} if waits else {}))
    return task


def _tell_early(task: Task, waits: Sequence[str], *, by: Person, at: datetime) -> None:
    if waits:
        _tell(holder_of(task.engagement, CONTROL.code, at), "work.task_begun_early", task, by=by, at=at, waits=", ".join(waits)[:300])


def _in_review():
    return _("The task waits for its check; the one who checks gives it back.")


@action(DO)
def finish_task(task: Task, *, by: Person, at: datetime) -> Task:
    """Hand the task in: it waits for the check. Raises Refused if it is blocked, handed in, or done."""
    refuse_if([*rules.reasons_not_to_finish(task.state, task.blocked_reason), *rules.reasons_of_open_parts(open_parts(task))])
    move_task(task, TaskState.REVIEW, finished_at=at, started_at=task.started_at or at, returned_reason="")
    _tell(holder_of(task.engagement, CONTROL.code, at), "work.task_finished", task, by=by, at=at)
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
    _tell(task.assignee, "work.task_passed" if passed else "work.task_returned", task, by=by, at=at, reason=reason)
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
    _tell(holder_of(task.engagement, CONTROL.code, at), "work.task_blocked", task, by=by, at=at, reason=reason)
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
    _tell(task.assignee, "work.task_unblocked", task, by=by, at=at)
    return cleared


def _take_block_away(task: Task, *, by: Person, at: datetime) -> Task:
    if not task.blocked_reason:
        raise Refused(_("The task is not blocked."))
    was, task.blocked_reason = task.blocked_reason, ""
    task.save(update_fields=["blocked_reason"])
    record(task, "work.task_unblocked", by=by, at=at, was=was)
    return task
