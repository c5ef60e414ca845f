"""A letter as the agency reads it, or the reason why it is none."""

import email
import re
from dataclasses import dataclass
from email.message import Message
from email.policy import compat32

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from svyazka.kit.mail.bodies import Attached, files_of, text_of
from svyazka.kit.mail.headers import header, sender_of
from svyazka.kit.mail.words import clean, decoded

AUTOMATIC = re.compile(r"^(auto-(generated|replied|notified))", re.IGNORECASE)
LONGEST = 200_000
MOST_BYTES = 25 * 2**20
DISTRUST = {
    "line end": _("There is a line end inside of the sender's address: somebody tried to add a header of their own."),
    "address": _("The letter has no address of its sender."),
    "two readings": _("The sender's address can be read in two ways, so nobody can be answered safely."),
}


@dataclass(frozen=True)
class Letter:
    """What a mail says: plain text, sender, the ids by which a thread is found, the files that came with it.

    `left_out` files are too many or too big to be taken out of the letter's bytes.
    """

    subject: str
    sender_name: str
    sender: str
    text: str
    message_id: str
    references: tuple[str, ...]
    recipients: str
    files: tuple[Attached, ...] = ()
    left_out: int = 0


@dataclass(frozen=True)
class Unreadable:
    """Why a mail is no lead."""

    reason: str | Promise


def read_letter(raw: bytes) -> Letter | Unreadable:
    """Read a raw mail by the lenient parser of the standard library."""
    if not raw.strip():
        return Unreadable(_("The message is empty."))
    message = email.message_from_bytes(raw[:MOST_BYTES], policy=compat32)
    if message.get_content_type() == "multipart/report":
        return Unreadable(_("This is a report of delivery, not a letter."))
    if AUTOMATIC.match(header(message, "Auto-Submitted")):
        return Unreadable(_("This letter was written by a program."))
    name, address, distrust = sender_of(message)
    if distrust:
        return Unreadable(DISTRUST[distrust])
    text, (files, left_out) = text_of(message), files_of(message)
    if not text and not header(message, "Subject") and not files:
        return Unreadable(_("The letter has neither a subject nor a text."))
    return Letter(
        subject=header(message, "Subject")[:200], sender_name=name[:200], sender=address[:254], text=text[:LONGEST],
        message_id=header(message, "Message-ID")[:300], references=_references(message), files=tuple(files), left_out=left_out,
        recipients=" ".join(header(message, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To")),
    )  # fmt: skip


def _references(message: Message) -> tuple[str, ...]:
    told = f"{header(message, 'In-Reply-To')} {header(message, 'References')}"
    return tuple(re.findall(r"<[^<>\s]{3,250}>", told))


def glimpse(raw: bytes, most: int = 4000) -> str:
    """Return what can be read of a mail that was not understood: its main headers and text, else its bytes as text."""
    message = email.message_from_bytes(raw[:MOST_BYTES], policy=compat32)
    told = [f"{name}: {header(message, name)}" for name in ("From", "To", "Subject", "Date") if header(message, name)]
    if not told:
        return clean(decoded(raw[: most * 4]))[:most]
    return "\n".join([*told, "", text_of(message)])[:most]
