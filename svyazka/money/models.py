"""Acts and invoices of stages, and payments, whose rows never change."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.acceptance.models import Result
from svyazka.clients.models import Engagement
from svyazka.deals.models import Contract
from svyazka.kit.models import Versioned
from svyazka.kit.triggers import never_emptied
from svyazka.money.rules import ActState, InvoiceState
from svyazka.people.models import LegalEntity
from svyazka.projects.models import Stage

PERSON = settings.AUTH_USER_MODEL


class Paper(Versioned):
    """What an act and an invoice have in common: whose, of which stage, the number, the sums."""

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="%(class)ss")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="%(class)ss")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="%(class)ss")
    legal_entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, blank=True)
    year = models.PositiveIntegerField(null=True)
    total_kopecks = models.BigIntegerField()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    vat_kopecks = models.BigIntegerField(default=0)
    vat_basis = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class Act(Paper):
    """The act of work done, made of the accepted result of a stage."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="acts")
    state = models.CharField(max_length=10, choices=ActState, default=ActState.DRAFT, db_index=True)
    dated_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    signed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    refusal_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage"], condition=~Q(state="void"), name="one_act_of_a_stage"),
            models.UniqueConstraint(
                fields=["legal_entity", "year", "number"], condition=~Q(number=""), name="one_act_a_number"
            ),
            models.CheckConstraint(
                name="an_act_that_left_us_has_a_number", condition=Q(state__in=["draft", "void"]) | ~Q(number="")
            ),
        ]

    def __str__(self):
        return self.number or "—"


class ActLine(models.Model):
    """One line of an act."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    total_kopecks = models.BigIntegerField()
    vat_kopecks = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Invoice(Paper):
    """A request to pay for a stage; finance gives it its number."""

    act = models.ForeignKey(Act, models.PROTECT, related_name="invoices")
    state = models.CharField(max_length=10, choices=InvoiceState, default=InvoiceState.DRAFT, db_index=True)
    due_on = models.DateField()
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    followed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stage"], condition=~Q(state="void"), name="one_invoice_of_a_stage"),
            models.UniqueConstraint(
                fields=["legal_entity", "year", "number"], condition=~Q(number=""), name="one_invoice_a_number"
            ),
            models.CheckConstraint(
                name="an_issued_invoice_has_a_number",
                condition=Q(state__in=["draft", "void"]) | (~Q(number="") & Q(issued_on__isnull=False)),
            ),
            models.CheckConstraint(name="an_invoice_asks_for_something", condition=Q(total_kopecks__gt=0)),
        ]

    def __str__(self):
        return self.number or "—"


class Payment(models.Model):
    """Money that came, or a correction that takes some of it back with a reason; the row never changes."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="payments")
    amount_kopecks = models.BigIntegerField()
    paid_on = models.DateField(db_index=True)
    document = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="payments_never_change", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("payments_are_never_emptied"),
        ]
        constraints = [
            models.CheckConstraint(
                name="money_comes_or_is_corrected_with_a_reason",
                condition=Q(amount_kopecks__gt=0, corrects=None)
                | (Q(amount_kopecks__lt=0, corrects__isnull=False) & ~Q(reason="")),
            )
        ]
