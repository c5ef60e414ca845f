"""The motivation ledger: rules with their dates, months closed, accruals that never change."""

import pgtrigger
from django.conf import settings
from django.db import models

from svyazka.bonus.rules import EARNERS, Base
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.kit.triggers import never_emptied
from svyazka.money.models import Payment


class BonusRule(Versioned):
    """A per cent of a base for whoever holds a seat, during [starts_on, ends_on)."""

    code = models.SlugField(max_length=40)
    seat = models.CharField(max_length=40)
    base = models.CharField(max_length=10, choices=Base)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    @property
    def whose(self) -> str:
        """Who earns by the rule, in the reader's words."""
        return str(EARNERS.get(self.seat, self.seat))

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_bonus_is_no_fine", condition=models.Q(percent__gte=0, percent__lte=100)),
        ]


class BonusMonth(Versioned):
    """A month whose bonuses are accrued."""

    month_on = models.DateField(unique=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()


class Accrual(models.Model):
    """One person's part from one payment by one rule, with the facts it came from."""

    month = models.ForeignKey(BonusMonth, models.PROTECT, related_name="accruals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="accruals")
    rule = models.ForeignKey(BonusRule, models.PROTECT, related_name="accruals")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="accruals")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="accruals")
    base_kopecks = models.BigIntegerField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    amount_kopecks = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "payment", "person"], name="one_accrual_a_rule_payment_and_person")
        ]
        triggers = [
            pgtrigger.Protect(name="accruals_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("accruals_are_never_emptied"),
        ]

    @property
    def owner_id(self) -> int:
        return self.person_id
