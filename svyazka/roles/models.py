"""Schemes and their cells, where each is in force, and who sits where and when."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.roles.rules import Place, Raci, SchemePlan, SchemeState, Scope, SeatPlan


def moments(starts: str = "starts_at", ends: str = "ends_at") -> Func:
    """Return the half-open range of moments between two fields, for exclusion constraints."""
    return Func(F(starts), F(ends), Value("[)"), function="tstzrange", output_field=DateTimeRangeField())


class RoleScheme(Versioned):
    """One version of a scheme: its seats, its matrix. A version that was ever in force is not edited."""

    code = models.SlugField(max_length=40)
    edition = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    four_eyes = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "edition"], name="one_scheme_a_code_and_edition")]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return gettext(self.name)

    def plan(self) -> SchemePlan:
        """Return the scheme as plain values."""
        seats = tuple(seat.plan() for seat in self.seats.all())
        cells = tuple((grant.duty, grant.seat, grant.raci) for grant in self.grants.all())
        return SchemePlan(self.code, self.name, seats, cells, tuple((a, b) for a, b in self.four_eyes))


class SchemeSeat(models.Model):
    """A seat that a scheme has."""

    scheme = models.ForeignKey(RoleScheme, models.CASCADE, related_name="seats")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    tracks = ArrayField(models.CharField(max_length=20), default=list)
    place = models.CharField(max_length=12, choices=Place, default=Place.ENGAGEMENT)
    single = models.BooleanField(default=True)
    follows = ArrayField(models.CharField(max_length=40), default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="one_seat_a_code_in_a_scheme")]

    def plan(self) -> SeatPlan:
        return SeatPlan(self.code, self.name, tuple(self.tracks), self.place, self.single, tuple(self.follows))


class DutyGrant(models.Model):
    """One cell of the matrix."""

    scheme = models.ForeignKey(RoleScheme, models.CASCADE, related_name="grants")
    duty = models.CharField(max_length=40)
    seat = models.SlugField(max_length=40)
    raci = models.CharField(max_length=1, choices=Raci)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "duty", "seat"], name="one_letter_a_cell"),
            models.UniqueConstraint(
                fields=["scheme", "duty"], condition=Q(raci="A"), name="at_most_one_seat_answers_for_a_duty"
            ),
        ]


class SchemeInForce(models.Model):
    """A scheme in force for the agency, a department, a client or one engagement during [starts_at, ends_at).

    `seats_wait`: it was put in force for a later day, and the seats have not followed yet.
    """

    scheme = models.ForeignKey(RoleScheme, models.PROTECT, related_name="in_force")
    scope = models.CharField(max_length=12, choices=Scope)
    scope_id = models.BigIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    seats_wait = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_scheme_in_force_for_a_scope_at_a_time",
                expressions=[
                    ("scope", RangeOperators.EQUAL),
                    ("scope_id", RangeOperators.EQUAL),
                    (moments(), RangeOperators.OVERLAPS),
                ],
            )
        ]


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


class DutyRequest(models.Model):
    """A person who may not act asks the one who holds the duty; it waits on their Today until answered."""

    duty = models.CharField(max_length=40)
    engagement = models.ForeignKey(Engagement, models.PROTECT, null=True, related_name="duty_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duty_requests")
    note = models.CharField(max_length=1000, blank=True)
    url = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    @property
    def owner_id(self) -> int:
        return self.asked_of_id


class SchemeTransition(Versioned):
    """A switch of scheme: first a dry run that says what moves, then carried out on its day."""

    scheme = models.ForeignKey(RoleScheme, models.PROTECT, related_name="transitions")
    scope = models.CharField(max_length=12, choices=Scope)
    scope_id = models.BigIntegerField(default=0)
    starts_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    plan = models.JSONField(default=dict)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True)
