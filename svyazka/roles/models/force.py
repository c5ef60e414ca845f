"""Where a scheme is in force and since when, and the switch to another."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from svyazka.kit.models import Versioned
from svyazka.kit.ranges import moments
from svyazka.roles.models.scheme import RoleScheme
from svyazka.roles.rules import Scope


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
