"""Clauses of a specification."""

from django.conf import settings
from django.db import models

from svyazka.briefs.models.brief import Brief
from svyazka.briefs.models.need import Need
from svyazka.briefs.rules import ClauseKind
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class Clause(Versioned):
    """One clause of the specification with its criterion of acceptance.

    `key` is its name for life: the same clause bears it in every edition, so that lines of an estimate, tasks and remarks written of
    one edition are found from the next. `section` is the heading it stands under, `owner` who answers for its wording. A copy in the next
    edition goes on with the same version: who looked at the former one has seen this one.
    """

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="clauses")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="clauses")
    key = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=8, choices=ClauseKind, default=ClauseKind.MUST)
    text = models.TextField()
    criterion = models.TextField(blank=True)
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="clauses")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["brief", "key"], name="one_clause_a_key_and_edition")]

    def __str__(self):
        return self.text
