"""What an hour is sold for and costs, and the agency's dated terms."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from svyazka.people.models import Person, Specialism, days


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


class PersonRate(models.Model):
    """What an hour of one person costs during [starts_on, ends_on), where it is not what their specialism does."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="rates")
    cost_kopecks = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

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
