"""Small writes that other rooms' actions borrow: know the client, open and move the engagement, say something."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from svyazka.clients import queries
from svyazka.clients.models import Client, ClientMerging, Contact, Engagement, Message, StoredFile
from svyazka.clients.rules import OPEN, Channel, ClientKind, EngagementState, Stream, domain_key, email_domain
from svyazka.clients.rules.merging import CLIENT_PARTS
from svyazka.kit import files, post
from svyazka.kit.errors import refuse_if
from svyazka.kit.joining import hang_back, hang_over, paired, restore, rewrite
from svyazka.kit.memo import forget

MOST_ASKED = 50  # contacts among whom the company's own domain is looked for


def know_client(*, name: str, contact: dict, region: str = "", inn: str = "", at: datetime, kind: str = ClientKind.PRIVATE) -> Client:
    """Return the client of this name, INN, or contact's e-mail or phone; write a new one down if there is none."""
    return know_person(name=name, contact=contact, region=region, inn=inn, at=at, kind=kind).client


@dataclass(frozen=True)
class Correspondent:
    """Who writes, and for whom; what is new was written down just now, and nothing hangs on it yet."""

    client: Client
    contact: Contact | None
    client_is_new: bool = False
    contact_is_new: bool = False


def know_person(*, name: str, contact: dict, region: str = "", inn: str = "", at: datetime, kind: str = ClientKind.PRIVATE) -> Correspondent:
    """Return the client of this name, INN, or contact's e-mail or phone, and its contact; whichever is new is written down.

    The INN tells more than the name, unless the client of the name has another.
    """
    known = None if name else queries.contact_at(email=contact.get("email", ""), phone=contact.get("phone", ""))
    client = queries.client_named(name) or (known.client if known else None)
    if inn and (client is None or not client.inn):
        client = queries.client_of_inn(inn) or client
    if client is not None:
        return Correspondent(client, known) if known and known.client_id == client.pk else person_of(client, contact)
    given = _given(contact)
    title = name or given["name"] or given["email"] or given["phone"] or "?"
    client = Client.objects.create(name=title[:300], region=region, kind=kind, domain=email_domain(given["email"]), made_at=at)
    return Correspondent(client, _write_contact(client, given), client_is_new=True, contact_is_new=True)


def person_of(client: Client, contact: dict) -> Correspondent:
    """Return the client's contact with this e-mail, phone or name, written down if new; no contact if nothing is given."""
    given = _given(contact)
    known = queries.contact_of(client, name=given["name"], email=given["email"], phone=given["phone"])
    if known:
        return Correspondent(client, known)
    written = _write_contact(client, given)
    if written and not client.domain and (domain := email_domain(given["email"])):  # the first who writes from its own
        client.domain = domain
        client.save(update_fields=["domain"])
    return Correspondent(client, written, contact_is_new=True)


def know_contact(client: Client, contact: dict) -> Contact | None:
    """Return the client's contact with this e-mail, phone or name, written down if new; None if nothing is given."""
    return person_of(client, contact).contact


def _given(contact: dict) -> dict[str, str]:
    return {key: (contact.get(key) or "").strip() for key in ("name", "email", "phone", "position")}


def _write_contact(client: Client, given: dict[str, str]) -> Contact | None:
    return Contact.objects.create(client=client, **given) if any(given.values()) else None


def keep_domain(client: Client) -> None:
    """Keep the domain by which the client is known: of its site, else of the first contact who writes from one of its own."""
    addresses = client.contacts.order_by("pk").values_list("email", flat=True)[:MOST_ASKED]
    domain = domain_key(client.site) or next((own for address in addresses if (own := email_domain(address))), "")
    if domain != client.domain:
        client.domain = domain
        client.save(update_fields=["domain"])


def join_clients(kept: Client, gone: Client, *, choices: Mapping[str, str], with_leads: bool = False, by, at: datetime) -> ClientMerging:
    """Make two clients one: whatever hangs on the one that goes moves; its name keeps leading to the other."""
    kept, gone = paired(kept, gone)
    refuse_if(queries.reasons_not_to_join(kept, gone))
    values = queries.client_after(kept, gone, choices)
    moved = hang_over(CLIENT_PARTS, gone, kept)
    given_up = {"inn": "", "kpp": ""} if values.get("inn") else {}  # two clients do not hold one INN
    written = {"gone": rewrite(gone, {"merged_into_id": kept.pk, **given_up}), "kept": rewrite(kept, values)}
    forget()
    return ClientMerging.objects.create(kept=kept, gone=gone, moved=moved, written=written, with_leads=with_leads, merged_by=by, merged_at=at)


