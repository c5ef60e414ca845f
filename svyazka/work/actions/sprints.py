"""Sprints and looks back: a goal and its tasks, what was not done and why, at most three promises to change."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record, tell
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.models import Project
from svyazka.work import rules
from svyazka.work.actions.problems import RAISE_PROBLEM
from svyazka.work.models import Retro, RetroAction, RetroCard, Sprint, SprintCarry, Task
from svyazka.work.queries import running_sprint
from svyazka.work.rules import COLUMNS, OPEN_TASKS, SPRINT_MOVES, RetroFormat, SprintState, TaskState
from svyazka.work.steps import move_task

SPRINT = Duty("sprint.run", _("Run sprints"), stage=Part.DELIVERY)
RETRO = Duty("retro.run", _("Run retrospectives"), stage=Part.DELIVERY)


@action(SPRINT)
def start_sprint(
    project: Project, *, goal: str, starts_on: date, ends_on: date, tasks: Sequence[int] = (), by: Person, at: datetime
) -> Sprint:
    """Start the next sprint with these tasks. Raises Refused if one is running, or its days are wrong."""
    running = running_sprint(project) is not None
    refuse_if(rules.reasons_not_to_start_sprint(starts_on=starts_on, ends_on=ends_on, running=running))
    sprint = Sprint.objects.create(
        project=project, engagement=project.engagement, number=project.sprints.count() + 1, goal=goal[:500],
        starts_on=starts_on, ends_on=ends_on, started_by=by, started_at=at,
    )  # fmt: skip
    _take_in(sprint, tasks)
    record(sprint, "work.sprint_started", by=by, at=at, number=sprint.number, goal=sprint.goal)
    return sprint


def _take_in(sprint: Sprint, keys: Sequence[int]) -> None:
    chosen = Task.objects.filter(project=sprint.project_id, pk__in=set(keys), state__in=OPEN_TASKS)
    if chosen.count() < len(set(keys)):
        raise Malformed(_("tasks: a sprint takes open tasks of its own project."))
    for task in chosen.filter(state=TaskState.BACKLOG):
        move_task(task, TaskState.TODO)
    Task.objects.filter(pk__in=set(keys)).update(sprint=sprint)
    hours = sum(sprint.tasks.values_list("estimate_hours", flat=True), Decimal(0))
    Sprint.objects.filter(pk=sprint.pk).update(planned_hours=hours)
    sprint.planned_hours = hours


@action(SPRINT)
def add_to_sprint(sprint: Sprint, *, tasks: Sequence[int], by: Person, at: datetime) -> Sprint:
    """Take more tasks into the running sprint. Raises Refused if it is closed."""
    if sprint.state != SprintState.RUNNING:
        raise Refused(_("The sprint is closed already."))
    _take_in(sprint, tasks)
    record(sprint, "work.sprint_widened", by=by, at=at, tasks=sorted(set(tasks)))
    return sprint


@action(SPRINT)
def close_sprint(sprint: Sprint, *, reason: str = "", by: Person, at: datetime) -> Sprint:
    """Close the sprint; what is not done leaves it with the reason. Raises Refused if something is left without one."""
    left = list(sprint.tasks.exclude(state=TaskState.DONE))
    running = SprintState.CLOSED in SPRINT_MOVES[sprint.state]
    refuse_if(rules.reasons_not_to_close_sprint(running=running, unfinished=len(left), reason=reason))
    done = sprint.tasks.filter(state=TaskState.DONE).values_list("estimate_hours", flat=True)
    sprint.state, sprint.closed_at, sprint.done_hours = SprintState.CLOSED, at, sum(done, Decimal(0))
    SprintCarry.objects.bulk_create(SprintCarry(sprint=sprint, task=task, reason=reason[:500]) for task in left)
    Task.objects.filter(pk__in=[task.pk for task in left]).update(sprint=None)
    sprint.save(update_fields=["state", "closed_at", "done_hours"])
    record(sprint, "work.sprint_closed", by=by, at=at, carried=len(left), reason=reason)
    return sprint


@action(RETRO)
def open_retro(project: Project, *, format: str = RetroFormat.START_STOP, by: Person, at: datetime) -> Retro:
    """Open a look back on the last sprint, or on the project. Raises Refused if one is open."""
    if format not in COLUMNS:
        raise Malformed(_("format: there is no such form of retrospective."))
    if project.retros.filter(closed_at=None).exists():
        raise Refused(_("A retrospective is open already."))
    sprint = project.sprints.order_by("-number").first()
    retro = Retro.objects.create(
        project=project, engagement=project.engagement, sprint=sprint, format=format, opened_by=by, opened_at=at
    )
    record(retro, "work.retro_opened", by=by, at=at, format=format)
    return retro


@action(RAISE_PROBLEM, lock=False)
def add_card(retro: Retro, *, column: str, text: str, by: Person, at: datetime) -> RetroCard:
    """Put a thought into a column. Raises Refused if the retrospective is closed, Malformed for an unknown column."""
    if retro.closed_at:
        raise Refused(_("The retrospective is closed."))
    if column not in dict(COLUMNS[retro.format]):
        raise Malformed(_("column: this form has no such column."))
    card = RetroCard.objects.create(retro=retro, column=column, text=text[:1000], author=by, made_at=at)
    record(retro, "work.card_added", by=by, at=at, column=column)
    return card


@action(RETRO)
def promise_action(retro: Retro, *, text: str, owner: str, due_on: date, by: Person, at: datetime) -> RetroAction:
    """Write what one person changes by a day. Raises Refused for a fourth action of a retrospective."""
    refuse_if(rules.reasons_not_to_promise_action(actions=retro.actions.count(), closed=retro.closed_at is not None))
    person = colleague("owner", owner)
    promised = RetroAction.objects.create(
        retro=retro, engagement=retro.engagement, text=text[:1000], owner=person, due_on=due_on, made_at=at
    )
    if person != by:
        tell(person, "work.action_promised", at=at, by=by, engagement=retro.engagement,
             url=f"/work/projects/{retro.project_id}/sprints/", title=text[:120])  # fmt: skip
    record(promised, "work.action_promised", by=by, at=at, text=text, owner=person.name, due_on=str(due_on))
    return promised


@action(RETRO)
def close_action(promised: RetroAction, *, outcome: str, by: Person, at: datetime) -> RetroAction:
    """Close what was promised with what came of it: done, or dropped with a reason."""
    if promised.closed_at:
        raise Refused(_("This is closed already."))
    if not outcome.strip():
        raise Refused(_("Say what came of it: done, or dropped and why."))
    promised.closed_at, promised.outcome = at, outcome[:1000]
    promised.save(update_fields=["closed_at", "outcome"])
    record(promised, "work.action_closed", by=by, at=at, outcome=outcome)
    return promised


@action(RETRO)
def close_retro(retro: Retro, *, by: Person, at: datetime) -> Retro:
    """Close the look back; its open actions are carried over to the next one."""
    if retro.closed_at:
        raise Refused(_("The retrospective is closed."))
    retro.closed_at = at
    retro.save(update_fields=["closed_at"])
    record(retro, "work.retro_closed", by=by, at=at)
    return retro
