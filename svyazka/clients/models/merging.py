"""Rows that were found to be one: what moved, and how it goes back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models.client import Client
from svyazka.kit.models import Versioned


class Joining(Versioned):
    """Two rows of a kind were found to be one: by exact keys what moved, which columns changed from what to what, who and when."""

    moved = models.JSONField(default=dict)  # relation -> keys
    written = models.JSONField(default=dict)  # whose row -> column -> [before, after]
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class ClientMerging(Joining):
    """One client merged into another: its contacts, engagements and papers moved over. `with_leads`: as a part of merging two leads."""

    with_leads = models.BooleanField(default=False)
    kept = models.ForeignKey(Client, models.PROTECT, related_name="mergings")
    gone = models.ForeignKey(Client, models.PROTECT, related_name="mergings_away")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="a_client_is_merged_into_one_client"),
            models.CheckConstraint(name="no_client_is_merged_into_itself", condition=~Q(kept=F("gone"))),
        ]

    @property
    def client_id(self) -> int:
        return self.kept_id
