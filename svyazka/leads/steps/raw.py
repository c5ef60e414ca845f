"""A message is kept as it came: its bytes durably, then the row that names them; the queue is asked to read it."""

from collections.abc import Mapping
from datetime import datetime

from procrastinate.contrib.django import app

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.mail import clean, one_line
from svyazka.leads import rules
from svyazka.leads.models import IntakeKey, Raw
from svyazka.leads.rules import RawKind
from svyazka.people.models import Person


def keep_raw(*, raw: bytes, channel: str, name: str = "", kind: str = "", origin: str = "", hints: Mapping | None = None,
             key: IntakeKey | None = None, received_at: datetime | None = None, later: bool = True, by: Person, at: datetime) -> Raw:  # fmt: skip
    """Keep the bytes durably before anything is read from them; the same bytes by the same channel and key are one row.

    `kind` says who will read them, `hints` what the reader must know beside them; `received_at` is when they reached us, if
    that was before now. The queue reads them unless the caller does so at once (`later=False`); what the caller leaves
    unread the sweep takes up. A call of the API is a row of its own however equal its body is.
    """
    digest, kind = files.keep(raw), kind or rules.kind_of(channel)
    told = {"kind": kind, "name": one_line(clean(name))[:300], "origin": one_line(clean(origin))[:300], "hints": dict(hints or {}),
            "size": len(raw), "received_at": min(received_at or at, at)}  # fmt: skip
    if kind == RawKind.API:
        row, made = Raw.objects.create(digest=digest, channel=channel, key=key, **told), True
    else:
        row, made = Raw.objects.exclude(kind=RawKind.API).get_or_create(digest=digest, channel=channel, key=key, defaults=told)
    if made:
        ask_to_read(row.pk) if later else None
        record(row, "leads.raw_stored", by=by, at=at, channel=channel, digest=digest, size=len(raw))
    return row


def ask_to_read(*raw_ids: int) -> None:
    """Ask for these messages to be read; the request is kept in the same transaction."""
    app.configure_task("leads.read_raw").batch_defer(*({"raw_id": key} for key in raw_ids))
