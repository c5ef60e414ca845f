"""What alarms, by date, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Number, staff_only
from svyazka.people.queries import the_agency
from svyazka.projects import actions, queries
from svyazka.projects.models import DriftNorm
from svyazka.projects.rules import Alarm

router = Router(tags=["projects"])


def _norm(row: DriftNorm) -> dict:
    return {"id": row.pk, "starts_on": row.starts_on, **{name: getattr(row, name) for name in queries.ALARM_FIELDS}}


@router.get("/drift-norms")
def list_drift_norms(request):
    """List which day of a forecast alarms, dated; the latest that has begun is in force."""
    staff_only(request)
    return {"items": [_norm(row) for row in queries.drift_norms()], "next": None}


class DriftNormIn(In):
    starts_on: date
    percent: Number
    again_days: Number
    again_percent: Number


@router.post("/drift-norms", response={201: dict})
def set_drift_norm(request, body: DriftNormIn):
    """Let another day of the forecasts alarm from a day on."""
    staff_only(request)
    said = body.model_dump()
    starts_on = said.pop("starts_on")
    return Status(201, _norm(actions.set_drift_norm(the_agency(), starts_on=starts_on, alarm=Alarm(**said), by=request.user, at=timezone.now())))
