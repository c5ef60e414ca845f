"""Dated data of judging: which promises are small, and by when the PM's word is due."""

from django.conf import settings
from django.db import models

from svyazka.briefs.rules import Judged


class SmallPromiseRule(models.Model):
    """Which promises pass without the PM from a day on; a rule of no kinds lets none pass."""

    starts_on = models.DateField(unique=True)
    most_hours = models.DecimalField(max_digits=5, decimal_places=2)
    kinds = models.JSONField(default=list)
    new_integrations = models.BooleanField(default=False)
    most_kopecks = models.BigIntegerField(null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]


class VerdictNorm(models.Model):
    """Minutes of working time within which the PM's word is due, from a day on."""

    of = models.CharField(max_length=8, choices=Judged)
    minutes = models.PositiveIntegerField()
    starts_on = models.DateField()

    class Meta:
        ordering = ["of", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["of", "starts_on"], name="one_norm_of_verdicts_from_a_day")]
