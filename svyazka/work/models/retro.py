"""Looks back, their cards and what is promised in them."""

from django.conf import settings
from django.db import models

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Project
from svyazka.work.models.sprint import Sprint
from svyazka.work.rules import RetroFormat

PERSON = settings.AUTH_USER_MODEL


class Retro(Versioned):
    """A look back of the people of one project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="retros")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retros")
    sprint = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="retros")
    format = models.CharField(max_length=20, choices=RetroFormat, default=RetroFormat.START_STOP)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class RetroCard(models.Model):
    """One thought in a column of a retrospective."""

    retro = models.ForeignKey(Retro, models.CASCADE, related_name="cards")
    column = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()


class RetroAction(Versioned):
    """What one person promises to change by a day; carried over until closed."""

    retro = models.ForeignKey(Retro, models.PROTECT, related_name="actions")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="retro_actions")
    text = models.CharField(max_length=1000)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="retro_actions")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=1000, blank=True)
