"""Schemes of roles in versions: their seats and the cells of their matrix."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from svyazka.kit.models import Versioned
from svyazka.roles.rules import Place, Raci, SchemePlan, SchemeState, SeatPlan


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
