"""The journal, spoken in JSON."""

from django.utils import timezone
from ninja import Router

from svyazka.journal import head, queries
from svyazka.journal.models import Entry
from svyazka.kit import verbs
from svyazka.kit.api import LIMIT, listed, staff_only
from svyazka.kit.errors import unknown

router = Router(tags=["journal"])


def shown(entry: Entry) -> dict:
    """Tell an entry."""
    return {
        "seq": entry.seq, "at": entry.at, "by": entry.who.username if entry.who else None,
        "instead_of": entry.instead_of.username if entry.instead_of and entry.who else None,
        "verb": entry.verb, "phrase": verbs.phrase(entry.verb), "subject": f"{entry.subject_type}:{entry.subject_id}",
        "engagement_id": entry.engagement_id, "facts": entry.facts, "hash": head.told_of(entry),
    }  # fmt: skip


@router.get("/journal")
def read(request, about: str = "", cursor: str | None = None, limit: int = LIMIT):
    """Tell who did what and when: about an engagement (its number) or a thing (`room.thing:number`)."""
    staff_only(request)
    entries = queries.visible_to(request.user, timezone.now())
    kind, _colon, key = about.rpartition(":")
    if about and not key.isdecimal():
        raise unknown("about", about)
    if about:
        key = int(key[:18])
        entries = entries.filter(subject_type=kind, subject_id=key) if kind else entries.filter(engagement_id=key)
    return listed(entries, shown, cursor=cursor, limit=limit)
