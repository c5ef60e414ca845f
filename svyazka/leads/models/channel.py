"""The channels by which leads come without a person: keys of programs, mailboxes that are read."""

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from svyazka.clients.rules import Channel
from svyazka.kit.models import Versioned
from svyazka.sources.models import Source


class IntakeKey(Versioned):
    """A key by which a program sends leads without a person's token; revoked, it is kept for what came by it.

    What comes by it is written beside it and leaves its version as it was.
    The secret is not stored: it follows from the salt and the installation's own key, so a copy of the tables signs nothing.
    """

    stands_for_all = True

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.FORM)
    salt = models.CharField(max_length=64)
    by_address = models.BooleanField(default=False)
    per_minute = models.PositiveIntegerField(default=60)
    turned_away = models.PositiveBigIntegerField(default=0)
    turned_away_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="a_key_takes_some_calls_a_minute", condition=models.Q(per_minute__gte=1))]

    def __str__(self):
        return self.name

    @property
    def secret(self) -> str:
        return f"svk_{salted_hmac('svyazka.leads.intake-key', self.salt, algorithm='sha256').hexdigest()}"


class Mailbox(Versioned):
    """How far a mailbox has been read; where it is and its password stand in the environment."""

    name = models.CharField(max_length=300, unique=True)
    uidvalidity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    taken = models.PositiveBigIntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    well_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return self.name
