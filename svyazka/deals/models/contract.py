"""What was agreed, and its changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.models import Brief
from svyazka.clients.models import Client, Engagement
from svyazka.deals.models.proposal import Proposal
from svyazka.deals.rules import ContractKind, ContractState
from svyazka.kit.models import Versioned
from svyazka.people.models import LegalEntity


class Contract(Versioned):
    """What was agreed: stages with values, acceptance, rounds.

    `worded_at` is when it left the agency: its papers are drawn by the texts in force at that moment, a draft's by those in force now.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="contracts")
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="contracts")
    client = models.ForeignKey(Client, models.PROTECT, related_name="contracts")
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=40)
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
    worded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["legal_entity", "number"], name="one_contract_a_number_and_entity"),
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
    """A change of a signed contract, with its reason; `brief` is the edition of the specification it brings into the contract."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    reason = models.TextField()
    added_kopecks = models.BigIntegerField(default=0)
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="amendments")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
