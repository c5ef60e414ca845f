"""Consents of people to the use of what they tell of themselves: the texts in their versions, and who agreed to which."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.leads.models.lead import Lead
from svyazka.leads.models.webform import WebForm


class ConsentText(models.Model):
    """The text of one purpose at one version; never altered: a new wording is a new version (law 156-ФЗ of 24.06.2025)."""

    purpose = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    text = models.TextField()
    required = models.BooleanField(default=False)
    starts_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "version"], name="one_text_a_purpose_and_version")]

    def __str__(self):
        return self.title

    @property
    def words(self) -> str:
        """Return exactly what is shown: the sentence by the tick, the title and the text."""
        return f"{self.label}\n\n{self.title}\n\n{self.text}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.words.encode()).hexdigest()


class LeadConsent(models.Model):
    """A person's consent to one purpose: which text, its hash, when, by which message. One row a purpose."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=60)
    text_digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    text = models.ForeignKey(ConsentText, models.PROTECT, null=True, related_name="given")
    form = models.ForeignKey(WebForm, models.PROTECT, null=True, related_name="+")
    raw_digest = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_consent_is_withdrawn_by_someone_somehow",
                condition=Q(withdrawn_at=None) | (Q(withdrawn_by__isnull=False) & ~Q(withdrawn_how="")),
            )
        ]
