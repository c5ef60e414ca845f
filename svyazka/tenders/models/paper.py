"""The locker of the agency's documents, and what each tender asks for."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from svyazka.kit.models import Versioned
from svyazka.tenders.models.tender import Tender
from svyazka.tenders.rules import PaperKind


class AgencyDocument(Versioned):
    """A document of the agency: its content lies under its SHA-256; it is withdrawn, never deleted."""

    kind = models.CharField(max_length=12, choices=PaperKind)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    name = models.CharField(max_length=300, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_on"], name="documents_by_expiry", condition=Q(withdrawn_at=None))]
        constraints = [
            models.CheckConstraint(
                name="a_document_expires_after_it_was_issued",
                condition=Q(expires_on=None) | Q(issued_on=None) | Q(expires_on__gte=F("issued_on")),
            )
        ]

    def __str__(self):
        return self.title


class TenderPaper(models.Model):
    """A document that the tender asks for."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=PaperKind)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tender", "kind", "note"], name="a_tender_asks_for_a_document_once")]

    @property
    def engagement(self):
        return self.tender.engagement
