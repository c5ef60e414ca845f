"""What stands beside a promised day: why it drifts in the PM's words, and which drifts the AM was called to."""

from django.conf import settings
from django.db import models

from svyazka.projects.models.project import Stage


class CauseLine(models.Model):
    """Why the stage drifts, in one line by whoever plans it; the last one holds."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="cause_lines")
    text = models.CharField(max_length=200)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()


class DriftAlert(models.Model):
    """Whoever watches the promised days was told of a drift of so many working days from this promise; of none: that it has gone."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="drift_alerts")
    promised_on = models.DateField()
    drift_days = models.PositiveIntegerField()
    told_at = models.DateTimeField()
