"""What a mail holds: the text a person reads, and the files that came with it."""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from html import unescape

from svyazka.kit.mail.headers import worded
from svyazka.kit.mail.words import clean, decoded, one_line

MOST_FILES, MOST_FILE_BYTES = 20, 20 * 2**20
DEEPEST = 40


@dataclass(frozen=True)
class Attached:
    """A file that came with a mail."""

    name: str
    content_type: str
    raw: bytes


def text_of(message: Message) -> str:
    """Return the plain text of the letter; of HTML only what a person reads. A forwarded letter speaks if nothing else does."""
    own = clean("\n".join(_texts(message, 0))).strip()
    if own:
        return own
    inner = (part.get_payload() for part in message.walk() if part.get_content_type() == "message/rfc822")
    return next((told for parts in inner if isinstance(parts, list) for told in map(text_of, parts) if told), "")


def _texts(part: Message, depth: int) -> list[str]:
    """List the texts of a part: all of a mixture, the plainest of alternatives."""
    kind = part.get_content_type()
    if kind.startswith("message/") or depth > DEEPEST:
        return []
    if part.is_multipart():
        found = [(child, _texts(child, depth + 1)) for child in _parts_of(part)]
        if kind == "multipart/alternative":
            told = [texts for _child, texts in sorted(found, key=lambda one: one[0].get_content_type() == "text/html") if any(map(str.strip, texts))]
            return told[0] if told else []
        return [text for _child, texts in found for text in texts]
    if not (kind in ("text/plain", "text/html") or kind.startswith("multipart/")) or _is_file(part):
        return []  # parts without a boundary are told as the text they stand in
    return [without_tags(part_text(part)) if kind == "text/html" else part_text(part)]


def _parts_of(part: Message) -> list[Message]:
    return part.get_payload()  # type: ignore[return-value]  # what has parts has a list of them


def _is_file(part: Message) -> bool:
    said = str(part.get("Content-Disposition", "")).strip().lower()
    return said.startswith("attachment") or bool(_name_of(part))


def files_of(message: Message) -> tuple[list[Attached], int]:
    """Return the files of the letter, as many and as big as are taken out of it, and how many stay in its bytes only."""
    found: list[Attached] = []
    left_out, bytes_taken = 0, 0
    for part in _leaves(message, 0):
        if not _is_attachment(part):
            continue
        raw = _bytes_of(part)
        if len(found) >= MOST_FILES or bytes_taken + len(raw) > MOST_FILE_BYTES:
            left_out += 1
        elif raw:
            bytes_taken += len(raw)
            found.append(Attached(_name_of(part) or _made_up_name(part, len(found) + 1), part.get_content_type()[:100], raw))
    return found, left_out


def _leaves(part: Message, depth: int):
    """Yield the parts that hold no parts of the same letter; a letter within the letter is one."""
    if part.is_multipart() and not part.get_content_type().startswith("message/") and depth <= DEEPEST:
        for child in _parts_of(part):
            yield from _leaves(child, depth + 1)
    elif depth:
        yield part


def _is_attachment(part: Message) -> bool:
    kind = part.get_content_type()
    return _is_file(part) or (kind not in ("text/plain", "text/html", "message/delivery-status") and not kind.startswith("multipart/"))


def _bytes_of(part: Message) -> bytes:
    if part.is_multipart():
        return b"\r\n".join(map(_flat, _parts_of(part)))
    return payload(part)


def _flat(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        return message.as_string(unixfrom=False).encode("utf-8", "surrogateescape") if message.keys() else b""


NAME_AS_SENT = re.compile(r"""(?i)\b(?:file)?name\s*=\s*(?:"([^"]*)"|([^;\s]+))""")


def _name_of(part: Message) -> str:
    """Return the file's name without folders and without what no name holds."""
    try:
        told = str(part.get_filename() or "")
    except (LookupError, ValueError, TypeError, AttributeError, MessageError):
        told = ""
    if "\ufffd" in told:  # letters of eight bits that nobody has encoded
        told = _name_as_sent(part) or told
    text = clean(worded(told.encode("utf-8", "surrogateescape")))
    last = re.split(r"[/\\]", text)[-1]
    return one_line("".join(letter if letter.isprintable() else " " for letter in last)).strip(". ")[:200]


def _name_as_sent(part: Message) -> str:
    raw = " ".join(str(value) for name, value in part.raw_items() if name.lower() in ("content-disposition", "content-type"))
    found = NAME_AS_SENT.search(raw)
    return (found[1] or found[2] or "") if found else ""


def _made_up_name(part: Message, number: int) -> str:
    kind = part.get_content_type()
    ending = {"message/rfc822": "eml", "text/calendar": "ics", "application/pdf": "pdf"}.get(kind, kind.rpartition("/")[2])
    return f"{number}.{re.sub(r'[^a-z0-9]', '', ending)[:8] or 'bin'}"


def payload(part: Message) -> bytes:
    """Return the bytes of one part, its transfer encoding undone where it can be."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, AssertionError, MessageError):
        raw = None
    return raw if isinstance(raw, bytes) else str(part.get_payload()).encode("utf-8", "surrogateescape")


def part_text(part: Message) -> str:
    """Return one part in Unicode."""
    return decoded(payload(part), _charset(part))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, UnicodeError, ValueError):
        return None


QUOTE_TAG = re.compile(r"(?i)<(/?)blockquote\b[^>]*>")


def without_tags(html: str) -> str:
    """Return the words of HTML, its scripts and styles left out; what is quoted keeps the mark of a quotation."""
    html = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>", " ", html)
    told, depth, at = [], 0, 0
    for tag in QUOTE_TAG.finditer(html):
        told.append(_marked(_words(html[at : tag.start()]), depth))
        depth, at = max(depth + (-1 if tag[1] else 1), 0), tag.end()
    told.append(_marked(_words(html[at:]), depth))
    return re.sub(r"\n\s*\n+", "\n\n", "\n".join(part for part in told if part.strip()))


def _words(html: str) -> str:
    html = re.sub(r"(?i)<(br|/p|/div|/tr|/li|/h\d)\b[^>]*>", "\n", html)
    words = unescape(re.sub(r"<[^>]*>", " ", html))
    return "\n".join(re.sub(r"[ \t\xa0\r]+", " ", line).strip() for line in words.split("\n")).strip("\n")


def _marked(text: str, depth: int) -> str:
    mark = ">" * min(depth, 9)
    return "\n".join(f"{mark} {line}".rstrip() for line in text.split("\n")) if mark else text
