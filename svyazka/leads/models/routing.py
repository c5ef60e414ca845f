"""On what terms people take leads, from which day on; and every offer of a lead to somebody, with why and why not others."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from svyazka.leads.models.lead import Lead
from svyazka.leads.rules import OfferState


class TakerTerms(models.Model):
    """The terms of one person from a day on; without a person, the agency's, which hold for whoever has none of their own.

    The agency's row names the order of choosing as well. Before its first day nothing is offered by the order.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="taker_terms")
    most_open = models.PositiveIntegerField(null=True)
    regions = ArrayField(models.CharField(max_length=100), default=list)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    refused_sources = ArrayField(models.CharField(max_length=40), default=list)
    refused_channels = ArrayField(models.CharField(max_length=10), default=list)
    paused_until = models.DateField(null=True)
    order = ArrayField(models.CharField(max_length=10), default=list)
    starts_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "starts_on"], nulls_distinct=False, name="one_set_of_terms_of_a_taker_from_a_day"),
        ]


class LeadOffer(models.Model):
    """A lead is offered to somebody: by the order (`by` is none), by whoever passes it on, or by the head. Never deleted.

    `why` and `passed_over` are the reasons as codes with facts. A return is kept here too: it ended somebody's turn.
    """

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="offers")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="lead_offers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.JSONField(default=list)
    passed_over = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    reason = models.CharField(max_length=1000, blank=True)
    offered_at = models.DateTimeField()
    answer_by_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["answer_by_at"], name="offers_that_wait", condition=Q(state="offered")),
            models.Index(fields=["lead", "offered_at"], name="offers_of_a_lead"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["lead"], condition=Q(state="offered"), name="a_lead_is_offered_to_one_at_a_time"),
            models.CheckConstraint(name="an_offer_is_made_to_somebody", condition=Q(state="nobody", to=None) | ~Q(state="nobody") & Q(to__isnull=False)),
            models.CheckConstraint(name="an_offer_is_over_at_some_moment", condition=Q(state="offered", ended_at=None, answer_by_at__isnull=False)
                                   | ~Q(state="offered") & Q(ended_at__isnull=False)),
            models.CheckConstraint(name="a_declined_lead_has_its_reason", condition=~Q(state__in=["declined", "returned"]) | ~Q(reason="")),
        ]  # fmt: skip

    @property
    def engagement(self):
        return self.lead.engagement

    @property
    def owner_id(self) -> int | None:
        return self.to_id


class GivenOffer(LeadOffer):
    """An offer as whoever made it holds it: theirs to withdraw."""

    class Meta:
        proxy = True

    @property
    def owner_id(self) -> int | None:
        return self.by_id
