"""Raw messages: stored first, read second; whatever is not understood waits for a person and is never lost."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import clean, one_line
from svyazka.kit.states import after
from svyazka.leads import rules
from svyazka.leads.actions.reading import READERS
from svyazka.leads.actions.receiving import INTAKE, receive_lead
from svyazka.leads.models import IntakeKey, Raw
from svyazka.leads.rules import RAW_MOVES, RawKind, RawState
from svyazka.people.models import Agency, Person
from svyazka.people.queries import in_agency_language, system, the_agency

log = logging.getLogger("svyazka.intake")


@action(INTAKE, answers="RA", lock=False)
def store_raw(agency: Agency, *, raw: bytes, channel: str, name: str = "", kind: str = "", origin: str = "", hints: Mapping | None = None,
              key: IntakeKey | None = None, received_at: datetime | None = None, later: bool = True, by: Person,
              at: datetime) -> Raw:  # fmt: skip
    """Store the bytes durably before anything is read from them; the same bytes by the same channel and key are one row.

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
        record(row, "leads.raw_stored", by=by, at=at, channel=channel, digest=digest, size=len(raw))
        _ask_queue(row.pk) if later else None
    return row


def _ask_queue(*raw_ids: int) -> None:
    """Ask for these messages to be read; the request is kept in the same transaction."""
    app.configure_task("leads.read_raw").batch_defer(*({"raw_id": key} for key in raw_ids))


@action(INTAKE, answers="RA")
def begin_reading(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Count a reading that the queue begins, so that a message that kills its reader each time is found out."""
    row.begun += 1
    row.save(update_fields=["begun"])
    return row


@action(INTAKE, answers="RA")
def read_raw(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Read a stored message: it becomes a lead or a message of its thread, or waits in the dead letters with a reason.

    Reading twice changes nothing. Raises Refused on what was put away, OperationalError when the database goes away.
    """
    if row.state == RawState.LINKED:
        return row
    if row.kind == RawKind.FORM:
        from svyazka.leads.actions.webform import read_stored_form  # which itself reads by `read_form` here

        return read_stored_form(row, by=by, at=at)
    after(RAW_MOVES, "bury", row.state)
    with in_agency_language():
        try:
            with transaction.atomic():
                READERS[row.kind](row, by=system(), at=at)
        except Refused as refused:
            return _bury(row, str(refused), by=by, at=at)
        except OperationalError:
            raise
        except Exception as fault:  # whatever a stranger's bytes do to us, they wait where people see them
            log.exception("the message %s could not be read", row.pk)
            return _bury(row, _("We could not read it: %(fault)s.") % {"fault": f"{type(fault).__name__}: {fault}"}, by=by, at=at)
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def read_call(row: Raw, *, told: Mapping, by: Person, at: datetime) -> Raw:
    """Make a lead of a stored call of the API whose fields are right, in the name of who called. Raises Refused as receiving does."""
    if row.state == RawState.LINKED:
        return row
    row.lead = receive_lead(the_agency(), **{"received_at": None, **told}, by=by, at=at)
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def refuse_raw(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Write down that the sender was refused and told why: nobody else needs to look at it."""
    row.state, row.reason, row.tries = after(RAW_MOVES, "refuse", row.state), reason[:500], row.tries + 1
    row.save(update_fields=["state", "reason", "tries"])
    record(row, "leads.raw_refused", by=by, at=at, reason=row.reason)
    return row


@action(INTAKE, answers="RA")
def read_form(row: Raw, *, source: str, told: Mapping, consents: Iterable[Mapping] = (), touch: Mapping | None = None, by: Person,
              at: datetime) -> Raw:  # fmt: skip
    """Make a lead of a stored form whose fields are right. Reading twice changes nothing."""
    if row.state == RawState.LINKED:
        return row
    contact = {name: told.get(name, "") for name in ("name", "email", "phone")}
    row.lead = receive_lead(
        the_agency(), source=source, title=told["title"], request=told["request"], company=told.get("company", ""), contact=contact,
        region=told.get("region", ""), consents=consents, touch=touch, external_id=f"form:{row.digest}", by=by, at=at,
    )  # fmt: skip
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def bury_raw(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Put a stored message into the dead letters with the reason why no lead came of it. Raises Refused if one came."""
    return _bury(row, reason, by=by, at=at)


@action(INTAKE, answers="RA")
def discard_raw(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Put a dead letter away as not for us; its bytes stay. Raises Refused if it is no dead letter, Malformed without a reason."""
    if not (told := clean(reason).strip()):
        raise Malformed(_("Say why it is not for us."))
    row.state, row.put_away_because = after(RAW_MOVES, "discard", row.state), told[:500]
    row.save(update_fields=["state", "put_away_because"])
    record(row, "leads.raw_put_away", by=by, at=at, reason=row.put_away_because)
    return row


@action(INTAKE, answers="RA")
def take_back_raw(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Bring what was put away back into the dead letters. Raises Refused if it was not put away."""
    row.state, row.put_away_because = after(RAW_MOVES, "take_back", row.state), ""
    row.save(update_fields=["state", "put_away_because"])
    record(row, "leads.raw_taken_back", by=by, at=at)
    return row


@action(INTAKE, answers="RA", lock=False)
def retry_raws(agency: Agency, *, reason: str, by: Person, at: datetime) -> int:
    """Have the queue read every dead letter of one reason again, a thousand at most at once; return how many."""
    dead = Raw.objects.select_for_update(skip_locked=True, of=("self",), no_key=True).filter(state=RawState.DEAD, reason=reason)
    rows = list(dead.order_by("pk")[: rules.MOST_AGAIN])
    for row in rows:
        row.state, row.begun, row.version = after(RAW_MOVES, "retry", row.state), 0, row.version + 1
    Raw.objects.bulk_update(rows, ["state", "begun", "version"])
    if rows:
        record(agency, "leads.raws_retried", by=by, at=at, reason=reason, count=len(rows))
        _ask_queue(*(row.pk for row in rows))
    return len(rows)


def _linked(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Write down that a lead, or a message of a thread, came of it."""
    row.state, row.reason, row.tries = after(RAW_MOVES, "link", row.state), "", row.tries + 1
    row.save(update_fields=["state", "reason", "lead", "message", "tries"])
    of = row.lead or row.message
    record(row, "leads.raw_read", by=by, at=at, engagement=of.engagement, of=f"{of._meta.label_lower}:{of.pk}")
    return row


def _bury(row: Raw, reason: str, *, by: Person, at: datetime) -> Raw:
    """Write down that nothing came of it, and why; what its reading has begun is undone already."""
    row.state, row.lead, row.message = after(RAW_MOVES, "bury", row.state), None, None
    row.reason, row.tries = clean(reason)[:500] or "?", row.tries + 1
    row.save(update_fields=["state", "reason", "lead", "message", "tries"])
    record(row, "leads.raw_buried", by=by, at=at, reason=row.reason)
    return row
