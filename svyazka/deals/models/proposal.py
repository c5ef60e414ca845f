"""A price offered to the client."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.deals.models.estimate import Estimate
from svyazka.deals.rules import ProposalState
from svyazka.kit.models import Versioned


class Proposal(Versioned):
    """A price offered to the client."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="proposals")
    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="proposals")
    number = models.CharField(max_length=40, unique=True)
    price_kopecks = models.BigIntegerField()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    valid_until_on = models.DateField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="a_proposal_has_a_price", condition=Q(price_kopecks__gt=0))]

    def __str__(self):
        return self.number
