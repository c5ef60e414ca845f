"""How leads are handled: pauses of the clock, whom it calls and whom it has called, reasons of closing."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules.clock import Called
from svyazka.leads.rules.reasons import GIVEN_UP


class ClockPause(models.Model):
    """A time in which the lead's clocks stood: [starts_at, ends_at), without an end while it lasts."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="pauses")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["lead"], condition=Q(ends_at=None), name="one_pause_of_a_lead_lasts"),
            models.CheckConstraint(name="a_pause_ends_after_it_starts", condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at"))),
        ]


class EscalationLevel(models.Model):
    """Who is told when so many per cent of the norm are used, from a day on; nobody switches the level off."""

    percent = models.PositiveIntegerField()
    called = ArrayField(models.CharField(max_length=10, choices=Called), default=list)
    starts_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["percent", "starts_on"], name="one_rule_of_a_level_from_a_day")]


class Escalation(models.Model):
    """A level that the clock of the first answer reached, and who was told. Each level once a lead."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="escalations")
    percent = models.PositiveIntegerField()
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "percent"]
        constraints = [models.UniqueConstraint(fields=["lead", "percent"], name="a_level_calls_once_about_a_lead")]


class ClosingReason(Versioned):
    """Why leads are lost, or are not ours, in words that can be counted."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200, unique=True)
    closing = models.CharField(max_length=10, choices=[(state.value, state.label) for state in GIVEN_UP])
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["closing", "pk"]

    def __str__(self):
        return self.name
