"""What clients have said of editions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.models.brief import Brief
from svyazka.briefs.rules import Decision
from svyazka.clients.models import Engagement, Message, StoredFile


class BriefApproval(models.Model):
    """The client's word on one wording of an edition: given by their contact, or written down for them with its evidence.

    `digest` is the SHA-256 of the words they have read. `by` is who pressed, `name` who has spoken for the client.
    """

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="approvals")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    decision = models.CharField(max_length=8, choices=Decision)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by_contact = models.BooleanField()
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    evidence = models.TextField(blank=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["brief"], condition=Q(decision="agreed"), name="an_edition_is_agreed_once"),
            models.CheckConstraint(name="remarks_on_an_edition_have_words", condition=Q(decision="agreed") | ~Q(reason="")),
            models.CheckConstraint(
                name="an_answer_written_for_a_client_has_evidence",
                condition=Q(by_contact=True) | ~Q(evidence="") | Q(message__isnull=False) | Q(file__isnull=False),
            ),
        ]
