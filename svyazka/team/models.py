"""Covers: who sits in for an absent person on one engagement, computed day by day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.people.models import Absence
from svyazka.team.rules import CoverState, DayVerdict


class Cover(Versioned):
    """A seat of an absent person for the days of the absence, and whoever takes it."""

    absence = models.ForeignKey(Absence, models.PROTECT, related_name="covers")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="covers")
    seat = models.SlugField(max_length=40)
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="covers")
    state = models.CharField(max_length=10, choices=CoverState, default=CoverState.COMPUTED)
    days = models.JSONField(default=list)
    verdict = models.CharField(max_length=6, choices=DayVerdict, default=DayVerdict.GREEN)
    reason = models.CharField(max_length=500, blank=True)
    risk_signed = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["absence", "engagement", "seat"], name="one_cover_a_seat_of_an_absence"),
            models.CheckConstraint(name="nobody_covers_themselves", condition=~Q(absent=F("deputy"))),
        ]

    @property
    def owner_id(self) -> int | None:
        return self.deputy_id
