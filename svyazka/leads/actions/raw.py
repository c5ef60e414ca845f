"""Raw messages: stored first, read second."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import override

from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import Channel, Stream
from svyazka.clients.steps import say
from svyazka.journal.steps import record
from svyazka.kit import files
from svyazka.kit.errors import Refused
from svyazka.kit.guard import action
from svyazka.kit.mail import Letter, Unreadable, clean, read_letter
from svyazka.kit.states import after
from svyazka.leads.actions.receiving import INTAKE, receive_lead
from svyazka.leads.models import Raw
from svyazka.leads.rules import RAW_MOVES, RawState
from svyazka.leads.steps import note_code
from svyazka.people.models import Agency, Person


@action(INTAKE, answers="RA", lock=False)
def store_raw(agency: Agency, *, raw: bytes, channel: str, name: str = "", by: Person, at: datetime) -> Raw:
    """Store the bytes durably before anything is read from them; the same bytes by the same channel are one row."""
    digest = files.keep(raw)
    row, made = Raw.objects.get_or_create(
        digest=digest, channel=channel, defaults={"name": clean(name)[:300], "size": len(raw), "received_at": at}
    )
    if made:
        record(row, "leads.raw_stored", by=by, at=at, channel=channel, digest=digest, size=len(raw))
    return row


@action(INTAKE, answers="RA")
def read_raw(row: Raw, *, by: Person, at: datetime) -> Raw:
    """Read a stored mail: it becomes a lead or a message of its thread, or waits in the dead letters with a reason.

    Reading twice changes nothing.
    """
    if row.state == RawState.LINKED:
        return row
    if row.channel == Channel.FORM:
        from svyazka.leads.actions.webform import read_stored_form  # which itself reads by `read_form` here

        return read_stored_form(row, by=by, at=at)
    try:
        with transaction.atomic(), override(_agency().language):  # what is kept is not in the language of who pressed
            _link(row, read_letter(files.read(row.digest)), by=by, at=at)
    except Refused as refused:
        with override(_agency().language):
            return _bury(row, str(refused), by=by, at=at)
    except (ValueError, LookupError, RecursionError, AttributeError, AssertionError, TypeError, FileNotFoundError, DataError,
            IntegrityError) as fault:
        return _bury(row, f"{type(fault).__name__}: {fault}", by=by, at=at)
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def read_form(row: Raw, *, source: str, told: Mapping, consents: Iterable[Mapping] = (), touch: Mapping | None = None, by: Person,
              at: datetime) -> Raw:  # fmt: skip
    """Make a lead of a stored form whose fields are right. Reading twice changes nothing."""
    if row.state == RawState.LINKED:
        return row
    contact = {name: told.get(name, "") for name in ("name", "email", "phone")}
    row.lead = receive_lead(
        _agency(), source=source, title=told["title"], request=told["request"], company=told.get("company", ""), contact=contact,
        region=told.get("region", ""), consents=consents, touch=touch, external_id=f"form:{row.digest}", by=by, at=at,
    )  # fmt: skip
    return _linked(row, by=by, at=at)


@action(INTAKE, answers="RA")
def bury_raw(row: Raw, *, reason: str, by: Person, at: datetime) -> Raw:
    """Put a stored message into the dead letters with the reason why no lead came of it. Raises Refused if one came."""
    return _bury(row, reason, by=by, at=at)


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
    row.reason, row.tries = reason[:500] or "?", row.tries + 1
    row.save(update_fields=["state", "reason", "lead", "message", "tries"])
    record(row, "leads.raw_buried", by=by, at=at, reason=row.reason)
    return row


def _link(row: Raw, letter: Letter | Unreadable, *, by: Person, at: datetime) -> None:
    if isinstance(letter, Unreadable):
        raise Refused(letter.reason)
    thread = _thread_of(letter)
    if thread is not None:
        row.message = say(thread, letter.text or letter.subject, stream=Stream.CLIENT, channel=Channel.EMAIL,
                          from_client=True, author_name=letter.sender_name or letter.sender, at=at,
                          message_id=letter.message_id)  # fmt: skip
        note_code(thread, f"{letter.subject} {letter.text}", at=at)
    else:
        row.lead = receive_lead(
            _agency(), source="search", title=letter.subject or _now("A letter without a subject"),
            request=letter.text or letter.subject, contact={"name": letter.sender_name, "email": letter.sender},
            channel=Channel.EMAIL, external_id=f"mail:{row.digest}", by=by, at=at,
        )  # fmt: skip


def _agency() -> Agency:
    return Agency.objects.get()


def _thread_of(letter: Letter) -> Engagement | None:
    """Find the engagement only by our secret token or by the id of a letter that we sent.

    A sender's name proves nothing, and neither does the id of a letter of the client's own: everybody it was copied to
    knows it.
    """
    for word in letter.recipients.replace("+", " ").replace("@", " ").split():
        if len(word) == 32:
            found = Engagement.objects.filter(reply_token=word).first()
            if found:
                return found
    ours = Message.objects.filter(from_client=False, stream=Stream.CLIENT).exclude(message_id="")
    said = ours.filter(message_id__in=letter.references).select_related("engagement")
    found = said.first()
    return found.engagement if found else None
