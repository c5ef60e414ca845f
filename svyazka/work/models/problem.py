"""Problems and the moments of their clocks."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.work.rules import ProblemKind

PERSON = settings.AUTH_USER_MODEL


class Problem(Versioned):
    """Something that goes wrong: who owns it, and how fast it was reacted to, answered and resolved."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="problems")
    kind = models.CharField(max_length=20, choices=ProblemKind)
    text = models.TextField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="problems")
    reacted_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(null=True)
    proposal = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["engagement", "resolved_at"], name="problems_of_an_engagement")]
