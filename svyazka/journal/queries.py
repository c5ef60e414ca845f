"""Reading the journal: the story of an engagement, and whether the chain is whole."""

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db.models import F, QuerySet

from svyazka.journal.models import Entry, Notice
from svyazka.journal.rules import FIRST, sealed
from svyazka.kit.guard import seen_by


def story_of(engagement) -> QuerySet[Entry]:
    """Return what happened on the engagement, the latest first."""
    return Entry.objects.filter(engagement_id=engagement.pk).select_related("by", "instead_of").order_by("-at", "-seq")


def acts_on(thing) -> QuerySet[Entry]:
    """Return what was done to one thing, the first act first; whoever asks has found the thing among those the reader sees."""
    return Entry.objects.filter(subject_type=thing._meta.label_lower, subject_id=thing.pk).select_related("by", "instead_of").order_by("seq")


def visible_to(person, at: datetime) -> QuerySet[Entry]:
    """Return the entries of the engagements this person sees; those of no engagement only to who sees all."""
    keys = seen_by(person, at)
    entries = Entry.objects.select_related("by", "instead_of").order_by("-seq")
    return entries if keys is None else entries.filter(engagement_id__in=keys)


def notices_of(person) -> QuerySet[Notice]:
    """Return the words sent to this person, unread first."""
    return Notice.objects.filter(person=person).select_related("made_by").order_by(F("read_at").asc(nulls_first=True), "-made_at")


def broken_links() -> Iterator[str]:
    """Yield a sentence for each entry that was altered, removed or put in between.

    A tail that was cut, or a chain sealed anew as a whole, is whole here: see `journal.head` for who finds those.
    """
    previous, expected = FIRST, 1
    for entry in Entry.objects.order_by("seq").iterator(chunk_size=5000):
        if entry.seq != expected or entry.previous != previous or entry.hash != sealed(previous, _row(entry)):
            yield f"journal entry {entry.seq} does not fit the chain"
        previous, expected = entry.hash, entry.seq + 1


def _row(entry: Entry) -> dict:
    names = ("seq", "verb", "subject_type", "subject_id", "engagement_id", "by_id", "instead_of_id", "facts")
    return {**{name: getattr(entry, name) for name in names}, "at": entry.at.astimezone(UTC).isoformat()}
