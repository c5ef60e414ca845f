"""Retainers: what is agreed of the periods, the periods themselves, hours above them, limits that were neared."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.deals.models.contract import Contract, ContractStage
from svyazka.deals.rules.retainer import ExtraState, PeriodState, Rollover, Turn
from svyazka.kit.models import Versioned


class HoursLeft(models.Model):
    """What becomes of hours that were not used: of a whole retainer, and of each period, for an amendment changes it from one on."""

    rollover = models.CharField(max_length=6, choices=Rollover, default=Rollover.NONE)
    cap_hours = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    lasts = models.PositiveIntegerField(null=True)
    borrow_hours = models.DecimalField(max_digits=8, decimal_places=2, default=0)

    class Meta:
        abstract = True


class Retainer(HoursLeft):
    """What is agreed of the periods of a retainer; since an amendment those from `moved_from` on begin with `moved_on`."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="retainer")
    turn = models.CharField(max_length=5, choices=Turn, default=Turn.MONTH)
    starts_on = models.DateField()
    count = models.PositiveIntegerField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    fee_kopecks = models.BigIntegerField()
    overage_kopecks = models.BigIntegerField(default=0)
    moved_from = models.PositiveIntegerField(null=True)
    moved_on = models.DateField(null=True)


class RetainerPeriod(Versioned, HoursLeft):
    """One period with its hours, fee and stage; `figures` are what its hours came to when it ended."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="periods")
    stage = models.OneToOneField(ContractStage, models.SET_NULL, null=True, related_name="period")
    number = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    fee_kopecks = models.BigIntegerField()
    overage_kopecks = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.PLANNED)
    figures = models.JSONField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="one_period_of_a_retainer_a_number"),
            models.CheckConstraint(name="a_period_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="a_period_that_is_over_has_its_figures", condition=~Q(state="closed") | Q(figures__isnull=False)
            ),
        ]

    @property
    def engagement(self):
        return self.contract.engagement


class ExtraHours(Versioned):
    """Hours above those of a period, which the client was asked to pay for."""

    period = models.ForeignKey(RetainerPeriod, models.PROTECT, related_name="extras")
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    rate_kopecks = models.BigIntegerField()
    reason = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=ExtraState, default=ExtraState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    evidence = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period"], name="one_question_about_hours_at_a_time", condition=Q(state="asked")),
            models.CheckConstraint(name="extra_hours_are_some", condition=Q(hours__gt=0)),
        ]

    @property
    def engagement(self):
        return self.period.contract.engagement


class LimitNeared(models.Model):
    """A level of a limit was passed: of a period's hours, or of a cap; its key is unique, so each is told once."""

    key = models.CharField(max_length=100, unique=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="limits_neared")
    period = models.ForeignKey(RetainerPeriod, models.CASCADE, null=True, related_name="limits_neared")
    percent = models.PositiveIntegerField()
    told_at = models.DateTimeField()
