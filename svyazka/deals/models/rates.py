"""What an hour is sold for and costs, and the agency's dated terms."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from svyazka.people.models import Specialism, days


class RateCard(models.Model):
    """What an hour of a specialism is sold for and costs, during [starts_on, ends_on)."""

    specialism = models.ForeignKey(Specialism, models.PROTECT, related_name="rates")
    price_kopecks = models.BigIntegerField()
    cost_kopecks = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_rate_of_a_specialism_at_a_time",
                expressions=[("specialism", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            )
        ]


class DealTerm(models.Model):
    """A dated figure of the agency's terms: the floor of margin, the reserve for risk."""

    code = models.SlugField(max_length=40)
    value = models.DecimalField(max_digits=8, decimal_places=2)
    starts_on = models.DateField()
