"""What a client is asked after an acceptance, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned
from svyazka.projects.models import Stage
from svyazka.work.models import Retro

PERSON = settings.AUTH_USER_MODEL


class ClientLook(Versioned):
    """Questions to the client on an accepted stage, kept as they were asked: [{"code", "ru", "en"}]; answers by code.

    Declined is an answer too, with no words. `retro` is the look back of the team on what was said.
    """

    stage = models.OneToOneField(Stage, models.PROTECT, related_name="client_look")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="client_looks")
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    offered_at = models.DateTimeField()
    reminded_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    declined = models.BooleanField(default=False)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    retro = models.OneToOneField(Retro, models.PROTECT, null=True, related_name="client_look")

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_answer_of_a_client_is_somebody_s", condition=Q(answered_at=None, answered_by=None, declined=False, answers={})
                                   | Q(answered_at__isnull=False, answered_by__isnull=False)),
        ]  # fmt: skip

    def __str__(self):
        return self.stage.title
