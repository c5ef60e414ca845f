"""Archives of notices as the procurement system publishes them: what lies in one, each entry by itself, within limits.

Nothing is written to a disk and no path is followed: the name of an entry is only shown. What an entry says of its own
size is not believed: it is unpacked in parts, and stopped where it grows beyond the limits.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from svyazka.tenders.rules.notice import Unreadable

MOST_ENTRIES = 1000
MOST_OF_ONE = 25 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_RATIO = 200  # notices are packed ten to thirty times; what grows more is made to choke the reader
PART = 64 * 2**10
MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
SIGNATURE = (".sig", ".p7s", ".sgn")
LOCKED, IN_UTF8 = 0x1, 0x800
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


class EntryState(TextChoices):
    READ = "read", pgettext_lazy("entry of an archive", "read")
    REFUSED = "refused", gettext_lazy("refused")


@dataclass(frozen=True)
class Entry:
    """One file of an archive: its bytes, or why they are not taken."""

    name: str
    size: int
    raw: bytes = b""
    reason: str = ""


def is_archive(raw: bytes) -> bool:
    """Tell whether the bytes are a ZIP archive."""
    return raw[:4] in MARKS


def entries_of(raw: bytes) -> Iterator[Entry]:
    """Yield every file of the archive, one at a time; folders are none. Raises Unreadable with the reason for the archive as a whole."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except BROKEN as error:
        raise Unreadable(_("The archive is broken: %(error)s.") % {"error": error}) from None
    told = [info for info in archive.infolist() if not info.is_dir()]
    if not told:
        raise Unreadable(_("The archive is empty."))
    if len(told) > MOST_ENTRIES:
        raise Unreadable(_("There are %(count)s files in the archive: at most %(most)s are read at once.") % {"count": len(told), "most": MOST_ENTRIES})
    return _unpacked(archive, told)


def _unpacked(archive: zipfile.ZipFile, told: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    left = MOST_UNPACKED
    for info in told:
        entry = _entry(archive, info, left)
        left -= entry.size
        yield entry


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Entry:
    name = _name(info)
    if name.lower().endswith(SIGNATURE):
        return Entry(name, 0, reason=_("It is the signature of a notice: there is nothing to read in it."))
    if info.flag_bits & LOCKED:
        return Entry(name, 0, reason=_("It is locked by a password."))
    try:
        return _read(archive, info, name, left)
    except BROKEN as error:
        return Entry(name, 0, reason=_("It cannot be unpacked: %(error)s.") % {"error": str(error)[:200] or type(error).__name__})


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, left: int) -> Entry:
    most, raw = min(MOST_OF_ONE, left), bytearray()
    with archive.open(info) as file:
        while part := file.read(PART):
            raw += part
            if len(raw) > most:
                return Entry(name, len(raw), reason=_too_big(most))
            if len(raw) > PART and len(raw) > MOST_RATIO * max(info.compress_size, 1):
                return Entry(name, len(raw), reason=_("It grows more than %(times)s times as it is unpacked: notices do not.") % {"times": MOST_RATIO})
    if is_archive(raw[:4]):
        return Entry(name, len(raw), reason=_("An archive inside an archive is not opened: send it by itself."))
    return Entry(name, len(raw), raw=bytes(raw))


def _too_big(most: int) -> str:
    if most < MOST_OF_ONE:
        return _("The archive unpacks to more than %(most)s MB: this and what comes after is not read.") % {"most": MOST_UNPACKED // 2**20}
    return _("It is bigger than %(most)s MB.") % {"most": MOST_OF_ONE // 2**20}


def _name(info: zipfile.ZipInfo) -> str:
    """Return the last part of the name; without its own mark it is told by the page of Russian DOS."""
    name = info.filename.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if info.flag_bits & IN_UTF8:
        return name
    try:
        return name.encode("cp437").decode("cp866")
    except UnicodeError:
        return name
