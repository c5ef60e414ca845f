"""Writing in the journal, and sending a word to a person: borrowed by the actions of every room."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection

from svyazka.journal.models import Entry, Notice
from svyazka.journal.rules import FIRST, sealed
from svyazka.kit.guard import acting

CHAIN = 7_310_001  # the advisory lock under which the chain grows


def record(subject, verb: str, *, by, at: datetime, engagement=None, **facts) -> Entry:
    """Add one entry: `by` did `verb` ("leads.taken") to the subject at that moment.

    The engagement is found on the subject unless given; facts are plain JSON values. Call it last: the chain is
    locked from here to the end of the transaction.
    """
    answer = acting()
    engagement = engagement or _engagement_of(subject)
    seq, previous = _end_of_chain()
    row = {
        "seq": seq + 1,
        "verb": verb,
        "subject_type": subject._meta.label_lower,
        "subject_id": subject.pk,
        "engagement_id": engagement.pk if engagement else None,
        "by_id": by.pk,
        "instead_of_id": answer.instead_of if answer else None,
        "at": at.astimezone(UTC).isoformat(),
        "facts": facts,
    }
    return Entry.objects.create(**{**row, "at": at}, previous=previous, hash=sealed(previous, row))


def record_many(told: Iterable[tuple], verb: str, *, by, at: datetime) -> int:
    """Add an entry for each (subject, engagement or None, facts), sealed one upon the other; return how many.

    For acts that are done to hundreds at once, in one write. Call it last, as `record`.
    """
    answer = acting()
    instead_of, moment = (answer.instead_of if answer else None), at.astimezone(UTC).isoformat()
    seq, previous = _end_of_chain()
    entries = []
    for seq, (subject, engagement, facts) in enumerate(told, start=seq + 1):  # noqa: B020  the chain goes on from its end
        row = {
            "seq": seq, "verb": verb, "subject_type": subject._meta.label_lower, "subject_id": subject.pk,
            "engagement_id": engagement.pk if engagement else None, "by_id": by.pk, "instead_of_id": instead_of, "at": moment,
            "facts": facts,
        }  # fmt: skip
        entries.append(Entry(**{**row, "at": at}, previous=previous, hash=sealed(previous, row)))
        previous = entries[-1].hash
    return len(Entry.objects.bulk_create(entries, batch_size=1000))


def _engagement_of(subject):
    if subject._meta.label_lower == "clients.engagement":
        return subject
    return getattr(subject, "engagement", None)


def _end_of_chain() -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [CHAIN])
        cursor.execute("select seq, hash from journal_head")  # what was cut off the table leaves a gap that is found
        return cursor.fetchone() or (0, FIRST)


def tell(person, verb: str, *, at: datetime, by=None, url: str = "", engagement=None, **facts) -> Notice:
    """Send one person a word; the verb's phrase and the facts make its text."""
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
    Notice.objects.filter(person=person, text_verb=verb, url=url, read_at=None).update(read_at=at)
