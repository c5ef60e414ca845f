"""Securities of a tender: money out and money back."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.tenders.models.tender import Tender
from svyazka.tenders.rules import SecurityForm, SecurityKind


class Security(Versioned):
    """A sum that secures the application, the contract or the warranty; money lies frozen from `paid_on` to `returned_on`."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="securities")
    kind = models.CharField(max_length=12, choices=SecurityKind)
    form = models.CharField(max_length=10, choices=SecurityForm)
    amount_kopecks = models.BigIntegerField()
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    due_back_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_security_has_its_amount", condition=Q(amount_kopecks__gt=0)),
            models.CheckConstraint(
                name="a_security_comes_back_after_it_was_given",
                condition=Q(returned_on=None) | Q(paid_on__isnull=False, returned_on__gte=F("paid_on")),
            ),
        ]

    @property
    def engagement(self):
        return self.tender.engagement

    @property
    def is_out(self) -> bool:
        return self.paid_on is not None and self.returned_on is None

    def is_overdue(self, day: date) -> bool:
        """Tell whether the security should have been returned by that day and was not."""
        return self.is_out and self.due_back_on is not None and self.due_back_on < day
