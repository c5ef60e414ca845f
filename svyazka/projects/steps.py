"""Small writes that later rooms' actions borrow: move a stage along its table, keep a computed schedule."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from svyazka.kit.errors import refuse_if
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.projects import rules
from svyazka.projects.models import Project, Schedule, ScheduledTask, Stage
from svyazka.projects.rules import ACCEPTED_STATES, ProjectState, StageState


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
    open_stages = Stage.objects.filter(project=stage.project_id).exclude(state__in=ACCEPTED_STATES)
    if stage.state in ACCEPTED_STATES and not open_stages.exists():
        running = Project.objects.filter(pk=stage.project_id, state=ProjectState.RUNNING)
        running.update(state=ProjectState.DONE, done_at=at)


def keep_schedule(
    project: Project, *, tasks: list[dict], deadline_on: date | None = None, late: list[dict] | None = None,
    causes: Mapping[int, str] | None = None, by: Person, at: datetime,
) -> Schedule:  # fmt: skip
    """Store a computed schedule and what it forecasts for every stage; the first one is the baseline.

    `tasks` hold task_id, stage_id, person_id, hours, starts_at, ends_at, critical; `causes` say why a stage is late.
    """
    zone = ZoneInfo(the_agency().zone)
    ends_on = max((row["ends_at"] for row in tasks), default=at).astimezone(zone).date() if tasks else None
    first = not Schedule.objects.filter(project=project).exists()
    schedule = Schedule.objects.create(
        project=project, computed_at=at, computed_by=by, deadline_on=deadline_on, ends_on=ends_on,
        baseline=first and bool(tasks), late=late or [],
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
