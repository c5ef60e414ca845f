"""The agency, its departments, the days it works otherwise than the calendar says."""

from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned


class Agency(Versioned):
    """The agency itself: one database holds one."""

    stands_for_all = True  # a lead that comes, a person invited, is added beside it and changes nothing of it

    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=60, default="Asia/Krasnoyarsk")
    language = models.CharField(max_length=2, default="ru")
    region = models.CharField(max_length=100, blank=True)
    opens = models.TimeField(default="09:00")
    closes = models.TimeField(default="18:00")
    lunch_opens = models.TimeField(null=True, default="13:00")
    lunch_closes = models.TimeField(null=True, default="14:00")

    class Meta:
        constraints = [models.CheckConstraint(name="one_database_is_one_agency", condition=Q(pk=1))]

    def __str__(self):
        return self.name


class Department(Versioned):
    """A part of the agency; a closed one keeps its history."""

    name = models.CharField(max_length=200, unique=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closing_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_department_closes_after_it_opened",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
            )
        ]

    def __str__(self):
        return self.name


class DayOverride(models.Model):
    """A day that the agency works otherwise than the production calendar says: hours worked, 0 for a day off."""

    day = models.DateField(unique=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    reason = models.CharField(max_length=300)
