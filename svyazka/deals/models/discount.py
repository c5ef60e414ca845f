"""A discount above the limit, asked for by who talks about the price."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.deals.models.estimate import Estimate
from svyazka.deals.rules import DiscountState
from svyazka.kit.models import Versioned


class Discount(Versioned):
    """A lower price with its reason; the head lets it go out or does not."""

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="discounts")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    sum_kopecks = models.BigIntegerField()
    price_kopecks = models.BigIntegerField()
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=DiscountState, default=DiscountState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estimate"], name="one_discount_waits_at_a_time", condition=Q(state="waiting")),
            models.CheckConstraint(name="a_discount_leaves_a_price", condition=Q(sum_kopecks__gt=0, price_kopecks__gt=0)),
        ]
