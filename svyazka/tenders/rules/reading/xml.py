"""XML of strangers as a tree of local names: no document types, no entities of its own, nothing from the network.

The standard parser (expat) is driven by hand, because only so can a document type be refused before it is obeyed.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from svyazka.kit.money import round_kopecks
from svyazka.tenders.rules.notice import Unreadable

MOST_DEEP = 100
MOST_KOPECKS = 10**15
MOSCOW = ZoneInfo("Europe/Moscow")


def tree(raw: bytes) -> Element:
    """Return the root, every tag by its local name. Raises Unreadable with the reason."""
    if not raw.strip():
        raise Unreadable(_("The file is empty."))
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable(_("This is a web page, not a notice: the portal has answered with an error."))
    return _Reading().of(raw)


class _Reading:
    def __init__(self):
        self.builder, self.depth = TreeBuilder(), 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def of(self, raw: bytes) -> Element:
        try:
            self.parser.Parse(raw, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Unreadable(_("This is not XML: %(error)s.") % {"error": error}) from None
        return self.builder.close()

    def _start(self, name: str, attributes: dict) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise Unreadable(_("It is nested too deep to be a notice."))
        self.builder.start(local(name), {local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(local(name))

    def _refuse(self, *_said) -> None:
        raise Unreadable(_("The file has a document type or entities of its own: such files are not read."))


def local(name: str) -> str:
    """Return the name without its prefix: prefixes differ from file to file."""
    return name.rpartition(":")[2]


def text(element: Element | None, path: str = ".") -> str:
    """Return the text at the path, without what surrounds it; empty when there is none."""
    found = element.find(path) if element is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def texts(element: Element, path: str) -> Iterator[str]:
    """Yield the texts at the path that are not empty."""
    for found in element.iterfind(path):
        if told := text(found):
            yield told


def kopecks(told: str) -> int | None:
    """Return the sum in kopecks, or None for what is not a sum."""
    try:
        amount = Decimal(told.replace("\xa0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return round_kopecks(amount * 100) if amount.is_finite() and 0 <= amount * 100 < MOST_KOPECKS else None


def moment(told: str) -> datetime | None:
    """Return the moment; one without a zone is told by Moscow."""
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=MOSCOW)


def day(told: str) -> date | None:
    """Return the day of `2025-11-07+03:00`, of a moment, or None."""
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
