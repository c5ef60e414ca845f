"""What clients ask for in words: intake that waits for the agency's voice, and the tasks that the PM has made of it."""

from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import EngagementState, Stream
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import Task

MOST = 30


def unanswered(person, at: datetime) -> list[Message]:
    """Return the last words of clients that nobody has answered, on engagements where this person sits; the oldest first.

    A lead has a clock of its own for that. A word that became a task is an answer owed still: the client hears of it from
    the agency's voice.
    """
    keys = {held.engagement_id for held in standing_of(person, at).held if held.engagement_id}
    if not keys:
        return []
    last = Message.objects.filter(engagement=OuterRef("pk"), stream=Stream.CLIENT).order_by("-said_at", "-pk").values("pk")[:1]
    alive = Engagement.objects.filter(Q(closed_at=None) | Q(state=EngagementState.DONE), pk__in=keys).exclude(state=EngagementState.LEAD)
    ends = alive.annotate(last_said=Subquery(last)).values("last_said")
    return list(Message.objects.filter(pk__in=ends, from_client=True).select_related("engagement__client").order_by("said_at")[:MOST])


def clients_words(engagement_id: int) -> QuerySet[Message]:
    """Return what the client has written on the engagement."""
    return Message.objects.filter(engagement=engagement_id, stream=Stream.CLIENT, from_client=True)


def made_of(engagement: Engagement) -> dict[int, list[Task]]:
    """Return, by message, the tasks made of it."""
    found: dict[int, list[Task]] = {}
    for task in Task.objects.filter(engagement=engagement, from_message__isnull=False).order_by("pk"):
        found.setdefault(task.from_message_id, []).append(task)
    return found

