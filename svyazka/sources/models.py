"""Where leads come from: sources with their cost, events and talks."""

from django.conf import settings
from django.db import models

from svyazka.kit.models import Versioned
from svyazka.sources.rules import Audience, SourceKind


class Source(Versioned):
    """A source of leads; a retired one keeps its history."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SourceKind)
    retired_on = models.DateField(null=True)

    def __str__(self):
        return self.name


class SourceCost(models.Model):
    """What a source cost in a month."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="costs")
    month_on = models.DateField()
    kopecks = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "month_on"], name="one_cost_of_a_source_a_month"),
            models.CheckConstraint(name="a_cost_is_not_negative", condition=models.Q(kopecks__gte=0)),
        ]


class OutreachEvent(Versioned):
    """A forum, a conference or an event of one's own where the agency was seen."""

    name = models.CharField(max_length=300)
    audience = models.CharField(max_length=10, choices=Audience)
    held_on = models.DateField()
    region = models.CharField(max_length=100, blank=True)
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="talks")
    talk = models.CharField(max_length=300, blank=True)
    cost_kopecks = models.BigIntegerField(default=0)
    hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    people_met = models.PositiveIntegerField(default=0)


class QueryGroup(models.Model):
    """Search queries of one meaning: «создание сайтов», «продвижение магазина»."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self):
        return self.name


class TouchCode(Versioned):
    """A short code that keeps the source when a person writes later by another channel.

    It stands in a messenger link, on a slide, in what a visitor of the site copies; whoever names it came from there.
    """

    code = models.CharField(max_length=12, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="codes")
    event = models.ForeignKey(OutreachEvent, models.PROTECT, null=True, related_name="codes")
    query_group = models.ForeignKey(QueryGroup, models.PROTECT, null=True, related_name="codes")
    label = models.CharField(max_length=200, blank=True)
    landing = models.CharField(max_length=1000, blank=True)
    referrer = models.CharField(max_length=1000, blank=True)
    utm = models.JSONField(default=dict)
    region = models.CharField(max_length=100, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self):
        return self.code
