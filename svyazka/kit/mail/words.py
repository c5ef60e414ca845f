"""Bytes of strangers as text: by the named charset if it is true, else by the usual Russian ones, the likeliest of them."""

import re

SINGLE = ("cp1251", "koi8-r", "cp866")  # any bytes are some text in these, so only likeness tells which
LATIN = ("us-ascii", "ascii", "iso-8859-1", "latin-1", "iso-8859-15", "windows-1252", "cp1252", "unknown-8bit", "8bit")
OFTEN = dict(zip("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", (  # letters of Russian texts, of a thousand: the National Corpus
    110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1), strict=True))  # fmt: skip
NOT_ASCII = re.compile(rb"[\x80-\xff]")
RUSSIAN = re.compile(r"[А-Яа-яЁё]+")
MOST_TRIED = 20_000  # bytes are enough to tell a charset by


def decoded(raw: bytes, charset: str | None = None) -> str:
    """Return the bytes as text; a charset that is named and wrong does not spoil it."""
    if raw.isascii() and not _stateful(charset):
        return raw.decode("ascii")
    for name in (charset if _stateful(charset) else "", "utf-8", "" if _doubtful(charset) else charset):
        try:
            if name:
                return raw.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode(likeliest(raw, charset), "replace")


def _stateful(charset: str | None) -> bool:
    """Tell whether the charset writes letters by ASCII bytes, or by pairs that look like another text."""
    return (charset or "").lower().startswith(("iso-2022", "utf-7", "utf-16", "utf-32", "hz"))


def _doubtful(charset: str | None) -> bool:
    """Tell whether the charset takes any bytes whatever, so that its name proves nothing."""
    name = (charset or "").lower()
    return not name or name in LATIN or name in SINGLE or name in ("windows-1251", "koi8-u", "ibm866")


def likeliest(raw: bytes, charset: str | None = None) -> str:
    """Return the charset by which these bytes are most like Russian words; the named one wins a draw."""
    telling = NOT_ASCII.search(raw)
    part = raw[telling.start() :][:MOST_TRIED] if telling else raw[:MOST_TRIED]
    named = [charset] if charset and _known(charset) else []
    tried = [*named, "utf-8", *SINGLE, "cp1252"]
    return max(tried, key=lambda name: _likeness(part.decode(name, "replace")))


def _known(charset: str) -> bool:
    try:
        return isinstance(b"ab".decode(charset, "replace"), str)
    except (LookupError, ValueError):
        return False


def _likeness(text: str) -> int:
    """Return how much the text is like Russian words: frequent letters for it, mixed case and marks of loss against."""
    words = RUSSIAN.findall(text)
    told = sum(OFTEN.get(letter, 0) - 30 for word in words if len(word) > 1 for letter in word.lower())
    mixed = sum(letter.isupper() for word in words if not word.isupper() for letter in word[1:])
    alone = sum(len(word) == 1 for word in words)
    lost = sum(letter == "\ufffd" or "─" <= letter <= "▟" or "\x80" <= letter < "\xa0" for letter in text)
    return told - 100 * mixed - 40 * alone - 150 * lost


def clean(text: str) -> str:
    """Return text that a database can keep: no NUL, no lone surrogates, plain line ends."""
    text = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    return " ".join(text.split())
