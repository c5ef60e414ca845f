"""Who has an edition open."""

from django.conf import settings
from django.db import models

from svyazka.briefs.models.brief import Brief


class Presence(models.Model):
    """A person who has the edition open, and the clause they are in; forgotten a minute after the last beat."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    clause_key = models.PositiveIntegerField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "person"], name="one_presence_a_person_and_edition")]

    def __str__(self):
        return f"{self.person} · {self.brief}"

    @property
    def engagement(self):
        return self.brief.engagement
