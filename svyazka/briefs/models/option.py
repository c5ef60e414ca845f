"""Ways to answer a need, and which of them was chosen, why, by whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.briefs.rules import ChoiceState, Risk
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class SolutionOption(Versioned):
    """One way to answer a need: what it is, what it takes, what it does not give. Hours, weeks and kopecks are [low, high]."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="options")
    need_key = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    what = models.TextField()
    lacks = models.TextField(blank=True)
    hours_low = models.DecimalField(max_digits=8, decimal_places=2)
    hours_high = models.DecimalField(max_digits=8, decimal_places=2)
    weeks_low = models.DecimalField(max_digits=5, decimal_places=1)
    weeks_high = models.DecimalField(max_digits=5, decimal_places=1)
    price_low_kopecks = models.BigIntegerField()
    price_high_kopecks = models.BigIntegerField()
    risk = models.CharField(max_length=6, choices=Risk)
    risk_why = models.CharField(max_length=1000, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["engagement", "need_key"], name="options_of_a_need")]
        constraints = [
            models.CheckConstraint(name="an_option_goes_from_low_to_high", condition=Q(
                hours_low__lte=F("hours_high"), weeks_low__lte=F("weeks_high"), price_low_kopecks__lte=F("price_high_kopecks"),
                hours_low__gte=0, weeks_low__gte=0, price_low_kopecks__gte=0)),
        ]  # fmt: skip

    def __str__(self):
        return self.title


class OptionChoice(Versioned):
    """One option picked for a need with the reason, and the answer of whoever agrees; former choices stay as they were."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="option_choices")
    need_key = models.PositiveIntegerField()
    option = models.ForeignKey(SolutionOption, models.PROTECT, related_name="choices")
    state = models.CharField(max_length=8, choices=ChoiceState, default=ChoiceState.PICKED)
    reason = models.TextField()
    alone_because = models.TextField(blank=True)
    picked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    picked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    clauses_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "need_key"], condition=Q(state="picked"), name="one_pick_waits_for_a_need"),
            models.UniqueConstraint(fields=["engagement", "need_key"], condition=Q(state="standing"), name="one_option_stands_for_a_need"),
        ]

    def __str__(self):
        return f"{self.option}: {self.get_state_display()}"
