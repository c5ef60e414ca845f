"""A word to whoever holds a duty."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Engagement


class DutyRequest(models.Model):
    """A person who may not act asks the one who holds the duty; it waits on their Today until answered."""

    duty = models.CharField(max_length=40)
    engagement = models.ForeignKey(Engagement, models.PROTECT, null=True, related_name="duty_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duty_requests")
    note = models.CharField(max_length=1000, blank=True)
    url = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    @property
    def owner_id(self) -> int:
        return self.asked_of_id
