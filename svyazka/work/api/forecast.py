"""Forecasts of projects and how well we estimate, spoken in JSON; tasks and names of a forecast to who plans it and who sees everything."""

from django.utils import timezone
from ninja import Router

from svyazka.kit.api import Key, listed, narrowed, plain, staff_only, told
from svyazka.kit.http import find
from svyazka.projects.models import Forecast
from svyazka.projects.queries import forecasts_of, last_forecast, last_forecasts, stages
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.projects.rules import said_of
from svyazka.work import queries
from svyazka.work.models import EstimateRecord

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
