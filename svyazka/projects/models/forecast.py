"""Forecasts as they were told, day by day, and which day of a forecast alarms."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.projects.models.project import Project, Stage


class Forecast(models.Model):
    """By which days a stage (without one: the whole project) is done in 50, 80 and 95 walks of a hundred; the last told on a day stands.

    Without days nothing was open, or `doubts` say why none can be told. `drift_days` are working days from the promise to the
    day of `percent`: those of the plan itself, those of `drivers` ({"task_id", "person_id", "days", "times"}), and the rest.
    Tasks live in a later room, so only their keys stand here.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="forecasts")
    stage = models.ForeignKey(Stage, models.CASCADE, null=True, related_name="forecasts")
    told_on = models.DateField()
    computed_at = models.DateTimeField()
    tasks = models.PositiveIntegerField(default=0)
    p50_on = models.DateField(null=True)
    p80_on = models.DateField(null=True)
    p95_on = models.DateField(null=True)
    percent = models.PositiveSmallIntegerField()
    promised_on = models.DateField(null=True)
    chance_percent = models.PositiveSmallIntegerField(null=True)
    drift_days = models.IntegerField(null=True)
    plan_days = models.IntegerField(default=0)
    drivers = models.JSONField(default=list)
    doubts = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "stage", "told_on"], name="a_forecast_a_day", nulls_distinct=False),
            models.CheckConstraint(
                name="days_of_a_forecast_stand_in_order",
                condition=Q(p50_on=None, p80_on=None, p95_on=None) | Q(p50_on__lte=F("p80_on"), p80_on__lte=F("p95_on")),
            ),
        ]
        indexes = [models.Index(fields=["stage", "-told_on"], name="forecasts_of_a_stage")]

    @property
    def days(self) -> tuple | None:
        """Return the days of 50, 80 and 95, or None."""
        return (self.p50_on, self.p80_on, self.p95_on) if self.p80_on else None

    def day_of(self, percent: int):
        """Return the day told for so many walks of a hundred."""
        return {50: self.p50_on, 80: self.p80_on, 95: self.p95_on}[percent]

    @property
    def hours_days(self) -> int:
        """Return the working days that the hours bring beyond the estimates: all that the plan itself does not."""
        return (self.drift_days or 0) - self.plan_days

    @property
    def rest_days(self) -> int:
        return self.hours_days - sum(one["days"] for one in self.drivers)


class DriftNorm(models.Model):
    """Which day of a forecast alarms from a day on, and when a drift is told again; see `rules.Alarm`."""

    starts_on = models.DateField(unique=True)
    percent = models.PositiveSmallIntegerField()
    again_days = models.PositiveSmallIntegerField()
    again_percent = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]
