"""What the work of a brief comes to."""

from django.conf import settings
from django.db import models

from svyazka.briefs.models import Brief, Clause
from svyazka.clients.models import Engagement
from svyazka.deals.rules import EstimateState
from svyazka.kit.models import Versioned
from svyazka.kit.money import cost_of
from svyazka.people.models import Specialism


class Estimate(Versioned):
    """What the work of a brief comes to."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="estimates")
    brief = models.ForeignKey(Brief, models.PROTECT, related_name="estimates")
    edition = models.PositiveIntegerField()
    reserve_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    state = models.CharField(max_length=10, choices=EstimateState, default=EstimateState.READY)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_price_kopecks = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "edition"], name="one_estimate_an_edition")]


class EstimateLine(models.Model):
    """One line: hours of a specialism at a rate, from a clause."""

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    specialism = models.ForeignKey(Specialism, models.PROTECT, related_name="+")
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    rate_kopecks = models.BigIntegerField()
    cost_kopecks = models.BigIntegerField()
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="estimate_lines")

    class Meta:
        ordering = ["position", "pk"]

    @property
    def price_kopecks(self) -> int:
        """Return what the line is sold for."""
        return cost_of(self.hours, self.rate_kopecks)

    @property
    def own_kopecks(self) -> int:
        """Return what the line costs the agency."""
        return cost_of(self.hours, self.cost_kopecks)
