"""What an hour is sold for and costs, and the agency's dated terms."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from svyazka.kit.ranges import days
from svyazka.people.models import Person, Specialism


class HourCost(models.Model):
    """What an hour costs the agency during [starts_on, ends_on)."""

    cost_kopecks = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        abstract = True


class RateCard(HourCost):
    """What an hour of a specialism is sold for and costs."""

    specialism = models.ForeignKey(Specialism, models.PROTECT, related_name="rates")
    price_kopecks = models.BigIntegerField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_rate_of_a_specialism_at_a_time",
                expressions=[("specialism", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            )
        ]


class PersonRate(HourCost):
    """What an hour of one person costs, where it is not what their specialism does."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="rates")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_rate_of_a_person_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(name="an_hour_of_a_person_costs_something", condition=Q(cost_kopecks__gt=0)),
        ]


class DealTerm(models.Model):
    """A dated figure of the agency's terms (`rules.Term`): the floor of margin, the limit of discounts."""

    code = models.SlugField(max_length=40)
    value = models.DecimalField(max_digits=8, decimal_places=2)
    starts_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "starts_on"], name="one_value_of_a_term_from_a_day")]
