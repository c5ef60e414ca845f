"""Messages as they came."""

from django.db import models
from django.db.models import Q

from svyazka.clients.models import Message
from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.leads.models.lead import Lead
from svyazka.leads.rules import RawState


class Raw(Versioned):
    """A message as it came: bytes under their hash, stored before anything is read from them."""

    digest = models.CharField(max_length=64, db_index=True)
    channel = models.CharField(max_length=10, choices=Channel)
    name = models.CharField(max_length=300, blank=True)
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=RawState, default=RawState.STORED, db_index=True)
    reason = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(Lead, models.PROTECT, null=True, related_name="raws")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["digest", "channel"], name="the_same_bytes_come_once_by_a_channel"),
            models.CheckConstraint(name="a_dead_letter_has_its_reason", condition=~Q(state="dead") | ~Q(reason="")),
        ]
