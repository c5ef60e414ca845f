"""What was said to the client and binds the agency."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.models.brief import Brief
from svyazka.briefs.rules import PromiseKind, PromiseState, VerdictKind
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


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
