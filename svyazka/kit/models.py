"""Tables that know nothing of agencies: versions of things, counters of papers, answers kept for a repeated call, letters."""

from django.db import models


class Versioned(models.Model):
    """A thing that two people may change at once; the version tells whether somebody was faster."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Counter(models.Model):
    """The last number given in a series of papers and a year; its row is locked to give the next."""

    series = models.CharField(max_length=80)
    year = models.PositiveIntegerField()
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_a_series_and_year")]


class KeptAnswer(models.Model):
    """What a call with this key was answered, so that its repetition changes nothing."""

    principal = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=100)
    body = models.BinaryField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal", "key"], name="one_answer_a_principal_and_key")]


class OutgoingLetter(models.Model):
    """A mail on its way out: kept with the act that wrote it, sent by the queue, emptied once it has left."""

    message_id = models.CharField(max_length=300, unique=True)
    sender = models.CharField(max_length=320)
    recipients = models.JSONField()
    subject = models.CharField(max_length=300, blank=True)
    raw = models.BinaryField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], name="letters_that_wait", condition=models.Q(sent_at=None))]
