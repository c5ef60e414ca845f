"""Small writes on tasks that later rooms' actions borrow."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import tell
from svyazka.kit.errors import Malformed, refuse_if
from svyazka.kit.formats import moment
from svyazka.people.models import Person
from svyazka.projects.models import Project, Stage
from svyazka.projects.rules import TAKES_TASKS, ProjectState, StageState
from svyazka.projects.steps import move_stage
from svyazka.roles.models import DutyRequest
from svyazka.roles.queries.holders import holder_of
from svyazka.roles.queries.sitting import seated
from svyazka.roles.steps import answer_asked, fill_seat
from svyazka.work import rules
from svyazka.work.models import Problem, Task
from svyazka.work.queries.asked import clients_words
from svyazka.work.queries.links import held_back
from svyazka.work.rules import TaskState


def move_task(task: Task, to: str, **fields) -> Task:
    """Move the task along its table, writing these fields with it. Raises Refused if the table says no."""
    refuse_if(rules.reasons_not_to_move(task.state, to))
    task.state = to
    for name, value in fields.items():
        setattr(task, name, value)
    task.save(update_fields=["state", *fields])
    return task


def begin_task(task: Task, *, early: bool, by: Person, at: datetime) -> list[str]:
    """Begin the task that is to be done; return the titles of what it still waited for: whoever controls it is told of them.

    Raises Early if it waits and `early` is not meant.
    """
    held = held_back([task], at).get(task.pk, [])
    if held and not early:
        raise rules.Early(rules.why_early(title=tie.other.title, name=tie.other.assignee.name, said=tie.said, until=moment(tie.until) if tie.until else "") for tie in held)
    move_task(task, TaskState.DOING, started_at=task.started_at or at)
    waits = [tie.other.title for tie in held]
    if waits:
        tell_of_task(holder_of(task.engagement, rules.CONTROL, at), "work.task_begun_early", task, by=by, at=at, waits=", ".join(waits)[:300])
    return waits


def tell_of_task(person: Person | None, verb: str, task: Task, *, by: Person, at: datetime, **facts) -> None:
    """Tell the person what was done with the task, unless they did it themselves."""
    if person is not None and person != by:
        tell(person, verb, at=at, by=by, engagement=task.engagement, url=f"/work/tasks/{task.pk}/", title=task.title, **facts)


def stage_in(project: Project, stage_id: int) -> Stage:
    """Return the stage of the project with this key. Raises Malformed if it has none such."""
    stage = project.stages.filter(pk=stage_id).first()
    if stage is None:
        raise Malformed(_("stage_id: the project has no such stage."))
    return stage


def parent_in(project_id: int, parent_id: int | None) -> Task | None:
    """Return the task of this project that another is to be a part of, its row locked. Raises Malformed if it is not of the project."""
    if parent_id is None:
        return None
    found = Task.objects.select_for_update(no_key=True).filter(project=project_id, pk=parent_id).first()
    if found is None:
        raise Malformed(_("parent_id: a task is a part only of a task of its own project."))
    return found


def add_task(
    project: Project, *, stage: Stage, title: str, assignee: Person, estimate_hours: Decimal, from_remark_id: int | None = None,
    text: str = "", due_on: date | None = None, clause_id: int | None = None, parent: Task | None = None,
    best_hours: Decimal | None = None, worst_hours: Decimal | None = None, by: Person, at: datetime,
) -> Task:  # fmt: skip
    """Add a task to the stage: its assignee gets a seat on the engagement, and a planned stage is in work from now on.

    Raises Refused if there is no estimate, the stage is before the client, or the project is over. A task from a remark
    brings its stage back to work.
    """
    takes = stage.state in TAKES_TASKS or (from_remark_id is not None and stage.state == StageState.ON_DEFENCE)
    is_open = project.state in (ProjectState.PLANNED, ProjectState.RUNNING) and project.engagement.closed_at is None
    refuse_if(rules.reasons_not_to_set(estimate_hours=estimate_hours, stage_takes_tasks=takes, project_open=is_open, best=best_hours, worst=worst_hours))
    task = Task.objects.create(
        project=project, engagement=project.engagement, stage=stage, title=title[:300], text=text, assignee=assignee,
        estimate_hours=estimate_hours, best_hours=best_hours, worst_hours=worst_hours, position=project.tasks.count() + 1, state=TaskState.TODO, due_on=due_on,
        clause_id=clause_id, from_remark_id=from_remark_id, parent=parent, set_by=by, set_at=at,
    )  # fmt: skip
    seat_specialist(task, at=at)
    if stage.state == StageState.PLAN or (from_remark_id is not None and stage.state == StageState.REMARKS):
        move_stage(stage, StageState.IN_WORK, at=at)
    return task


def note_origin(task: Task, *, message_id: int | None, problem_id: int | None) -> None:
    """Write down what of the client's the task is made of. Raises Malformed for words or a problem that are not of its engagement."""
    if message_id is not None:
        said = clients_words(task.engagement_id).filter(pk=message_id).first()
        if said is None:
            raise Malformed(_("message_id: the client has written no such message on this engagement."))
        task.from_message = said
        task.save(update_fields=["from_message"])
    free = Problem.objects.filter(pk=problem_id, engagement=task.engagement_id, task=None)
    if problem_id is not None and not free.update(task=task, version=F("version") + 1):
        raise Malformed(_("problem_id: there is no such problem on this engagement, or a task stands for it already."))


def answer_by_setting(task: Task, *, message_id: int | None, problem_id: int | None, by: Person, at: datetime) -> None:
    """Answer those who asked for a task of these words or of this problem: it is set."""
    places = [f"?{name}={key}#set" for name, key in (("message", message_id), ("problem", problem_id)) if key is not None]
    asked = DutyRequest.objects.filter(duty="task.set", engagement=task.engagement_id, answered_at=None)
    for one in asked:
        if one.url.endswith(tuple(places)):
            answer_asked(one, agreed=True, answer=str(_("Set: %(title)s") % {"title": task.title}), url=f"/work/tasks/{task.pk}/", by=by, at=at)


def seat_specialist(task: Task, *, at: datetime) -> None:
    """Give the assignee a specialist's seat, unless they sit on the engagement already."""
    sits = seated(task.engagement_id, at).filter(person=task.assignee_id)
    if not sits.exists():
        fill_seat(task.engagement, "sp", task.assignee, at=at, reason=str(_("by a task")))
