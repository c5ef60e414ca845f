"""What the work of a brief comes to."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.briefs.models import Brief, Clause
from svyazka.clients.models import Engagement
from svyazka.deals.rules import EstimateState, PassKind, VatTerms
from svyazka.kit.models import Versioned
from svyazka.kit.money import cost_of, share
from svyazka.people.models import LegalEntity, Person, Specialism
from svyazka.people.rules import VatMode


class Estimate(Versioned):
    """What the work of a brief comes to, in one edition; VAT is that of the legal entity on the day it was frozen."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="estimates")
    brief = models.ForeignKey(Brief, models.PROTECT, related_name="estimates")
    edition = models.PositiveIntegerField()
    reserve_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    state = models.CharField(max_length=10, choices=EstimateState, default=EstimateState.READY)
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, null=True, related_name="+")
    vat_mode = models.CharField(max_length=10, choices=VatMode, default=VatMode.NONE)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_basis = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_price_kopecks = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "edition"], name="one_estimate_an_edition"),
            models.UniqueConstraint(fields=["engagement"], name="one_draft_of_an_estimate_at_a_time", condition=Q(state="draft")),
        ]

    @property
    def vat(self) -> VatTerms:
        """Return how VAT stands in the prices of this estimate."""
        return VatTerms(self.vat_mode, self.vat_percent)


class EstimateLine(models.Model):
    """One line: hours of a specialism at a rate, from a clause.

    `hours` are what is counted with: a single number, or the mean of the three that were thought of. A line with an
    `option` is bought apart from the base; options of one `group` are alternatives, of which one is taken.
    """

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    specialism = models.ForeignKey(Specialism, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    optimistic = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    likely = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    pessimistic = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    rate_kopecks = models.BigIntegerField()
    cost_kopecks = models.BigIntegerField()
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="estimate_lines")
    group = models.CharField(max_length=100, blank=True)
    option = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="an_alternative_has_its_name", condition=Q(group="") | ~Q(option="")),
            models.CheckConstraint(
                name="three_points_stand_together_in_order",
                condition=Q(optimistic=None, likely=None, pessimistic=None)
                | Q(optimistic__gte=0, likely__gte=F("optimistic"), pessimistic__gte=F("likely")),
            ),
        ]

    @property
    def price_kopecks(self) -> int:
        """Return what the line is sold for."""
        return cost_of(self.hours, self.rate_kopecks)

    @property
    def own_kopecks(self) -> int:
        """Return what the line costs the agency."""
        return cost_of(self.hours, self.cost_kopecks)

    @property
    def spread(self) -> Decimal:
        """Return by how many hours the three points part: six sigmas; nothing of a single number."""
        return Decimal(0) if self.optimistic is None or self.pessimistic is None else self.pessimistic - self.optimistic


class PassThrough(models.Model):
    """What is bought for the client and handed on: media, licences, a subcontract. It earns nothing but its fee.

    `in_price`: it is a part of our price; else the client pays it apart, and our price holds the fee alone.
    """

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="passed")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=PassKind)
    title = models.CharField(max_length=300)
    sum_kopecks = models.BigIntegerField()
    fee_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_note = models.CharField(max_length=200, blank=True)
    in_price = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="what_is_passed_on_has_a_sum", condition=Q(sum_kopecks__gt=0))]

    @property
    def fee_kopecks(self) -> int:
        """Return what the agency takes for it."""
        return share(self.sum_kopecks, self.fee_percent) if self.fee_percent else 0
