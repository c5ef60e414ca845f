"""Changes of a signed contract, and orders under a frame one."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.models import Brief
from svyazka.clients.models import Engagement
from svyazka.deals.models.contract import Contract, ContractStage
from svyazka.deals.models.signed import Signed
from svyazka.deals.rules.amendment import AmendmentKind, AmendmentState, StageChange
from svyazka.kit.models import Versioned


class Amendment(Versioned, Signed):
    """A change of a signed contract, or an order under it, with its reason; nothing changes until it is signed.

    `terms` are the new ones: of the contract by name, of a retainer under `retainer`. `brief` is the edition of the
    specification it brings into the contract.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="amendments")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=AmendmentKind, default=AmendmentKind.AMENDMENT)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=AmendmentState, default=AmendmentState.DRAFT)
    reason = models.TextField()
    terms = models.JSONField(default=dict)
    added_kopecks = models.BigIntegerField(default=0)
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="amendments")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "kind", "number"], name="one_amendment_of_a_contract_a_number"),
            models.CheckConstraint(
                name="a_signed_amendment_has_its_day", condition=~Q(state="signed") | Q(signed_on__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} № {self.number}"


class AmendmentStage(models.Model):
    """One stage that is added, changed or removed; what stood before is kept, for a removed stage is gone."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="changes")
    change = models.CharField(max_length=8, choices=StageChange)
    stage = models.ForeignKey(ContractStage, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    value_kopecks = models.BigIntegerField()
    due_on = models.DateField()
    advance_percent = models.PositiveSmallIntegerField(default=0)
    placement_kopecks = models.BigIntegerField(default=0)
    was_title = models.CharField(max_length=300, blank=True)
    was_kopecks = models.BigIntegerField(default=0)
    was_due_on = models.DateField(null=True)

    class Meta:
        ordering = ["position", "pk"]


class AmendmentAnswer(models.Model):
    """The client's word on the very words of an amendment: `told` is what they have read, `digest` its SHA-256. Never changed."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="answers")
    agreed = models.BooleanField()
    reason = models.TextField(blank=True)
    told = models.JSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(name="remarks_on_an_amendment_have_words", condition=Q(agreed=True) | ~Q(reason=""))]
        triggers = [pgtrigger.Protect(name="answers_to_amendments_never_change", operation=pgtrigger.Update | pgtrigger.Delete)]
