"""Tenders on their engagements, and the dated rules by which their terms are counted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.tenders.rules import Law, Mark, Method, TenderState


class TenderRule(models.Model):
    """A term of the law in force from a day on, with its source; an unsure one is shown as to be checked."""

    law = models.CharField(max_length=10, choices=Law)
    method = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=200)
    days = models.PositiveIntegerField()
    working_days = models.BooleanField(default=False)
    mark = models.CharField(max_length=1, choices=Mark)
    source = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)


class Tender(Versioned):
    """A purchase of a customer that the agency may take part in."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="tender")
    law = models.CharField(max_length=10, choices=Law)
    method = models.CharField(max_length=12, choices=Method)
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    initial_max_price_kopecks = models.BigIntegerField()
    platform = models.CharField(max_length=200, blank=True)
    deadline_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=TenderState, default=TenderState.FOUND, db_index=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    closing_reason = models.CharField(max_length=1000, blank=True)
    price_kopecks = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "deadline_at"], name="tenders_by_deadline")]
        constraints = [
            models.CheckConstraint(name="a_tender_has_its_price", condition=Q(initial_max_price_kopecks__gt=0)),
            models.CheckConstraint(
                name="a_bid_is_within_the_initial_price",
                condition=Q(price_kopecks=None) | Q(price_kopecks__gt=0, price_kopecks__lte=models.F("initial_max_price_kopecks")),
            ),
        ]

    def __str__(self):
        return self.title
