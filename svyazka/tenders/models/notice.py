"""Notices of purchases as they came in files, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.kit.models import Versioned
from svyazka.tenders.models.tender import Tender
from svyazka.tenders.rules import EntryState, FileState, NoticeState


class NoticeFile(Versioned):
    """A file of notices as it came: bytes under their hash, stored before anything is read from them."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=FileState, default=FileState.STORED, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    found = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_file_that_cannot_be_read_has_its_reason", condition=~Q(state="dead") | ~Q(reason=""))]


class NoticeEntry(models.Model):
    """One file of an archive of notices: read, or refused with the reason. Its bytes lie in the archive alone."""

    file = models.ForeignKey(NoticeFile, models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=EntryState)
    reason = models.CharField(max_length=500, blank=True)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["file", "place"], name="one_entry_a_place_of_an_archive"),
            models.CheckConstraint(name="a_refused_entry_has_its_reason", condition=~Q(state="refused") | ~Q(reason="")),
        ]


class Notice(Versioned):
    """A purchase that a file told of, in its latest version; `key` is its number, or its address when it has none."""

    key = models.CharField(max_length=300, unique=True)
    number = models.CharField(max_length=60, blank=True)
    edition = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=2000)
    customer = models.CharField(max_length=1000, blank=True)
    deadline_at = models.DateTimeField(null=True)
    price_kopecks = models.BigIntegerField(null=True)
    told = models.JSONField(default=dict)
    file = models.ForeignKey(NoticeFile, models.PROTECT, related_name="notices")
    state = models.CharField(max_length=8, choices=NoticeState, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    tender = models.OneToOneField(Tender, models.PROTECT, null=True, related_name="notice")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_taken_notice_has_its_tender", condition=Q(state="taken", tender__isnull=False) | (~Q(state="taken") & Q(tender=None)))
        ]


class OurCode(Versioned):
    """A code of the classifier of products (OKPD2) by which a purchase is ours, with everything below it."""

    prefix = models.CharField(max_length=12)
    title = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
