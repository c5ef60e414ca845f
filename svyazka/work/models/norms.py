"""Norms of hours, and what was said of weeks."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Engagement
from svyazka.work.rules import Rounding, WeekWordKind

PERSON = settings.AUTH_USER_MODEL


class HoursNorms(models.Model):
    """What holds of hours from a day on: rounding of timers, reminders, check and lock; see `rules.Norms`."""

    starts_on = models.DateField(unique=True)
    step_minutes = models.PositiveSmallIntegerField()
    rounding = models.CharField(max_length=10, choices=Rounding)
    most_timer_hours = models.PositiveSmallIntegerField()
    in_within_days = models.PositiveSmallIntegerField()
    least_percent = models.PositiveSmallIntegerField()
    check_within_days = models.PositiveSmallIntegerField()
    lock_after_days = models.PositiveSmallIntegerField()
    reminds = models.BooleanField(default=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-starts_on"]


class WeekWord(models.Model):
    """What was said of a person's week on an engagement, by whom and why: it stays when the hours go on.

    A lock holds the days of the week up to `until`; one that does not say holds the whole week.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="week_words")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="week_words")
    monday = models.DateField()
    kind = models.CharField(max_length=10, choices=WeekWordKind)
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "monday"], name="words_on_a_week")]
