"""Where leads come from: sources with their cost, events with whom we met there, demand in search by region, touch codes."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Contact
from svyazka.kit.models import Versioned
from svyazka.sources.rules import Audience, EventKind, SourceKind


class Source(Versioned):
    """A source of leads, first used less, then not at all; a retired one keeps its history."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=SourceKind)
    fading_on = models.DateField(null=True)
    retired_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_source_fades_before_it_is_retired",
                condition=models.Q(fading_on=None) | models.Q(retired_on=None) | models.Q(fading_on__lte=models.F("retired_on")),
            )
        ]

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
    kind = models.CharField(max_length=10, choices=EventKind, default=EventKind.FORUM)
    audience = models.CharField(max_length=10, choices=Audience)
    held_on = models.DateField()
    region = models.CharField(max_length=100, blank=True)
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="talks")
    talk = models.CharField(max_length=300, blank=True)
    cost_kopecks = models.BigIntegerField(default=0)
    hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    people_met = models.PositiveIntegerField(default=0)

    def __str__(self):
        return self.name


class EventMeeting(models.Model):
    """A person met at an event, known since as a client's contact."""

    event = models.ForeignKey(OutreachEvent, models.PROTECT, related_name="meetings")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="meetings")
    note = models.CharField(max_length=500, blank=True)
    met_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "contact"], name="a_contact_is_met_once_at_an_event")]


class QueryGroup(models.Model):
    """Search queries of one meaning: «создание сайтов», «продвижение магазина»."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self):
        return self.name


class DemandLoad(Versioned):
    """One file of positions and visits that was read, and whether it was taken back."""

    name = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, db_index=True)
    cells = models.PositiveIntegerField(default=0)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class RegionDemand(models.Model):
    """How often queries of a group were shown and visited from a region in a month, by one file.

    The row in force is the one that nothing has put aside: a later file puts it aside, taking that file back restores it.
    """

    group = models.ForeignKey(QueryGroup, models.PROTECT, related_name="demand")
    region = models.CharField(max_length=100)
    month_on = models.DateField()
    shows = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    position = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    load = models.ForeignKey(DemandLoad, models.PROTECT, related_name="rows")
    aside = models.ForeignKey(DemandLoad, models.PROTECT, null=True, related_name="put_aside")

    class Meta:
        indexes = [models.Index(fields=["month_on", "group", "region"], name="demand_by_month", condition=models.Q(aside=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "region", "month_on"], condition=models.Q(aside=None), name="one_figure_of_demand_a_cell"
            ),
            models.CheckConstraint(
                name="demand_is_kept_by_whole_months", condition=models.Q(month_on__day=1)
            ),
        ]


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
