"""Sprints: a goal and its tasks, what was not done and why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Person
from svyazka.people.queries import today
from svyazka.projects.models import Project
from svyazka.work import rules
from svyazka.work.models import Sprint, SprintCarry, Task
from svyazka.work.queries import running_sprint, shares, tasks_of_sprint
from svyazka.work.rules import OPEN_TASKS, SPRINT_MOVES, SprintState, TaskState
from svyazka.work.steps import count_day, move_task

SPRINT = Duty("sprint.run", _("Run sprints"), stage=Part.DELIVERY, by_system=True)  # a clock counts their days


@action(SPRINT)
def start_sprint(
    project: Project, *, goal: str, starts_on: date, ends_on: date, tasks: Sequence[int] = (), by: Person, at: datetime
) -> Sprint:
    """Start the next sprint with these tasks, also above what people can take: `over` tells who is by how much.

    Raises Refused if one is running, or its days are wrong.
    """
    running = running_sprint(project) is not None
    refuse_if(rules.reasons_not_to_start_sprint(starts_on=starts_on, ends_on=ends_on, running=running))
    sprint = Sprint.objects.create(
        project=project, engagement=project.engagement, number=project.sprints.count() + 1, goal=goal[:500],
        starts_on=starts_on, ends_on=ends_on, started_by=by, started_at=at,
    )  # fmt: skip
    _take_in(sprint, tasks)
    count_day([sprint], today(at))
    record(sprint, "work.sprint_started", by=by, at=at, number=sprint.number, goal=sprint.goal, over=_over(sprint))
    return sprint


def _over(sprint: Sprint) -> dict[str, str]:
    """Return, by name, how many hours above what they can take people have in the sprint."""
    rows = list(tasks_of_sprint(sprint))
    told = shares(rows, sprint.starts_on, sprint.ends_on, apart_from=sprint.project, taken=[row.pk for row in rows])
    return {share.person.name: str(share.over) for share in told if share.over}


def _take_in(sprint: Sprint, keys: Sequence[int]) -> None:
    chosen = Task.objects.filter(project=sprint.project_id, pk__in=set(keys), state__in=OPEN_TASKS)
    if chosen.count() < len(set(keys)):
        raise Malformed(_("tasks: a sprint takes open tasks of its own project."))
    for task in chosen.filter(state=TaskState.BACKLOG):
        move_task(task, TaskState.TODO)
    Task.objects.filter(pk__in=set(keys)).update(sprint=sprint)
    SprintCarry.objects.filter(sprint=sprint, task__in=set(keys)).delete()  # what was taken out came back
    hours = sum(sprint.tasks.values_list("estimate_hours", flat=True), Decimal(0))
    Sprint.objects.filter(pk=sprint.pk).update(planned_hours=hours)
    sprint.planned_hours = hours


@action(SPRINT)
def add_to_sprint(sprint: Sprint, *, tasks: Sequence[int], by: Person, at: datetime) -> Sprint:
    """Take more tasks into the running sprint. Raises Refused if it is closed."""
    if sprint.state != SprintState.RUNNING:
        raise Refused(_("The sprint is closed already."))
    _take_in(sprint, tasks)
    count_day([sprint], today(at))
    record(sprint, "work.sprint_widened", by=by, at=at, tasks=sorted(set(tasks)), over=_over(sprint))
    return sprint


@action(SPRINT)
def close_sprint(sprint: Sprint, *, reason: str = "", reasons: Mapping[int, str] | None = None, by: Person, at: datetime) -> Sprint:
    """Close the sprint; each task that is not done leaves it with its own reason, or with the one for all.

    Raises Refused if a task is left without one, Malformed for a reason of a task that is not carried over.
    """
    left = list(sprint.tasks.exclude(state=TaskState.DONE).order_by("pk"))
    why = {task.pk: ((reasons or {}).get(task.pk, "").strip() or reason.strip())[:500] for task in left}
    if set(reasons or ()) - set(why):
        raise Malformed(_("reasons: only a task of the sprint that is not done is carried over."))
    running = SprintState.CLOSED in SPRINT_MOVES[sprint.state]
    refuse_if(rules.reasons_not_to_close_sprint(running=running, without_reason=[task.title for task in left if not why[task.pk]]))
    done = sprint.tasks.filter(state=TaskState.DONE).values_list("estimate_hours", flat=True)
    sprint.state, sprint.closed_at, sprint.done_hours = SprintState.CLOSED, at, sum(done, Decimal(0))
    count_day([sprint], today(at))
    SprintCarry.objects.bulk_create(SprintCarry(sprint=sprint, task=task, reason=why[task.pk]) for task in left)
    Task.objects.filter(pk__in=[task.pk for task in left]).update(sprint=None)
    sprint.save(update_fields=["state", "closed_at", "done_hours"])
    record(sprint, "work.sprint_closed", by=by, at=at, carried=len(left), reason=reason)
    return sprint


@action(SPRINT, lock=False)
def count_sprint(sprint: Sprint, *, by: Person, at: datetime) -> Sprint:
    """Write what the sprint holds and has done today; the last count of a day stands."""
    count_day([sprint], today(at))
    return sprint
