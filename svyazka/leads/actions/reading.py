"""How each kind of stored message is read: what becomes a lead, what joins its thread, what is refused with a reason."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from svyazka.clients.models import Engagement, Message
from svyazka.clients.rules import Channel, Stream, is_inn
from svyazka.clients.steps import attach, fold, know_letter, say
from svyazka.journal.steps import Act
from svyazka.kit import files
from svyazka.kit.errors import Refused
from svyazka.kit.mail import Letter, Unreadable, read_letter
from svyazka.kit.quoting import folded_from
from svyazka.leads import queries
from svyazka.leads.models import Raw
from svyazka.leads.rules import RawKind
from svyazka.leads.rules.bodies import Told, read_body
from svyazka.leads.steps import note_code, write_lead
from svyazka.people.models import Person
from svyazka.sources.models import Source

Reader = Callable[..., list[Act]]  # (row, *, by, at): sets row.lead or row.message, or raises Refused with the reason
READERS: dict[str, Reader] = {}
USUAL_SOURCE = "search"


def _reader(kind: str) -> Callable[[Reader], Reader]:
    """Mark the function as the reader of this kind of messages."""

    def mark(function: Reader) -> Reader:
        READERS[kind] = function
        return function

    return mark


@_reader(RawKind.MAIL)
def _read_mail(row: Raw, *, by: Person, at: datetime) -> list[Act]:
    """Join the letter to its thread, or make a lead of it; its files stay with what it said."""
    letter = read_letter(files.read(row.digest))
    if isinstance(letter, Unreadable):
        raise Refused(letter.reason)
    thread = _thread_of(letter)
    if thread is None:
        return _lead_of(row, letter, by=by, at=at)
    row.message = _reply(thread, letter, at=row.received_at)
    note_code(thread, f"{letter.subject} {letter.text}", at=at)
    attach(row.message, letter.files, by=by, at=at)
    return []


def _reply(thread: Engagement, letter: Letter, *, at: datetime) -> Message:
    text = letter.text or letter.subject
    return say(thread, text, stream=Stream.CLIENT, channel=Channel.EMAIL, from_client=True, at=at, message_id=letter.message_id,
               author_name=letter.sender_name or letter.sender, quoted_from=folded_from(text, subject=letter.subject))  # fmt: skip


def _lead_of(row: Raw, letter: Letter, *, by: Person, at: datetime) -> list[Act]:
    """Make a lead of the letter, once for its bytes; the clock runs from when it came, whenever it is read."""
    key, text = f"mail:{row.digest}", letter.text or letter.subject or _("Only files came with this letter.")
    received = write_lead(
        source=row.hints.get("source") or USUAL_SOURCE, title=letter.subject or _("A letter without a subject"), request=text,
        contact={"name": letter.sender_name, "email": letter.sender}, channel=Channel.EMAIL, external_id=key,
        received_at=min(row.received_at, at), by=by, at=at,
    )  # fmt: skip
    row.lead = received.lead
    if received.acts:
        said = row.lead.engagement.messages.order_by("pk").first()
        know_letter(said, letter.message_id)
        fold(said, folded_from(said.text, subject=letter.subject))
        attach(said, letter.files, by=by, at=at)
    return received.acts


def _thread_of(letter: Letter) -> Engagement | None:
    """Find the engagement by our secret token, by the id of a letter that we sent, or by that of the sender's own letter.

    A sender's name proves nothing, and neither does the id of a letter of the client's own: everybody it was copied to
    knows it. Together they do while the request is open.
    """
    for word in letter.recipients.replace("+", " ").replace("@", " ").split():
        if len(word) == 32:
            found = Engagement.objects.filter(reply_token=word).first()
            if found:
                return queries.living(found)
    named = Message.objects.filter(stream=Stream.CLIENT, message_id__in=letter.references).exclude(message_id="").select_related("engagement")
    found = named.filter(from_client=False).first()
    return queries.living(found.engagement) if found else queries.thread_of_their_own(named, letter.sender)


@_reader(RawKind.WEBHOOK)
@_reader(RawKind.API)
def _read_told(row: Raw, *, by: Person, at: datetime) -> list[Act]:
    """Make a lead of what a program has sent."""
    return _lead_told(row, read_body(files.read(row.digest), row.hints.get("content_type", "")), by=by, at=at)


def _lead_told(row: Raw, told: Told, *, by: Person, at: datetime) -> list[Act]:
    who = told.name or told.phone or told.email
    through = row.key.name if row.key else row.get_kind_display()
    came_at = min(told.received_at or row.received_at, row.received_at, at)
    received = write_lead(
        source=_source_of(row, told), title=told.title or f"{through}: {who}", request=told.request or told.title,
        company=told.company, contact={"name": told.name, "email": told.email, "phone": told.phone}, region=told.region,
        inn=told.inn if is_inn(told.inn) else "",
        received_at=came_at, consents=told.consents, external_id=_external_id(row, told), channel=row.channel, touch=told.touch,
        by=by, at=at,
    )  # fmt: skip
    row.lead = received.lead
    return received.acts


def _source_of(row: Raw, told: Told) -> str:
    """Return the source that the body names if there is one, else that of the key."""
    if told.source and Source.objects.filter(code=told.source).exists():
        return told.source
    return row.key.source.code if row.key else row.hints.get("source") or USUAL_SOURCE


def _external_id(row: Raw, told: Told) -> str:
    """Return the id by which the sender knows the request, apart for each key; a deal of amoCRM has one everywhere."""
    if not told.external_id:
        return f"raw:{row.pk}"
    if row.key is None or told.external_id.startswith("amo:"):
        return told.external_id[:200]
    return f"{row.key.code}:{told.external_id}"[:200]
