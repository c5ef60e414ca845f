"""Messages as they came."""

from django.db import models
from django.db.models import Q

from svyazka.clients.models import Message
from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.leads.models.channel import IntakeKey
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules import RawKind, RawState


class Raw(Versioned):
    """A message as it came: bytes under their hash, stored before anything is read from them.

    `origin` is the mailbox, the key or the person by whom it came; `hints` are what a reader must know beside the bytes.
    `begun` counts the readings that the queue has begun: a message that breaks it off every time is left to people.
    """

    digest = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8, choices=RawKind, default=RawKind.MAIL)
    channel = models.CharField(max_length=10, choices=Channel)
    name = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    hints = models.JSONField(default=dict)
    key = models.ForeignKey(IntakeKey, models.PROTECT, null=True, related_name="raws")
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RawState, default=RawState.STORED, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    put_away_because = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, related_name="raws")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    tries = models.PositiveIntegerField(default=0)
    begun = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["key", "received_at"], name="raws_of_a_key"),
            models.Index(fields=["received_at"], name="raws_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(  # a call of the API speaks for itself: two equal ones are two leads
                fields=["digest", "channel", "key"], name="the_same_bytes_come_once_by_a_channel_and_key", nulls_distinct=False,
                condition=~Q(kind="api"),
            ),
            models.CheckConstraint(name="a_dead_letter_has_its_reason", condition=~Q(state="dead") | ~Q(reason="")),
            models.CheckConstraint(name="a_message_put_away_has_its_reason", condition=~Q(state="discarded") | ~Q(put_away_because="")),
        ]  # fmt: skip

    def __str__(self):
        return self.name or self.digest[:12]
