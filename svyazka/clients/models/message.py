"""What is said on an engagement in its two streams, and the files kept there."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.clients.models.engagement import Engagement
from svyazka.clients.rules import Channel, Stream


class StoredFile(models.Model):
    """A file on an engagement; its content lies under its SHA-256, its stream says who may read it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="files")
    stream = models.CharField(max_length=10, choices=Stream)
    name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    message = models.ForeignKey("Message", models.PROTECT, null=True, related_name="attachments")


class Message(models.Model):
    """One thing said on an engagement, inside or to the client; never edited.

    From the letter `quoted_from` on the text repeats what was said before: it is kept whole and shown folded.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="messages")
    stream = models.CharField(max_length=10, choices=Stream)
    channel = models.CharField(max_length=10, choices=Channel)
    from_client = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    said_at = models.DateTimeField()
    message_id = models.CharField(max_length=300, blank=True, db_index=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    quoted_from = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["engagement", "stream", "said_at"], name="messages_of_a_stream")]
        constraints = [
            models.CheckConstraint(
                name="the_client_never_writes_inside", condition=~Q(from_client=True, stream="internal")
            )
        ]

    @property
    def fresh(self) -> str:
        """Return what is said here for the first time."""
        return self.text if self.quoted_from is None else self.text[: self.quoted_from].rstrip()

    @property
    def quoted(self) -> str:
        """Return what is repeated of earlier letters."""
        return "" if self.quoted_from is None else self.text[self.quoted_from :].strip()
