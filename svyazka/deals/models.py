"""Rates, estimates, proposals and contracts."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from svyazka.briefs.models import Brief, Clause
from svyazka.clients.models import Client, Engagement
from svyazka.deals.rules import ContractKind, ContractState, EstimateState, ProposalState
from svyazka.kit.models import Versioned
from svyazka.kit.money import cost_of
from svyazka.people.models import LegalEntity, Specialism, days


class RateCard(models.Model):
    """What an hour of a specialism is sold for and costs, during [starts_on, ends_on)."""

    specialism = models.ForeignKey(Specialism, models.PROTECT, related_name="rates")
    price_kopecks = models.BigIntegerField()
    cost_kopecks = models.BigIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_rate_of_a_specialism_at_a_time",
                expressions=[("specialism", RangeOperators.EQUAL), (days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
            )
        ]


class DealTerm(models.Model):
    """A dated figure of the agency's terms: the floor of margin, the reserve for risk."""

    code = models.SlugField(max_length=40)
    value = models.DecimalField(max_digits=8, decimal_places=2)
    starts_on = models.DateField()


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


class Contract(Versioned):
    """What was agreed: stages with values, acceptance, rounds."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="contracts")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="contracts")
    client = models.ForeignKey(Client, models.PROTECT, related_name="contracts")
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=ContractKind)
    state = models.CharField(max_length=12, choices=ContractState, default=ContractState.DRAFT)
    price_kopecks = models.BigIntegerField()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_basis = models.CharField(max_length=300, blank=True)
    acceptance_days = models.PositiveIntegerField(default=5)
    rounds_included = models.PositiveIntegerField(default=2)
    round_price_kopecks = models.BigIntegerField(default=0)
    silence_means_accepted = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_signed_contract_has_its_day",
                condition=~Q(state__in=["signed", "running", "closed"]) | Q(signed_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["engagement"], name="one_contract_in_force_an_engagement",
                condition=Q(state__in=["draft", "with_client", "disagreement", "signed", "running"]),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.number


class ContractStage(models.Model):
    """A part of the contract that is handed over, accepted and paid by itself."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="stages")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    value_kopecks = models.BigIntegerField()
    due_on = models.DateField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(name="a_stage_has_a_value", condition=Q(value_kopecks__gt=0))]


class Amendment(Versioned):
    """A change of a signed contract, with its reason."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.TextField()
    added_kopecks = models.BigIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
