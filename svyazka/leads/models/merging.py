"""Leads that look like one, what a person has said of it, and what moved when two were merged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.clients.models import ClientMerging, Engagement, Joining
from svyazka.kit.models import Versioned
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules import LikenessState


class Likeness(Versioned):
    """Two leads that share signs: which, and whether a person has said that they are one. `lead` is the later of the two."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="likenesses")
    other = models.ForeignKey(Lead, models.PROTECT, related_name="likenesses_of_later")
    signs = models.JSONField(default=list)
    weight = models.PositiveSmallIntegerField()
    strong = models.BooleanField()
    state = models.CharField(max_length=10, choices=LikenessState, default=LikenessState.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-weight", "-id"], name="likenesses_to_look_at", condition=Q(state="open"))]
        constraints = [
            models.UniqueConstraint(fields=["lead", "other"], name="two_leads_are_compared_once"),
            models.CheckConstraint(name="the_later_lead_is_like_the_earlier", condition=Q(lead__gt=F("other"))),
            models.CheckConstraint(
                name="a_likeness_is_decided_by_someone_at_some_moment",
                condition=Q(state="open", decided_by=None, decided_at=None) | (~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]

    @property
    def leads(self) -> tuple[Lead, Lead]:
        return self.lead, self.other


class Merging(Joining):
    """One lead merged into another. `clients` is the merging of their clients, if they were two and became one by it."""

    kept = models.ForeignKey(Lead, models.PROTECT, related_name="mergings")
    gone = models.ForeignKey(Lead, models.PROTECT, related_name="mergings_away")
    clients = models.ForeignKey(ClientMerging, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="a_lead_is_merged_into_one_lead"),
            models.CheckConstraint(name="no_lead_is_merged_into_itself", condition=~Q(kept=F("gone"))),
        ]

    @property
    def engagement(self) -> Engagement:
        return self.kept.engagement