def part_clients(merging: ClientMerging, *, by, at: datetime) -> ClientMerging:
    """Make them two again: whatever moved and is still there goes back; what came since stays with the kept one."""
    kept, gone = paired(merging.kept, merging.gone)
    restore(kept, merging.written["kept"])
    restore(gone, merging.written["gone"])
    hang_back(merging.moved, kept, gone)
    forget()
    merging.undone_by, merging.undone_at = by, at
    merging.save(update_fields=["undone_by", "undone_at"])
    return merging


def open_engagement(client: Client, title: str, *, at: datetime, department=None) -> Engagement:
    """Open the engagement on which a lead, a contract and a project will hang."""
    forget("standing")
    return Engagement.objects.create(
        client=client, title=title[:200], opened_at=at, department=department, reply_token=secrets.token_hex(16)
    )


def move_engagement(engagement: Engagement, state: str, *, at: datetime) -> Engagement:
    """Put the engagement in this state; it is closed by a final one."""
    engagement.state = state
    engagement.closed_at = None if state in OPEN else at
    engagement.save(update_fields=["state", "closed_at"])
    return engagement


def advance_engagement(engagement: Engagement, state: str, *, at: datetime) -> Engagement:
    """Move the engagement on to this state, never back."""
    order = list(EngagementState.values)
    return move_engagement(engagement, state, at=at) if order.index(state) > order.index(engagement.state) else engagement


def say(
    engagement: Engagement,
    text: str,
    *,
    stream: str,
    channel: str = Channel.PORTAL,
    author=None,
    author_name: str = "",
    from_client: bool = False,
    at: datetime,
    message_id: str = "",
    file: StoredFile | None = None,
    quoted_from: int | None = None,
) -> Message:
    """Add one message to a stream of the engagement; what we say to the client by e-mail leaves as a letter."""
    outgoing = channel == Channel.EMAIL and stream == Stream.CLIENT and not from_client
    message_id = message_id or (_own_message_id(engagement) if outgoing else "")
    said = Message.objects.create(
        engagement=engagement, text=text, stream=stream, channel=channel, author=author, file=file,
        author_name=author_name or (str(author) if author else ""), from_client=from_client, said_at=at,
        message_id=message_id[:300], quoted_from=quoted_from,
    )  # fmt: skip
    if outgoing:
        _send(said)
    return said


def _own_message_id(engagement: Engagement) -> str:
    """Return an id that holds the engagement's secret, so that an answer to this letter finds its way back."""
    return f"<{engagement.reply_token}.{secrets.token_hex(8)}@{settings.MAIL_DOMAIN}>"


def _send(said: Message) -> None:
    """Write the letter to the client's contact with an address, as an answer to the last letter they wrote."""
    contact = said.engagement.client.contacts.filter(left_on=None).exclude(email="").order_by("pk").first()
    if contact is None:
        return
    before = said.engagement.messages.filter(from_client=True, channel=Channel.EMAIL).exclude(message_id="")
    last = before.order_by("-said_at", "-pk").first()
    post.write(to=contact.email, subject=f"Re: {said.engagement.title}" if last else said.engagement.title, text=said.text,
               message_id=said.message_id, in_reply_to=last.message_id if last else "")  # fmt: skip


def keep_file(engagement: Engagement, raw: bytes, *, name: str, content_type: str, stream: str = Stream.INTERNAL,
              message: Message | None = None, by, at: datetime) -> StoredFile:  # fmt: skip
    """Store the content durably, then the row that names it."""
    digest = files.keep(raw)
    return StoredFile.objects.create(
        engagement=engagement, stream=stream, name=name[:300], content_type=content_type[:100], size=len(raw),
        digest=digest, added_by=by, added_at=at, message=message,
    )  # fmt: skip


def attach(message: Message, attached: Iterable, *, by, at: datetime) -> None:
    """Keep the files that came with the message (each with its name, content_type and raw bytes) beside it."""
    for one in attached:
        keep_file(message.engagement, one.raw, name=one.name, content_type=one.content_type, stream=message.stream, message=message,
                  by=by, at=at)  # fmt: skip


def fold(message: Message, quoted_from: int | None) -> None:
    """Write down from where on the message repeats earlier ones."""
    message.quoted_from = quoted_from
    message.save(update_fields=["quoted_from"])


def know_letter(message: Message, message_id: str) -> None:
    """Write down the id by which the letter is named in answers to it."""
    message.message_id = message_id[:300]
    message.save(update_fields=["message_id"])
