"""Feeds of purchases: RSS 2, RSS 1 and Atom. A feed tells little: the number, the title, the customer and the price at best."""

import html
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from svyazka.tenders.rules.notice import Told
from svyazka.tenders.rules.reading.eis44 import method_of
from svyazka.tenders.rules.reading.xml import MOSCOW, kopecks, moment, text

PORTAL = "https://zakupki.gov.ru/"
NUMBER_IN_LINK = re.compile(r"regNumber=(\d{3,23})")
NUMBER_IN_TITLE = re.compile(r"№\s*(\d{11,23})")
LABELS = {"title": "Наименование объекта закупки", "customer": "Наименование Заказчика", "price": "Начальная цена контракта",
          "law": "Размещение выполняется по"}  # fmt: skip
MOST = 1000


def read_feed(root: Element) -> list[Told]:
    """Return the entries of the feed itself: what is nested in an entry, or strays beside the channel, is none of them."""
    return [told for entry in list(_entries(root))[:MOST] if (told := _read(entry)) is not None]


def _entries(root: Element) -> Iterator[Element]:
    if root.tag == "rss":
        yield from root.iterfind("channel/item")
    else:
        yield from root.iterfind("entry" if root.tag == "feed" else "item")


def _read(entry: Element) -> Told | None:
    title, link = _words(_inside(entry, "title")), _link(entry)
    said = _words(_inside(entry, "description") or _inside(entry, "summary"))
    number = _number(link, title)
    key = number or text(entry, "guid") or text(entry, "id") or link or title
    if not key:
        return None
    told = {name: _said(said, label) for name, label in LABELS.items()}
    named = told["title"] if told["title"] not in ("", "null") else ""
    return Told(
        key=key[:300], number=number, title=(named or title or key)[:2000], link=link, customer=told["customer"][:1000],
        law={"44-ФЗ": "fz44", "223-ФЗ": "fz223"}.get(told["law"], ""), method=method_of(title), way=title.partition("№")[0].strip() if "№" in title else "",
        price_kopecks=kopecks(re.split(r"[^\d., \xa0]", told["price"])[0].strip() or "-"), published_at=_when(entry),
    )  # fmt: skip


def _inside(entry: Element, tag: str) -> str:
    found = entry.find(tag)
    return "".join(found.itertext()) if found is not None else ""


def _link(entry: Element) -> str:
    """Return the address of the notice; Atom keeps it in an attribute, some portals tell it without their own name."""
    links = entry.findall("link")
    told = next((one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate" and one.get("href")), "")
    found = (told or text(entry, "link")).strip()
    found = urljoin(PORTAL, found) if found else ""
    return found[:500] if found.startswith(("http://", "https://")) else ""


def _number(link: str, title: str) -> str:
    found = NUMBER_IN_LINK.search(link) or NUMBER_IN_TITLE.search(title)
    return found[1] if found else ""


def _words(told: str) -> str:
    """Return plain lines of what may be HTML told twice over."""
    told = re.sub(r"<br\s*/?>|</p>|</div>", "\n", html.unescape(told), flags=re.IGNORECASE)
    told = html.unescape(re.sub(r"<[^<>]*>", "", told))
    return "\n".join(line for raw in told.split("\n") if (line := " ".join(raw.split())))


def _said(said: str, label: str) -> str:
    found = re.search(rf"{re.escape(label)}:\s*(.*)", said)
    return found[1].strip() if found else ""


def _when(entry: Element) -> datetime | None:
    told = text(entry, "pubDate")
    if not told:
        return moment(text(entry, "date") or text(entry, "updated") or text(entry, "published"))
    try:
        found = parsedate_to_datetime(told)
    except (ValueError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=MOSCOW)
