"""The protocol of disagreements of a contract."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.deals.models.contract import Contract
from svyazka.deals.rules.protocol import RowState
from svyazka.kit.models import Versioned


class Disagreement(Versioned):
    """One row: the clause, our wording, the client's, and what was agreed; `round` counts the times the client came with rows."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="disagreements")
    round = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    clause = models.CharField(max_length=300, blank=True)
    ours = models.TextField(blank=True)
    theirs = models.TextField()
    agreed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=RowState, default=RowState.OPEN)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="one_row_of_a_protocol_a_place"),
            models.CheckConstraint(
                name="a_settled_row_says_who_and_when", condition=Q(state="open", settled_at=None) | ~Q(state="open") & Q(settled_at__isnull=False)
            ),
        ]

    def __str__(self):
        return self.clause or str(self.position)

    @property
    def engagement(self):
        return self.contract.engagement
