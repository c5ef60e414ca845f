"""Questions about what is said of clauses: each stream from its own table, always from the one who asks."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet

from svyazka.briefs.models import ClauseNote, ClauseTalk
from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight


def notes_visible_to(person, at: datetime) -> QuerySet[ClauseNote]:
    """Return the notes on clauses this person sees; a client's contact sees none."""
    notes = ClauseNote.objects.select_related("engagement__client", "brief", "author", "settled_by")
    return notes.none() if person.kind != "staff" else within_sight(notes, person, at)


def talk_visible_to(person, at: datetime) -> QuerySet[ClauseTalk]:
    """Return what was said of clauses with the clients this person sees, of editions that were sent to them."""
    talk = ClauseTalk.objects.select_related("engagement__client", "brief", "author", "settled_by")
    return within_sight(talk, person, at).filter(brief__sent_at__isnull=False)


def by_clause(comments: QuerySet, engagement: Engagement) -> dict[int, list]:
    """Return the comments of the engagement by the key of their clause, the oldest first."""
    found: dict[int, list] = {}
    for one in comments.filter(engagement=engagement):
        found.setdefault(one.key, []).append(one)
    return found


def open_by_clause(engagement: Engagement) -> dict[int, tuple[int, int]]:
    """Return by key of the clause how many notes and how many words with the client are not settled. Two queries."""
    notes, talk = (Counter(model.objects.filter(engagement=engagement, settled_at=None).values_list("key", flat=True)) for model in (ClauseNote, ClauseTalk))
    return {key: (notes[key], talk[key]) for key in notes.keys() | talk.keys()}


def open_comments(engagement_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return by engagement how many notes and how many words with the client are not settled. Two queries."""
    keys = list(engagement_ids)
    counted = []
    for model in (ClauseNote, ClauseTalk):
        rows = model.objects.filter(engagement__in=keys, settled_at=None).order_by().values("engagement").annotate(n=Count("pk"))
        counted.append(Counter({row["engagement"]: row["n"] for row in rows}))
    notes, talk = counted
    return {key: (notes[key], talk[key]) for key in notes.keys() | talk.keys()}
