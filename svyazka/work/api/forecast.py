"""Forecasts of projects and how well we estimate, spoken in JSON; tasks and names of a forecast to who plans it and who sees everything."""

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import Key, listed, narrowed, plain, staff_only, told
from svyazka.kit.http import find
from svyazka.people.queries import today
from svyazka.projects.models import Forecast
from svyazka.projects.queries import forecasts_of, last_forecast, last_forecasts, stages
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.projects.rules import said_of
from svyazka.work import queries
from svyazka.work.models import EstimateRecord
from svyazka.work.queries import Ended
from svyazka.work.rules.foretold import Grade, Told

router = Router(tags=["work"])


def shown(row: Forecast) -> dict:
    """Tell a forecast: its days, how far the one that alarms is from the promise, and of what that is made."""
    return {
        "id": row.pk,
        "stage_id": row.stage_id,
        "told_on": row.told_on,
        "computed_at": told(row.computed_at),
        "open_tasks": row.tasks,
        "p50_on": row.p50_on,
        "p80_on": row.p80_on,
        "p95_on": row.p95_on,
        "alarm_percent": row.percent,
        "promised_on": row.promised_on,
        "chance_percent": row.chance_percent,
        "drift_days": row.drift_days,
        "plan_days": row.plan_days,
        "hours_days": row.hours_days,
        "doubts": [{**one, "said": said_of(one)} for one in row.doubts],
    }


def _with_drivers(row: Forecast, moved: list) -> dict:
    drivers = [{"task_id": one.task.pk, "title": one.task.title, "person": one.person.username if one.person else None, "days": one.days,
                "times": plain(one.times)} for one in moved]  # fmt: skip
    return {**shown(row), "drivers": drivers}


@router.get("/projects/{project_id}/forecast")
def forecast_of(request, project_id: int):
    """Tell the last forecast of the project and of each of its stages, or null before there is one."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    whole, last = last_forecast(project), last_forecasts(stage.pk for stage in stages(project))
    moved = queries.drivers_of(last.values()) if queries.sees_whole(request.user, project, at) else {}
    rows = [last[stage.pk] for stage in stages(project) if stage.pk in last]
    return {"project": shown(whole) if whole else None, "stages": [_with_drivers(row, moved.get(row.pk, [])) for row in rows]}


@router.get("/projects/{project_id}/forecasts")
def list_forecasts(request, project_id: int, stage: Key | None = None, cursor: str | None = None, limit: int = 50):
    """List what was forecast day by day, of the project (its stage_id is null) and of its stages."""
    project = find(projects_visible_to(request.user, timezone.now()), project_id)
    return listed(narrowed(forecasts_of(project), stage=stage), shown, cursor=cursor, limit=limit)


def _ended(row: Ended) -> dict:
    """Tell work that has ended: the real day, and what was told before of it."""
    before = {told.value: {"told_on": one.told_on, "p50_on": one.days[0], "p80_on": one.days[1], "p95_on": one.days[2], "miss_days": one.miss,
                           "over_days": one.over} for told, one in row.told.items()}  # fmt: skip
    return {"stage_id": row.stage and row.stage.pk, "ended_on": row.ended_on, "told": before}


@router.get("/projects/{project_id}/forecast-ends")
def list_forecast_ends(request, project_id: int):
    """List what of the project has ended after a forecast, by stages, then the whole (its stage_id is null): real days beside those told."""
    project = find(projects_visible_to(request.user, timezone.now()), project_id)
    return {"items": [_ended(row) for row in queries.ended_work(project)], "next": None}


def _grades(about: str, by_told: dict[Told, Grade], project_id: int | None = None) -> list[dict]:
    return [
        {"about": about, "project_id": project_id, "told": told.value, "ends": grade.ends, "by_p50": grade.held[0], "by_p80": grade.held[1],
         "by_p95": grade.held[2], "middle_miss_days": grade.miss, "few": grade.is_few}
        for told, grade in by_told.items()
    ]  # fmt: skip


@router.get("/forecast-grades")
def list_forecast_grades(request):
    """List how the days that were forecast held in the last year: of all stages, of whole projects, of the stages of each project one sees."""
    staff_only(request)
    at = timezone.now()
    ended = queries.ended_in_a_year(today(at))
    rows = [*_grades("stages", queries.grades_of(ended)), *_grades("projects", queries.grades_of(ended, wholes=True))]
    for project, by_told in queries.grades_by_project(ended, projects_visible_to(request.user, at)):
        rows += _grades("stages", by_told, project.pk)
    return {"items": rows, "next": None}


def _record(row: EstimateRecord) -> dict:
    return {
        "by": row.by,
        "code": row.code or None,
        "person": row.person.username if row.person else None,
        "tasks": row.tasks,
        "ratio": plain(row.ratio),
        "graded": row.graded,
        "held_50": row.held_50,
        "held_80": row.held_80,
        "held_95": row.held_95,
        "computed_at": told(row.computed_at),
    }


@router.get("/estimating")
def list_estimating(request):
    """List how hours compare with estimates: everybody's to whoever plans, one's own to others."""
    staff_only(request)
    return {"items": [_record(row) for row in queries.records_told_to(request.user, timezone.now())], "next": None}
