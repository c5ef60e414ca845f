"""What the forecasts said: the last of each stage, how they moved from day to day, and which day of them alarms."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from svyazka.kit.memo import once
from svyazka.projects.models import DriftNorm, Forecast, Project
from svyazka.projects.rules import USUAL_ALARM, Alarm

ALARM_FIELDS = tuple(USUAL_ALARM)


def drift_norms() -> list[DriftNorm]:
    """Return every row of what alarms, the latest first; asked once in a request."""
    return once("projects.drift_norms", lambda: list(DriftNorm.objects.select_related("set_by")))


def drift_norm_on(day: date) -> DriftNorm | None:
    """Return the row in force on that day."""
    return next((row for row in drift_norms() if row.starts_on <= day), None)


def alarm_on(day: date) -> Alarm:
    """Return what alarms on that day; the usual where nobody has set anything."""
    row = drift_norm_on(day)
    return Alarm(**({name: getattr(row, name) for name in ALARM_FIELDS} if row else USUAL_ALARM))


def last_forecasts(stages: Iterable[int]) -> dict[int, Forecast]:
    """Return the last forecast of each of these stages that has one. One query."""
    rows = Forecast.objects.filter(stage__in=list(stages)).order_by("stage_id", "-told_on").distinct("stage_id")
    return {row.stage_id: row for row in rows}


def last_forecast(project: Project) -> Forecast | None:
    """Return the last forecast of the whole project."""
    return Forecast.objects.filter(project=project, stage=None).order_by("-told_on").first()


def forecasts_of(project: Project) -> QuerySet[Forecast]:
    """Return what was told of the project and its stages, the newest day first."""
    return Forecast.objects.filter(project=project).select_related("stage").order_by("-told_on", "stage__position", "pk")


def told_before(forecast: Forecast) -> list[Forecast]:
    """Return up to ninety days of what was told of the same, the oldest first."""
    rows = Forecast.objects.filter(project=forecast.project_id, stage=forecast.stage_id).exclude(p80_on=None).order_by("-told_on")[:90]
    return list(rows)[::-1]
