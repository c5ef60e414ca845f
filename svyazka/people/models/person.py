"""Whoever signs in: their track, department, specialisms and hours by dates."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from svyazka.kit.models import Versioned
from svyazka.kit.ranges import days
from svyazka.people.models.agency import Department
from svyazka.people.rules import Kind, Track


class Specialism(models.Model):
    """A kind of specialists' work: development, design, search promotion."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class Person(Versioned, AbstractUser):
    """Whoever signs in: staff, a client's contact, or the system itself. `username` is the login."""

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.STAFF)
    name = models.CharField(_("Name"), max_length=200)
    position = models.CharField(_("Position"), max_length=200, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, blank=True)
    theme = models.CharField(max_length=10, blank=True)
    deactivated_at = models.DateTimeField(null=True)
    specialisms = models.ManyToManyField(Specialism, blank=True)
    combines_roles = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_deactivated_person_cannot_sign_in",
                condition=Q(deactivated_at=None) | Q(is_active=False),
            )
        ]

    def __str__(self):
        return self.name or self.username

    @property
    def login(self) -> str:
        return self.username

    @property
    def owner_id(self) -> int:
        return self.pk

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]


class TrackPeriod(models.Model):
    """The track and the department of a person during [starts_on, ends_on)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tracks")
    track = models.CharField(max_length=20, choices=Track)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="periods")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    consented_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_track_of_a_person_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            )
        ]


class NormHours(models.Model):
    """Hours a person works on each weekday, Monday first, from a day on."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="norms")
    starts_on = models.DateField()
    hours = ArrayField(models.DecimalField(max_digits=4, decimal_places=2), size=7)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "starts_on"], name="one_norm_of_a_person_from_a_day")]
