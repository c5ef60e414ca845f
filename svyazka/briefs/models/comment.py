"""What is said of a clause: inside the agency in one table, with the client in another, so that no query mixes the two."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from svyazka.briefs.models.brief import Brief
from svyazka.clients.models import Engagement
from svyazka.kit.models import Versioned


class Comment(Versioned):
    """One thing said of a clause, known by its key in every edition; `brief` is the edition it was said of. Never edited, only settled."""

    key = models.PositiveIntegerField()
    text = models.TextField()
    said_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["said_at", "pk"]


SETTLED = Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False)


class ClauseNote(Comment):
    """A word of a colleague on a clause; no client ever reads this table."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="clause_notes")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="clause_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(Comment.Meta):
        indexes = [models.Index(fields=["engagement", "key"], name="notes_of_a_clause")]
        constraints = [models.CheckConstraint(name="a_settled_note_has_who_and_when", condition=SETTLED)]


class ClauseTalk(Comment):
    """A word of the client on a clause, or of the agency's voice to them; it is said only of an edition that the client has."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="clause_talks")
    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="clause_talks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_client = models.BooleanField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(Comment.Meta):
        indexes = [models.Index(fields=["engagement", "key"], name="talk_of_a_clause")]
        constraints = [models.CheckConstraint(name="a_settled_word_has_who_and_when", condition=SETTLED)]
