"""What clients ask for in words: intake that waits for the agency's voice, and the tasks that the PM has made of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import EngagementState, Stream
from svyazka.kit.workclock import WorkClock
from svyazka.leads.queries.clock import norm_minutes
from svyazka.leads.rules.clock import NormKind
from svyazka.people.queries import agency_window, today
from svyazka.people.rules import Kind
from svyazka.roles.queries.standing import standing_of
from svyazka.work.models import Task

MOST = 30


def unanswered(person, at: datetime) -> list[Message]:
    """Return the last words of clients that nobody has answered, on engagements where this person sits; the oldest first.

    A lead has a clock of its own for that. A word that became a task is an answer owed still: the client hears of it from
    the agency's voice.
    """
    keys = {held.engagement_id for held in standing_of(person, at).held if held.engagement_id}
    return _waiting(keys)[:MOST] if keys else []


def _waiting(engagements: Iterable[int]) -> list[Message]:
    """Return the last words there that wait for an answer, each with `since` when; what the agency sends by itself answers nobody."""
    said = Message.objects.filter(stream=Stream.CLIENT)
    answers = said.filter(engagement=OuterRef("engagement"), author__kind=Kind.STAFF, from_client=False)
    asked = said.filter(engagement=OuterRef("pk"), from_client=True).filter(
        ~Exists(answers.filter(Q(said_at__gt=OuterRef("said_at")) | Q(said_at=OuterRef("said_at"), pk__gt=OuterRef("pk"))))
    )
    alive = Engagement.objects.filter(Q(closed_at=None) | Q(state=EngagementState.DONE), pk__in=engagements).exclude(state=EngagementState.LEAD)
    ends = alive.annotate(since=Subquery(asked.order_by("said_at", "pk").values("said_at")[:1]), last=Subquery(asked.order_by("-said_at", "-pk").values("pk")[:1]))
    since = {row["last"]: row["since"] for row in ends.filter(last__isnull=False).values("last", "since")}
    found = list(Message.objects.filter(pk__in=since).select_related("engagement__client"))
    for word in found:
        word.since = since[word.pk]  # type: ignore[attr-defined]
    return sorted(found, key=lambda word: (word.since, word.pk))  # type: ignore[attr-defined]


def answer_clock(said: Message) -> WorkClock:
    """Return the clock of the answer to the words of `unanswered`: from the first of them on, by the norm of that day."""
    since = said.since  # type: ignore[attr-defined]
    return WorkClock(since, norm_minutes(said.channel, 0, today(since), NormKind.TALK), agency_window())


def answers_due(engagements: Iterable[Engagement], at: datetime) -> dict[int, datetime]:
    """Return by when each is answered whose client waits for a word, while that moment is ahead."""
    due = {said.engagement_id: answer_clock(said).reaches(100) for said in _waiting([one.pk for one in engagements])}
    return {key: moment for key, moment in due.items() if moment and moment > at}


def clients_words(engagement_id: int) -> QuerySet[Message]:
    """Return what the client has written on the engagement."""
    return Message.objects.filter(engagement=engagement_id, stream=Stream.CLIENT, from_client=True)


def made_of(engagement: Engagement) -> dict[int, list[Task]]:
    """Return, by message, the tasks made of it."""
    found: dict[int, list[Task]] = {}
    for task in Task.objects.filter(engagement=engagement, from_message__isnull=False).order_by("pk"):
        found.setdefault(task.from_message_id, []).append(task)
    return found

