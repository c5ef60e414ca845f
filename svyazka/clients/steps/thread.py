"""Messages and files of the two streams."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from svyazka.clients.models import Engagement, Message, StoredFile
from svyazka.clients.rules import Channel, Stream
from svyazka.kit import files, post


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
