"""What lets a person or their program in: tokens and invitations, of which only the hashes are stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from svyazka.kit.models import Versioned
from svyazka.people.models.person import Person


class ApiToken(models.Model):
    """A token of a person for outside programs; only its hash is stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=10), default=list)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    @property
    def owner_id(self) -> int:
        return self.person_id


class Invitation(Versioned):
    """A letter that lets a new person choose a password, once, for a few days; only its hash is stored."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @property
    def owner_id(self) -> int:
        return self.person_id
