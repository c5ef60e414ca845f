"""The development map: clients by directions, and the ideas that anybody may add."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Client, Engagement
from svyazka.growth.rules import CellState
from svyazka.kit.models import Versioned


class Direction(models.Model):
    """A direction in which a client may be developed."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class DevelopmentCell(Versioned):
    """Where one client stands in one direction."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="cells")
    direction = models.ForeignKey(Direction, models.PROTECT, related_name="cells")
    state = models.CharField(max_length=10, choices=CellState, default=CellState.NONE)
    goal = models.CharField(max_length=500, blank=True)
    next_on = models.DateField(null=True)
    refused_until = models.DateField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "direction"], name="one_cell_a_client_and_direction")]


class Idea(Versioned):
    """An idea for a client; it is never deleted, only answered, and its author is credited."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="ideas")
    direction = models.ForeignKey(Direction, models.PROTECT, related_name="ideas")
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ideas")
    added_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    became = models.ForeignKey(Engagement, models.PROTECT, null=True, related_name="from_ideas")
