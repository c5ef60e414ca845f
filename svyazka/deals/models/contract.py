"""What was agreed, and each edition of it that the client got."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Client, Engagement
from svyazka.deals.models.proposal import Proposal
from svyazka.deals.models.signed import Signed
from svyazka.deals.rules import ContractKind, ContractState
from svyazka.kit.models import Versioned
from svyazka.people.models import LegalEntity


class Contract(Versioned, Signed):
    """What was agreed: stages with values, acceptance, rounds.

    `is_frame`: orders bring its stages. `text_code` names the text it is drawn by, where that is not the text of its kind. Who signed is kept as it was on the day.
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
    payment_days = models.PositiveIntegerField(default=5)
    hour_kopecks = models.BigIntegerField(default=0)
    court_city = models.CharField(max_length=100, blank=True)
    text_code = models.CharField(max_length=40, blank=True)
    is_frame = models.BooleanField(default=False)
    places_ads = models.BooleanField(default=False)
    shows_hours = models.BooleanField(default=False)
    warns_client = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    signed_edition = models.ForeignKey("ContractEdition", models.PROTECT, null=True, related_name="+")
    with_protocol = models.BooleanField(default=False)
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
    """A part of the contract that is handed over, accepted and paid by itself; `placement_kopecks` of it go to placing ads."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="stages")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    value_kopecks = models.BigIntegerField()
    due_on = models.DateField()
    advance_percent = models.PositiveSmallIntegerField(default=0)
    placement_kopecks = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="a_stage_has_a_value", condition=Q(value_kopecks__gt=0)),
            models.CheckConstraint(name="an_advance_is_a_share_of_its_stage", condition=Q(advance_percent__lte=100)),
            models.CheckConstraint(
                name="placing_ads_is_a_part_of_the_stage",
                condition=Q(placement_kopecks__gte=0, placement_kopecks__lte=models.F("value_kopecks")),
            ),
        ]


class ContractEdition(models.Model):
    """What exactly the client got at one sending: terms, stages, annexes, both sides; `digest` is its SHA-256. Never changed."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="one_edition_of_a_contract_a_number")]
        triggers = [pgtrigger.Protect(name="editions_never_change", operation=pgtrigger.Update | pgtrigger.Delete)]
