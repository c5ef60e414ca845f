"""Reading a raw mail: whatever comes, a reading or a reason, never an error of ours."""

import email
import re
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr
from html import unescape

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AUTOMATIC = re.compile(r"^(auto-(generated|replied|notified))", re.IGNORECASE)
LONGEST = 200_000


@dataclass(frozen=True)
class Letter:
    """What a mail says: plain text, sender, and the ids by which a thread is found."""

    subject: str
    sender_name: str
    sender: str
    text: str
    message_id: str
    references: tuple[str, ...]
    recipients: str


@dataclass(frozen=True)
class Unreadable:
    """Why a mail is no lead."""

    reason: str | Promise


def read_letter(raw: bytes) -> Letter | Unreadable:
    """Read a raw mail by the lenient parser of the standard library."""
    if not raw.strip():
        return Unreadable(_("The message is empty."))
    message = email.message_from_bytes(raw[: 25 * 2**20], policy=compat32)
    if message.get_content_type() == "multipart/report":
        return Unreadable(_("This is a report of delivery, not a letter."))
    if AUTOMATIC.match(header(message, "Auto-Submitted")):
        return Unreadable(_("This letter was written by a program."))
    name, address = parseaddr(header(message, "From"))
    text = body_of(message)
    if "@" not in address:
        return Unreadable(_("The letter has no address of its sender."))
    if not text.strip() and not header(message, "Subject").strip():
        return Unreadable(_("The letter has neither a subject nor a text."))
    ids = re.findall(r"<[^<>\s]{3,250}>", f"{header(message, 'In-Reply-To')} {header(message, 'References')}")
    return Letter(
        subject=one_line(header(message, "Subject"))[:200],
        sender_name=one_line(name)[:200],
        sender=one_line(address)[:254],
        text=text[:LONGEST],
        message_id=one_line(header(message, "Message-ID"))[:300],
        references=tuple(ids),
        recipients=" ".join(header(message, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To")),
    )


def header(message: Message, name: str) -> str:
    """Return a header in Unicode, whatever its encoding claims."""
    value = message.get(name, "")
    try:
        parts = decode_header(str(value))
    except (ValueError, email.errors.HeaderParseError):
        parts = [(str(value), None)]
    return clean("".join(part if isinstance(part, str) else decoded(part, charset) for part, charset in parts))


def decoded(raw: bytes, charset: str | None) -> str:
    """Return the bytes as text: by the named charset, else by the usual Russian ones, else with marks for what is lost."""
    for name in (charset, "utf-8", "cp1251", "koi8-r"):
        try:
            if name:
                return raw.decode(name)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("utf-8", "replace")


def body_of(message: Message) -> str:
    """Return the plain text of the letter; of HTML only what a person reads."""
    plain: list[str] = []
    html: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() or kind not in ("text/plain", "text/html"):
            continue
        (plain if kind == "text/plain" else html).append(part_text(part))
    return clean("\n".join(plain) if any(text.strip() for text in plain) else "\n".join(map(without_tags, html))).strip()


def part_text(part: Message) -> str:
    """Return one part in Unicode."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, AssertionError):
        raw = None
    if not isinstance(raw, bytes):
        raw = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return decoded(raw, _charset(part))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        return None


def without_tags(html: str) -> str:
    """Return the words of HTML, its scripts and styles left out."""
    html = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>", " ", html)
    html = re.sub(r"(?i)<(br|/p|/div|/tr|/li|/h\d)\b[^>]*>", "\n", html)
    words = unescape(re.sub(r"<[^>]*>", " ", html))
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"\n\s*\n+", "\n\n", words))


def clean(text: str) -> str:
    """Return text that a database can keep: no NUL, no lone surrogates, plain line ends."""
    text = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    return " ".join(text.split())
