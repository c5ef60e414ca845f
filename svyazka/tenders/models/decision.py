"""Whom the clock of a decision has called."""

from django.conf import settings
from django.db import models

from svyazka.tenders.models.tender import Tender


class DecisionCall(models.Model):
    """A level that the clock of the decision reached, and who was told. Each level once a tender."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="calls")
    percent = models.PositiveIntegerField()
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "percent"]
        constraints = [models.UniqueConstraint(fields=["tender", "percent"], name="a_level_calls_once_about_a_tender")]
