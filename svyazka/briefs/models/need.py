"""What the client wants to change."""

from django.db import models

from svyazka.briefs.models.brief import Brief
from svyazka.clients.models import Engagement


class Need(models.Model):
    """What the client wants to change, in whose money, and how it will be measured."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="needs")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="needs")
    position = models.PositiveIntegerField()
    text = models.TextField()
    goal = models.CharField(max_length=500, blank=True)
    measure = models.CharField(max_length=500, blank=True)
