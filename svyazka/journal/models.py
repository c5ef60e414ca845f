"""What happened, who did it, when. Rows are only ever added; each carries the hash of the one before."""

import pgtrigger
from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One act. `seq` has no gaps; `hash` covers the row and the hash before it; `instead_of` is the absent person."""

    seq = models.BigIntegerField(unique=True)
    verb = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    engagement_id = models.BigIntegerField(null=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="entries_of_a_subject")]
        triggers = [pgtrigger.Protect(name="entries_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete)]


class Notice(models.Model):
    """A word to one person that something waits or has happened; shown on Today and under the bell."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    text_verb = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    engagement_id = models.BigIntegerField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "read_at", "-made_at"], name="notices_of_a_person")]
