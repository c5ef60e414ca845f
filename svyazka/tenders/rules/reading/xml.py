"""XML of notices: the careful tree of the kit, and what its texts mean here."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from svyazka.kit import xmltree
from svyazka.kit.money import round_kopecks
from svyazka.kit.xmltree import local, text
from svyazka.tenders.rules.notice import Unreadable

__all__ = ["day", "kopecks", "local", "moment", "text", "texts", "tree"]

MOST_KOPECKS = 10**15
MOSCOW = ZoneInfo("Europe/Moscow")


def tree(raw: bytes) -> Element:
    """Return the root, every tag by its local name. Raises Unreadable with the reason."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise Unreadable(_("This is a web page, not a notice: the portal has answered with an error."))
    try:
        return xmltree.tree(raw)
    except xmltree.NotXml as error:
        raise Unreadable(str(error)) from None


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
