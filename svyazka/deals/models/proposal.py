"""A price offered to the client, with what they may choose in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import Engagement
from svyazka.deals.models.estimate import Estimate
from svyazka.deals.rules import AnsweredBy, ProposalState
from svyazka.kit.models import Versioned
from svyazka.people.models import LegalEntity


class Proposal(Versioned):
    """A price offered to the client.

    `price_kopecks` is the price that stands and papers rest on: the base with the usual options while it is offered, and
    from the client's yes on what they have taken, which `accepted_kopecks` keeps. `base_kopecks` and the options stay.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="proposals")
    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="proposals")
    number = models.CharField(max_length=40, unique=True)
    edition = models.PositiveIntegerField(default=1)
    price_kopecks = models.BigIntegerField()
    base_kopecks = models.BigIntegerField(default=0)
    list_kopecks = models.BigIntegerField(default=0)
    discount_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    discount_reason = models.CharField(max_length=1000, blank=True)
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, null=True, related_name="+")
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_basis = models.CharField(max_length=300, blank=True)
    message = models.TextField(blank=True)
    valid_until_on = models.DateField()
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.SENT)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    accepted_kopecks = models.BigIntegerField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_via = models.CharField(max_length=10, choices=AnsweredBy, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_proposal_has_a_price", condition=Q(price_kopecks__gt=0)),
            models.CheckConstraint(
                name="the_accepted_price_is_the_one_that_stands",
                condition=Q(accepted_kopecks=None) | Q(state="accepted", accepted_kopecks=F("price_kopecks")),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def offered_kopecks(self) -> int:
        """Return the price as the client read it: the base with the usual options."""
        return self.base_kopecks + sum(row.price_kopecks for row in self.options.all() if row.usual)

    @property
    def discount_kopecks(self) -> int:
        """Return by how much the price is below the estimate's."""
        return max(self.list_kopecks - self.offered_kopecks, 0)


class ProposalOption(models.Model):
    """What the client may add to the base, at its price; of one `group` exactly one is taken, the `usual` one unless said."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="options")
    position = models.PositiveIntegerField()
    group = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=100)
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    price_kopecks = models.BigIntegerField()
    what = models.JSONField(default=list)
    usual = models.BooleanField(default=False)
    picked = models.BooleanField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "group", "name"], name="an_option_is_offered_once")]

    def __str__(self):
        return self.name
