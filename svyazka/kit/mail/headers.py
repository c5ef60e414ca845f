"""Headers of a mail in Unicode, whatever their encoding claims: raw bytes, words broken in halves, wrong charsets."""

import binascii
import re
from base64 import b64decode
from email.message import Message
from email.utils import parseaddr
from quopri import decodestring

from svyazka.kit.mail.words import clean, decoded, one_line

WORD = re.compile(r"=\?([^?\s]{1,60})\?([bq])\?([^?]*)\?=", re.IGNORECASE)  # RFC 2047
BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
ADDRESS = re.compile(r"[^\s<>()\[\],;:@\"\\]{1,64}@[^\s<>()\[\],;:@\"\\]{1,190}")


def header(message: Message, name: str) -> str:
    """Return the first header of this name in one line, or an empty word."""
    return one_line(unfolded(message, name))


def unfolded(message: Message, name: str) -> str:
    """Return the first header of this name as it was meant, line ends that hide in encoded words included."""
    return clean(worded(as_sent(message, name)))


def as_sent(message: Message, name: str) -> bytes:
    """Return the bytes of the first header of this name, unfolded."""
    found = next((value for known, value in message.raw_items() if known.lower() == name.lower()), "")
    return re.sub(r"\r?\n(?=[ \t])", "", str(found)).encode("utf-8", "surrogateescape")


def worded(raw: bytes) -> str:
    """Return a header's bytes as text; halves of a letter in two words of one charset are put together first."""
    text = BETWEEN_WORDS.sub(r"\1", raw.decode("latin-1"))
    parts: list[tuple[str, bytes]] = []
    at = 0
    for word in WORD.finditer(text):
        parts += [("", text[at : word.start()].encode("latin-1"))] if word.start() > at else []
        parts.append((word[1].partition("*")[0].lower(), _content(word[2], word[3])))
        at = word.end()
    parts.append(("", text[at:].encode("latin-1")))
    return "".join(decoded(part, charset) for charset, part in _joined(parts))


def _joined(parts: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for charset, part in parts:
        if found and charset and found[-1][0] == charset:
            found[-1] = (charset, found[-1][1] + part)
        else:
            found.append((charset, part))
    return found


def _content(way: str, told: str) -> bytes:
    raw = told.encode("latin-1")
    if way.lower() == "q":
        return decodestring(raw.replace(b"_", b" "))
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


NAMED = re.compile(r"\s*(.*?)\s*<([^<>]*)>\s*")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def sender_of(message: Message) -> tuple[str, str, str]:
    """Return the sender's name and address, and why they are not to be trusted (an empty word if they are).

    Parsers disagree about addresses with something strange in them (CVE-2023-27043, CVE-2024-6923): one that holds a line
    end, or that two ways of reading take for two addresses, is nobody's.
    """
    raw = as_sent(message, "From")
    if "\n" in clean(worded(raw)).strip():
        return "", "", "line end"
    told = raw.decode("latin-1").strip()
    named = NAMED.fullmatch(told)
    name, address = (named[1], named[2].strip()) if named else parseaddr(told)
    name, address = _name(name), decoded(address.encode("latin-1"))
    if not ADDRESS.fullmatch(address):
        return name, "", "address"
    return name, address, "two readings" if _is_doubtful(told, address, bool(named)) else ""


def _name(told: str) -> str:
    plain = told[1:-1].replace('\\"', '"') if QUOTED.fullmatch(told) else told
    return one_line(clean(worded(plain.encode("latin-1")))).strip("\"' ")


def _is_doubtful(told: str, address: str, named: bool) -> bool:
    """Tell whether the header may name somebody else too: outside of quotes there is one address and nothing like another."""
    other = parseaddr(told)[1]
    bare = ADDRESS.findall(QUOTED.sub("", WORD.sub("", decoded(told.encode("latin-1")))))
    strange = {one.lower() for one in bare} - {address.lower()}
    return bool(strange) or (not named and told.count("@") > 1) or (named and "@" in other and other.isascii() and other.lower() != address.lower())
