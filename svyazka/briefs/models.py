"""Needs of a client, the specification in editions, promises, and the PM's verdicts on them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.rules import BriefState, ClauseKind, PromiseKind, PromiseState, VerdictKind
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class Brief(Versioned):
    """One edition of the technical specification with the needs it answers."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="briefs")
    edition = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=BriefState, default=BriefState.DRAFT, db_index=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    verdict_due_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "edition"], name="one_brief_an_edition")]

    def __str__(self):
        return f"{self.engagement.title}, v{self.edition}"


class Need(models.Model):
    """What the client wants to change, in whose money, and how it will be measured."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="needs")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="needs")
    position = models.PositiveIntegerField()
    text = models.TextField()
    goal = models.CharField(max_length=500, blank=True)
    measure = models.CharField(max_length=500, blank=True)


class Clause(models.Model):
    """One clause of the specification with its criterion of acceptance."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="clauses")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="clauses")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ClauseKind, default=ClauseKind.MUST)
    text = models.TextField()
    criterion = models.TextField(blank=True)
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="clauses")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class Promise(Versioned):
    """Something said to the client that binds the agency."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="promises")
    brief = models.ForeignKey(Brief, models.PROTECT, null=True, related_name="promises")
    kind = models.CharField(max_length=8, choices=PromiseKind)
    text = models.TextField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=PromiseState, default=PromiseState.DRAFT, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, choices=VerdictKind, blank=True)
    verdict_reason = models.TextField(blank=True)
    verdict_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verdict_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_given_promise_has_its_verdict",
                condition=~Q(state__in=["confirmed", "given", "kept", "changed", "broken"]) | ~Q(verdict=""),
            )
        ]

    def __str__(self):
        return self.text


class Verdict(models.Model):
    """The PM's word on one edition: feasible, on conditions, or not; with hours and risks."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="verdicts")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="verdicts")
    verdict = models.CharField(max_length=12, choices=VerdictKind)
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    risks = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
