"""Who sits where and when, who stands in, which vacant seats are called for."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.kit.ranges import moments


class Seat(models.Model):
    """A person in a seat on an engagement during [starts_at, ends_at)."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="seats")
    seat = models.SlugField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    single = models.BooleanField(default=True)
    share = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ends_at"], name="seats_of_a_person")]
        constraints = [
            ExclusionConstraint(
                name="one_holder_of_a_seat_at_a_time",
                expressions=[
                    ("engagement", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    (moments(), RangeOperators.OVERLAPS),
                ],
                condition=Q(single=True),
            ),
            ExclusionConstraint(
                name="a_person_sits_once_in_a_seat",
                expressions=[
                    ("engagement", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (moments(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="a_seat_is_left_after_it_is_taken", condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at"))
            ),
        ]


class StandIn(models.Model):
    """A deputy in an absent person's seat during [starts_at, ends_at), by an approved cover; ends by itself."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="stand_ins")
    seat = models.SlugField(max_length=40)
    absent = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_stand_in_of_a_person_in_a_seat_at_a_time",
                expressions=[
                    ("engagement", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    ("absent", RangeOperators.EQUAL),
                    (moments(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(name="nobody_stands_in_for_themselves", condition=~Q(absent=F("deputy"))),
            models.CheckConstraint(name="a_stand_in_ends", condition=Q(ends_at__gt=F("starts_at"))),
        ]


class SeatCall(models.Model):
    """A vacant seat of an engagement that is called for: people of these tracks see the engagement and may claim it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="calls")
    duty = models.CharField(max_length=40)
    seat = models.SlugField(max_length=40)
    tracks = ArrayField(models.CharField(max_length=20))
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "seat"], condition=Q(answered_at=None), name="a_vacant_seat_is_called_once"
            )
        ]
