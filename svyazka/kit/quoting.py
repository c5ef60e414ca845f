"""Where a letter begins to repeat earlier ones: the marks of Russian and English mail programs; new text is never taken for a quotation."""

import re

LONGEST = 100_000  # what is beyond is not looked through
MARKED = re.compile(r"^\s{0,3}(>|&gt;|\|\s)")
TIME = re.compile(r"\d{1,2}[:.]\d{2}|\b(19|20)\d{2}\b")
NAMED = re.compile(r"<[^\s<>]{1,64}@[^\s<>]{1,190}>|^[^<>]*@[^<>]*$")
WROTE = re.compile(r"(wrote|writes|said|писала?|написала?|пишет|сообщила?|schrieb|a écrit|escribió|ha scritto|napisał\(?a?\)?|написав|жазды)\s*:?\s*:$", re.IGNORECASE)
THEN_NAME = re.compile(r"(<[^<>]{0,3}[^<>\s]{1,64}@[^<>\s]{1,190}\s?>|\s(от|from)\s.{1,120})\s*:$", re.IGNORECASE)
SEPARATOR = re.compile(
    r"^[\s*]*[-_—=]{2,}\s*((исходное|пересылаемое|пересланное|оригинальное|начало переадресованного|конец переадресованного)\s+(сообщени\w+|письм\w+)"
    r"|original message|forwarded message|original appointment|reply message|forwarded by .{1,80}|ursprüngliche nachricht|message d.origine|mensaje original)"
    r".{0,60}?[-_—=]*[\s*]*$"
    r"|^[\s*]*-{2,}.{3,200}\b(wrote|написала?|пишет)\s*-{2,}$", re.IGNORECASE,
)  # fmt: skip
APPLE = re.compile(r"^(begin forwarded message|начало переадресованного сообщения|начало пересылаемого сообщения)\s*:$", re.IGNORECASE)
HEADER = re.compile(
    r"^[\s*]*(from|sent|date|to|cc|subject|от|от кого|отправлено|отправитель|дата|кому|копия|тема|von|gesendet|an|betreff|de|envoyé|à|objet)\s*:",
    re.IGNORECASE,
)  # fmt: skip
RULER = re.compile(r"^\s*[_-]{10,}\s*$")
SIGNATURE = re.compile(r"^--\s*$")
FORWARDED_SUBJECT = re.compile(r"^\s*(fwd?|fw|wg|tr|пересл|переслано|пер)\.?\s*:", re.IGNORECASE)
FORWARDED_HEADING = re.compile(r"пересылаем|пересланн|переадресован|forward", re.IGNORECASE)
SENT_FROM = re.compile(r"^(sent (from|using|via) |отправлено (с|из) )", re.IGNORECASE)


class Lines(list):
    """The lines of a letter, with the next line of each kind known for every line: looking on costs nothing."""

    def __init__(self, text: str):
        super().__init__(text[:LONGEST].split("\n"))
        end = len(self)
        self.said, self.marked, self.fresh, self.signature = ([end] * (end + 1) for _ in range(4))
        for n in range(end - 1, -1, -1):
            line = self[n]
            is_marked, is_said = bool(MARKED.match(line)), bool(line.strip())
            self.said[n] = n if is_said else self.said[n + 1]
            self.marked[n] = n if is_marked else self.marked[n + 1]
            self.fresh[n] = n if is_said and not is_marked else self.fresh[n + 1]
            self.signature[n] = n if SIGNATURE.match(line) else self.signature[n + 1]

    def told(self, n: int) -> str:
        """Return the line if it is short enough for a heading."""
        return self[n].strip() if n < len(self) and len(self[n]) <= 500 else ""


def quoted_from(text: str) -> int | None:
    """Return the place from which the letter only repeats earlier ones, or None when it says something new to its end.

    An answer below or between the quoted lines is new: such a letter is left whole, and so is one that is all quotation.
    """
    lines, at = Lines(text), 0
    for n, line in enumerate(lines):
        after = _after_heading(lines, n)
        if after is not None and _only_repeats(lines, after, heading=after > n):
            return at if text[:at].strip() else None
        at += len(line) + 1
    return None


def folded_from(text: str, *, subject: str) -> int | None:
    """Return the place from which the letter is folded for reading, or None when it is shown whole.

    What is forwarded is new to us, and so is a quotation above which stands nothing but a signature.
    """
    at = quoted_from(text)
    if at is None or FORWARDED_SUBJECT.match(subject) or not _says_something(text[:at]):
        return None
    heading = "\n".join([line for line in text[at:].split("\n") if line.strip()][:1])
    return None if FORWARDED_HEADING.search(heading) and not MARKED.match(heading) else at


def _says_something(fresh: str) -> bool:
    """Tell whether anything is said above the signature."""
    lines = fresh.split("\n")
    end = next((n for n, line in enumerate(lines) if SIGNATURE.match(line)), len(lines))
    return any(line.strip() and not SENT_FROM.match(line.strip()) for line in lines[:end])


def _after_heading(lines: Lines, n: int) -> int | None:
    """Return the line after the heading of a quotation that begins on this line; the line itself if it is marked; else nothing."""
    if lines.marked[n] == n:
        return n
    line = lines.told(n)
    if SEPARATOR.match(line) or APPLE.match(line) or RULER.match(line):
        below = _block(lines, lines.said[n + 1])
        return below or (None if RULER.match(line) else n + 1)
    return _block(lines, n) or _attribution(lines, n)


def _block(lines: Lines, n: int) -> int | None:
    """Return the line after a block like “From: … Sent: … To: …”, by which the letter below it is known; else nothing."""
    if not HEADER.match(lines.told(n)):
        return None
    found = [k for k in range(n, min(n + 12, len(lines))) if HEADER.match(lines.told(k))]
    told = "\n".join(lines[n : found[-1] + 1])
    enough = len(found) >= 3 - ("@" in lines[n]) and ("@" in told or TIME.search(told))
    return found[-1] + 1 if enough else None


def _attribution(lines: Lines, n: int) -> int | None:
    """Return the line after one like “23 ноября 2026 г., Пётр <p@…> написал:”, which may be broken into three; else nothing."""
    for end in range(n, min(n + 3, len(lines))):
        if lines.fresh[end] != end:
            return None
        if lines.told(end).endswith(":"):
            own = any(_is_attribution(lines, k, end) for k in range(n + 1, end + 1))  # a line before it is not a part of it
            return end + 1 if not own and _is_attribution(lines, n, end) else None
    return None


def _is_attribution(lines: Lines, n: int, end: int) -> bool:
    told = " ".join(lines.told(k) for k in range(n, end + 1))
    if len(told) > 400 or not (TIME.search(told) or NAMED.search(told)):
        return False
    below = lines.said[end + 1]
    is_marked = below < len(lines) and lines.marked[below] == below
    known = bool(WROTE.search(told) or THEN_NAME.search(told))
    return (known and "@" in told) or (is_marked and (known or bool(TIME.search(told) and "@" in told)))


def _only_repeats(lines: Lines, n: int, *, heading: bool) -> bool:
    """Tell whether nothing new is said from this line on.

    Where the repeated lines are marked, one without a mark is new; where none is, as below a heading of Outlook, all that
    follows the heading is the earlier letter.
    """
    first = lines.said[n]
    if first < len(lines) and lines.marked[first] != first:
        return heading and lines.fresh[lines.marked[n]] == len(lines)
    return lines.fresh[n] >= min(lines.signature[n], len(lines))
