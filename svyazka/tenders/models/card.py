"""The card of go or no-go: criteria in force from a day on, and the scores a tender was given."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.tenders.models.tender import Tender


class Criterion(Versioned):
    """What a tender is weighed by; a feasibility criterion is scored by the PM alone."""

    title = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()
    feasibility = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="a_criterion_weighs_something", condition=Q(weight__gte=1, weight__lte=100))]

    def __str__(self):
        return self.title


class Score(models.Model):
    """What one criterion was given for a tender, with a word why."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=300)
    scored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender", "criterion"], name="one_score_a_tender_and_criterion"),
            models.CheckConstraint(name="a_score_is_from_nought_to_five", condition=Q(score__lte=5)),
        ]

