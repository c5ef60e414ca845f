"""Tenders on their engagements."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.tenders.rules import Law, Method, TenderState, least_price


class Tender(Versioned):
    """A purchase of a customer that the agency may take part in. `zone` is the platform's."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="tender")
    law = models.CharField(max_length=10, choices=Law)
    method = models.CharField(max_length=12, choices=Method)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    initial_max_price_kopecks = models.BigIntegerField()
    platform = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=60, default="Europe/Moscow")
    link = models.CharField(max_length=500, blank=True)
    deadline_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=TenderState, default=TenderState.FOUND, db_index=True)
    found_at = models.DateTimeField()  # the clock of the decision runs from here
    first_decided_at = models.DateTimeField(null=True)
    decision_level_at = models.DateTimeField(null=True)  # when that clock calls somebody next
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    decision_card = models.JSONField(default=dict)
    closing_reason = models.CharField(max_length=1000, blank=True)
    cost_kopecks = models.BigIntegerField(null=True)
    margin_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    price_kopecks = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "deadline_at"], name="tenders_by_deadline"),
                   models.Index(fields=["decision_level_at"], name="tenders_that_call", condition=Q(decision_level_at__isnull=False))]  # fmt: skip
        constraints = [
            models.CheckConstraint(name="a_tender_has_its_price", condition=Q(initial_max_price_kopecks__gt=0)),
            models.CheckConstraint(
                name="a_bid_is_within_the_initial_price",
                condition=Q(price_kopecks=None) | Q(price_kopecks__gt=0, price_kopecks__lte=models.F("initial_max_price_kopecks")),
            ),
            models.CheckConstraint(
                name="a_wanted_margin_has_its_cost",
                condition=Q(cost_kopecks=None, margin_percent=None)
                | Q(cost_kopecks__gt=0, margin_percent__gte=0, margin_percent__lt=100),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def floor_kopecks(self) -> int | None:
        """The lowest price that leaves the wanted margin, once the cost is known."""
        if self.cost_kopecks is None or self.margin_percent is None:
            return None
        return least_price(self.cost_kopecks, self.margin_percent)
