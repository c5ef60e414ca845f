"""Promised days with their forecasts, spoken in JSON: no task, no name of who does the work, no hour."""

from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import StringConstraints

from svyazka.kit.api import In, Key, staff_only
from svyazka.kit.api import told as told_at
from svyazka.kit.http import find
from svyazka.people.queries import today
from svyazka.projects import actions, queries
from svyazka.projects.models import Forecast
from svyazka.projects.queries import Ghost
from svyazka.projects.rules import LONGEST_CAUSE, SHARES

router = Router(tags=["projects"])


def shown(ghost: Ghost) -> dict:
    """Tell a promised day: the forecast, how far apart they are, why, and by which message the client knows."""
    stage, warned = ghost.stage, ghost.warned
    return {
        "stage_id": stage.pk,
        "version": stage.version,
        "project_id": stage.project_id,
        "engagement_id": stage.engagement_id,
        "client": stage.engagement.client.name,
        "title": stage.title,
        "state": stage.state,
        "promised_on": stage.promised_on,
        "forecast_on": ghost.forecast_on,
        "accepted_on": ghost.accepted_on,
        **_days(ghost.forecast),
        "drift_days": ghost.drift,
        "cause": ghost.why or None,
        "cause_by": (ghost.cause.written_by.name if ghost.cause else None) if ghost.late else None,
        "plan_days": ghost.forecast.plan_days if ghost.split else None,
        "hours_days": ghost.forecast.hours_days if ghost.split else None,
        "client_knows": ghost.client_knows if ghost.late else None,
        "client_told_at": told_at(warned.written_at) if warned else None,
        "client_told_by": warned.written_by.name if warned else None,
        "message_id": warned.message_id if warned else None,
    }


def _days(told: Forecast | None) -> dict:
    """Tell the days of the forecast, and in how many of a hundred walks the promise is kept; empty without a forecast."""
    days = {f"p{share}_on": told.day_of(share) if told else None for share in SHARES}
    return {**days, "chance_percent": told.chance_percent if told else None, "forecast_at": told_at(told.computed_at) if told else None}


@router.get("/promised-days")
def list_promised_days(request, engagement: Key | None = None, late: bool = False):
    """List what is promised and not accepted yet, of what the caller sees."""
    staff_only(request)
    found = queries.ghosts_seen_by(request.user, timezone.now())
    rows = [one for one in found if (engagement is None or one.stage.engagement_id == engagement) and (one.late or not late)]
    return {"items": [shown(one) for one in rows], "next": None}


@router.get("/projects/{project_id}/promised-days")
def promised_days_of(request, project_id: int):
    """List the promised days of one project."""
    at = timezone.now()
    project = find(queries.visible_to(request.user, at), project_id)
    return {"items": [shown(one) for one in queries.ghosts_of(project, today(at))], "next": None}


def _anew(request, stage_id: int) -> dict:
    at = timezone.now()
    return shown(queries.ghosts([find(queries.stages_visible_to(request.user, at), stage_id)], today(at))[0])


class CauseIn(In):
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_CAUSE)]


@router.post("/stages/{stage_id}/causes", response={201: dict})
def say_why(request, stage_id: int, body: CauseIn):
    """Say in one line why a stage is late."""
    at = timezone.now()
    actions.say_why(find(queries.stages_visible_to(request.user, at), stage_id), text=body.text, by=request.user, at=at)
    return Status(201, _anew(request, stage_id))


class WarningIn(In):
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


@router.post("/stages/{stage_id}/warnings", response={201: dict})
def warn_client(request, stage_id: int, body: WarningIn):
    """Tell the client that a stage will be later than promised."""
    at = timezone.now()
    actions.warn_client(find(queries.stages_visible_to(request.user, at), stage_id), text=body.text, by=request.user, at=at)
    return Status(201, _anew(request, stage_id))
