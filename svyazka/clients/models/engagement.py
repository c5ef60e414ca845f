"""The engagement on which all else hangs."""

from django.db import models
from django.db.models import Q

from svyazka.clients.models.client import Client
from svyazka.clients.rules import EngagementState
from svyazka.kit.models import Versioned
from svyazka.people.models import Department


class Engagement(Versioned):
    """One piece of work for one client, from the first message to the last payment."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="engagements")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="engagements")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=EngagementState, default=EngagementState.LEAD, db_index=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reply_token = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_closed_engagement_is_done_lost_or_merged",
                condition=Q(closed_at=None, state__in=["lead", "brief", "offer", "contract", "delivery"])
                | Q(closed_at__isnull=False, state__in=["done", "lost", "merged"]),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def engagement(self) -> "Engagement":
        return self

    @property
    def engagement_id(self) -> int:
        return self.pk
