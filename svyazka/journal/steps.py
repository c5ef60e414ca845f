"""Writing in the journal, and sending a word to a person: borrowed by the actions of every room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from svyazka.journal.models import Entry, Notice
from svyazka.journal.rules import FIRST, sealed
from svyazka.kit.guard import acting

HEAD = "select seq, hash from journal_head for update"  # what was cut off the table leaves a gap that is found


@dataclass(frozen=True)
class Act:
    """Something done that is to be written down: `by` did `verb` ("leads.taken") to the subject; facts are plain JSON values."""

    subject: Any
    verb: str
    by: Any
    facts: Mapping = field(default_factory=dict)
    engagement: Any = None  # found on the subject unless given

    def row(self, seq: int, *, at: datetime, instead_of: int | None) -> dict:
        """Return the act as it is sealed."""
        engagement = self.engagement or _engagement_of(self.subject)
        return {
            "seq": seq, "verb": self.verb, "subject_type": self.subject._meta.label_lower, "subject_id": self.subject.pk,
            "engagement_id": engagement.pk if engagement else None, "by_id": self.by.pk, "instead_of_id": instead_of,
            "at": at.astimezone(UTC).isoformat(), "facts": self.facts,
        }  # fmt: skip


def record(subject, verb: str, *, by, at: datetime, engagement=None, **facts) -> Entry:
    """Add one entry: `by` did `verb` ("leads.taken") to the subject at that moment.

    The engagement is found on the subject unless given; facts are plain JSON values. Call it last: the chain is
    locked from here to the end of the transaction.
    """
    return record_acts([Act(subject, verb, by, facts, engagement)], at=at)[0]


def record_acts(acts: Iterable[Act], *, at: datetime) -> list[Entry]:
    """Add an entry for each act, sealed one upon the other, in one write: for several at once. Call it last, as `record`."""
    told, answer, entries = list(acts), acting(), []
    if not told:
        return []
    instead_of = answer.instead_of if answer else None
    seq, previous = hold_chain()
    for seq, act in enumerate(told, start=seq + 1):  # noqa: B020  the chain goes on from its end
        row = act.row(seq, at=at, instead_of=instead_of)
        entries.append(Entry(**{**row, "at": at}, previous=previous, hash=sealed(previous, row)))
        previous = entries[-1].hash
    return Entry.objects.bulk_create(entries, batch_size=1000)


def _engagement_of(subject):
    if subject._meta.label_lower == "clients.engagement":
        return subject
    return getattr(subject, "engagement", None)


def hold_chain() -> tuple[int, str]:
    """Let nobody else write in the journal till the end of this transaction; return where it ends.

    Whoever writes down what they did waits here for whoever came before: what is read after this is what they have left.
    """
    with connection.cursor() as cursor:
        end = cursor.execute(HEAD).fetchone()
        if end is None:  # nothing was ever written: there is no head to wait at
            cursor.execute("select pg_advisory_xact_lock(7310001)")
            end = cursor.execute(HEAD).fetchone()
    return end or (0, FIRST)


def tell(person, verb: str, *, at: datetime, by=None, url: str = "", engagement=None, **facts) -> Notice:
    """Send one person a word; the verb's phrase and the facts make its text, and their open pages hear of it."""
    return Notice.objects.create(
        person=person,
        text_verb=verb,
        facts=facts,
        url=url,
        engagement_id=engagement.pk if engagement else None,
        made_by=by,
        made_at=at,
    )


def hush(person, verb: str, *, url: str, at: datetime) -> None:
    """Count the words of this verb and place as read: what they called for waits no longer."""
    unread(person, verb, url=url).update(read_at=at)


def unread(person, verb: str, *, url: str) -> QuerySet[Notice]:
    """Return the person's unread words of this verb whose place begins so."""
    return Notice.objects.filter(person=person, text_verb=verb, url__startswith=url, read_at=None)


def settle(people: Iterable[int], url: str, *, at: datetime) -> None:
    """Count all that these people were told about one place as read: somebody has acted on it."""
    Notice.objects.filter(person__in=set(people), url=url, read_at=None).update(read_at=at)
