"""Days on which a person is away."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.kit.ranges import days
from svyazka.people.models.person import Person
from svyazka.people.rules import AbsenceKind, AbsenceState


class Absence(Versioned):
    """Days [starts_on, ends_on], both included, on which a person is away."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=AbsenceState, default=AbsenceState.REQUESTED)
    note = models.CharField(max_length=500, blank=True)
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absences_of_a_person_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (days("starts_on", "ends_on", "[]"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["requested", "approved"]),
            ),
            models.CheckConstraint(
                name="an_absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id
