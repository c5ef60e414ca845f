"""Editions of a specification and the verdicts on them."""

from django.conf import settings
from django.db import models

from svyazka.briefs.models.template import SpecTemplate
from svyazka.briefs.rules import BriefState, VerdictKind
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class Brief(Versioned):
    """One edition of the technical specification with the needs it answers; its version moves on with every act on a clause.

    `answer_by_on`: the day by which the client was asked to answer. `bound_at`: since when a signed contract stands on it.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="briefs")
    edition = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=BriefState, default=BriefState.DRAFT, db_index=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    verdict_due_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    answer_by_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    bound_at = models.DateTimeField(null=True)
    last_key = models.PositiveIntegerField(default=0)  # the highest key of a clause that was removed: no other gets it
    template = models.ForeignKey(SpecTemplate, models.PROTECT, null=True, related_name="briefs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "edition"], name="one_brief_an_edition")]

    def __str__(self):
        return f"{self.engagement.title}, v{self.edition}"


class Verdict(models.Model):
    """The PM's word on one edition: feasible, on conditions, or not; with hours and risks. `digest` is of the words it was said of."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="verdicts")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=12, choices=VerdictKind)
    digest = models.CharField(max_length=64, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    risks = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
