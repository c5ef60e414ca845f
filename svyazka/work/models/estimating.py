"""How estimates of finished tasks compare with the hours they took."""

from django.conf import settings
from django.db import models

from svyazka.work.rules import EstimatedBy


class EstimateRecord(models.Model):
    """Of a group of finished tasks: how many, the middle ratio of hours to estimates, how often our ranges held them.

    `graded` of the tasks were forecast again from the morning each began; of them so many per cent ended within the ranges of
    50, 80 and 95. The rows are made anew with each forecast.
    """

    by = models.CharField(max_length=10, choices=EstimatedBy)
    code = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    computed_at = models.DateTimeField()
    tasks = models.PositiveIntegerField()
    ratio = models.DecimalField(max_digits=8, decimal_places=2)
    graded = models.PositiveIntegerField(default=0)
    held_50 = models.PositiveSmallIntegerField(null=True)
    held_80 = models.PositiveSmallIntegerField(null=True)
    held_95 = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["by", "code", "person"], name="a_record_of_estimates_a_group", nulls_distinct=False)]
