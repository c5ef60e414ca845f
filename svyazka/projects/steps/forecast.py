"""Keeping what was forecast: the last of a day stands, the stage knows its own."""

from collections.abc import Sequence
from datetime import date

from svyazka.projects.models import DriftNorm, Forecast, Stage
from svyazka.projects.rules import USUAL_ALARM

ONE_A_DAY = ("project", "stage", "told_on")
KEPT = tuple(field.name for field in Forecast._meta.fields if field.name not in ("id", *ONE_A_DAY))


def keep_forecasts(rows: Sequence[Forecast]) -> None:
    """Write these forecasts of one day in the place of its earlier ones; each stage is expected on its day that alarms."""
    Forecast.objects.bulk_create(rows, update_conflicts=True, unique_fields=ONE_A_DAY, update_fields=KEPT)
    likely = {row.stage_id: row.day_of(row.percent) for row in rows if row.stage_id}
    for key, was in Stage.objects.filter(pk__in=likely).order_by("pk").values_list("pk", "likely_on"):
        if was != likely[key]:
            Stage.objects.filter(pk=key).update(likely_on=likely[key])


def ship(since: date) -> None:
    """Write down the usual alarm, once."""
    if not DriftNorm.objects.exists():
        DriftNorm.objects.create(starts_on=since, **USUAL_ALARM)
