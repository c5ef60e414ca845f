"""Small writes that later rooms' actions borrow: move a stage along its table, follow an amendment, keep a computed schedule."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, ProtectedError

from svyazka.deals.steps.amendment import making_way, when_amended
from svyazka.kit.errors import refuse_if
from svyazka.kit.states import after
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.projects import rules
from svyazka.projects.models import Project, PromiseMove, Schedule, ScheduledTask, Stage
from svyazka.projects.rules import ACCEPTED_STATES, PROJECT_MOVES, ProjectState, StageState


def move_stage(stage: Stage, state: str, *, at: datetime) -> Stage:
    """Move the stage to this state. Raises Refused if the table of stages has no such move."""
    refuse_if(rules.reasons_not_to_move(stage.state, state))
    stage.state, stage.moved_at = state, at
    stage.rounds += state == StageState.REMARKS
    if state == StageState.ACCEPTED:
        stage.accepted_at = at
    stage.save(update_fields=["state", "moved_at", "rounds", "accepted_at"])
    _finish_when_all_accepted(stage, at)
    return stage


def _finish_when_all_accepted(stage: Stage, at: datetime) -> None:
    if stage.state not in ACCEPTED_STATES:
        return
    project = Project.objects.select_for_update(no_key=True).get(pk=stage.project_id)
    open_stages = Stage.objects.filter(project=project).exclude(state__in=ACCEPTED_STATES)
    if project.state == ProjectState.RUNNING and not open_stages.exists():
        move_project(project, "finish", at=at)


@contextmanager
def deadline_follows(project: Project | None) -> Iterator[None]:
    """Promised days move inside: a deadline that was the last of them is the last of them afterwards; one set by hand stays."""
    was = _last_promised(project)
    yield
    now = _last_promised(project)
    if project is not None and now is not None and now != was == project.deadline_on:
        project.deadline_on = now
        project.save(update_fields=["deadline_on"])


def _last_promised(project: Project | None) -> date | None:
    return Stage.objects.filter(project=project).aggregate(last=Max("promised_on"))["last"] if project else None


@making_way
def follow_amendment(contract, changes: Iterable, *, by: Person, at: datetime) -> None:
    """Let the stages in the plan follow the contract's: another name, value, day; a removed one leaves the plan.

    Raises Refused where the work has gone too far.
    """
    with deadline_follows(Project.objects.select_for_update(no_key=True).filter(contract=contract).first()):
        _follow_each({change.stage_id: change for change in changes if change.stage_id}, by=by, at=at)


def _follow_each(touched: Mapping, *, by: Person, at: datetime) -> None:
    for stage in Stage.objects.select_for_update(no_key=True).filter(contract_stage__in=touched):
        change = touched[stage.contract_stage_id]
        removed = change.change == "removed"
        refuse_if(rules.reasons_not_to_follow(state=stage.state, title=stage.title, removed=removed))
        if removed:
            _leave_plan(stage)
        else:
            _follow(stage, change, by=by, at=at)


def _leave_plan(stage: Stage) -> None:
    try:
        stage.delete()
    except ProtectedError:
        refuse_if(rules.reasons_not_to_follow(state=StageState.IN_WORK, title=stage.title, removed=True))


def _follow(stage: Stage, change, *, by: Person, at: datetime) -> None:
    if change.due_on != stage.due_on and change.due_on != stage.promised_on:
        PromiseMove.objects.create(stage=stage, was_on=stage.promised_on, promised_on=change.due_on, reason=change.amendment.reason[:1000],
                                   moved_by=by, moved_at=at)  # fmt: skip
    stage.promised_on = change.due_on if change.due_on != stage.due_on else stage.promised_on
    stage.title, stage.value_kopecks, stage.due_on = change.title, change.value_kopecks, change.due_on
    stage.save(update_fields=["title", "value_kopecks", "due_on", "promised_on"])


@when_amended
def finish_if_nothing_is_left(contract, *, by: Person, at: datetime) -> None:
    """Finish a project of which an amendment has left accepted stages alone."""
    project = Project.objects.select_for_update(no_key=True).filter(contract=contract, state=ProjectState.RUNNING).first()
    if project is None or contract.stages.filter(stage=None).exists():
        return
    if project.stages.exists() and not project.stages.exclude(state__in=ACCEPTED_STATES).exists():
        move_project(project, "finish", at=at)


def move_project(project: Project, event: str, *, at: datetime) -> Project:
    """Move the project by the event; it has a moment of its end while it is over. Raises Refused if the table says no."""
    project.state = after(PROJECT_MOVES, event, project.state)
    project.done_at = None if project.state == ProjectState.RUNNING else at
    project.save(update_fields=["state", "done_at"])
    return project


def keep_schedule(
    project: Project, *, tasks: list[dict], deadline_on: date | None = None, late: list[dict] | None = None,
    causes: Mapping[int, str] | None = None, moves: list[dict] | None = None, by: Person, at: datetime,
) -> Schedule:  # fmt: skip
    """Store a computed schedule and what it forecasts for every stage; the first one is the baseline.

    `tasks` hold task_id, stage_id, person_id, hours, starts_at, works_from, ends_at, critical, not_before; `causes` say why a stage is late, `moves` what stands
    elsewhere than in the schedule before.
    """
    zone = ZoneInfo(the_agency().zone)
    ends_on = max((row["ends_at"] for row in tasks), default=at).astimezone(zone).date() if tasks else None
    first = not Schedule.objects.filter(project=project).exists()
    schedule = Schedule.objects.create(
        project=project, computed_at=at, computed_by=by, deadline_on=deadline_on, ends_on=ends_on,
        baseline=first and bool(tasks), late=late or [], moves=moves or [],
    )  # fmt: skip
    ScheduledTask.objects.bulk_create(ScheduledTask(schedule=schedule, **row) for row in tasks)
    for stage in project.stages.all():
        ends = [row["ends_at"] for row in tasks if row["stage_id"] == stage.pk]
        stage.forecast_on = max(ends).astimezone(zone).date() if ends else stage.forecast_on
        stage.drift_cause = (causes or {}).get(stage.pk, "")
        stage.save(update_fields=["forecast_on", "drift_cause"])
    project.deadline_on = deadline_on or project.deadline_on
    project.save(update_fields=["deadline_on"])
    return schedule
