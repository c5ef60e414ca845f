"""How a person came, in words: marks of links, short codes that keep the source, one visit's telling of itself."""

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MarkKind(TextChoices):
    """What of a link tells where the person came from, the most telling first."""

    CAMPAIGN = "utm_campaign", "utm_campaign"
    SOURCE = "utm_source", "utm_source"
    MEDIUM = "utm_medium", "utm_medium"
    TERM = "utm_term", "utm_term"
    REFERRER = "referrer", _("Site they came from")


UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
CLICKS = ("yclid", "gclid", "ysclid")  # a paid click tells of itself by these
TOLD = ("landing", "referrer", "region", "at", "code", *UTM, *CLICKS)
LONGEST = 1000


def host_of(address: str) -> str:
    """Return the host of an address, without www; nothing if it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def values_of(told: Mapping) -> dict[str, str]:
    """Return by kind of mark what this contact carries, as marks are compared: in small letters."""
    found = {name: str(told.get(name, "")).strip().lower()[:200] for name in UTM}
    found["referrer"] = host_of(str(told.get("referrer", "")))
    return {name: value for name, value in found.items() if value}


def is_direct(told: Mapping) -> bool:
    """Tell whether nothing says where the person came from: no mark, no click, no page of another site."""
    away = host_of(str(told.get("referrer", "")))
    return not any(told.get(name) for name in (*UTM, *CLICKS)) and (not away or away == host_of(str(told.get("landing", ""))))


def touch_in(said: str) -> dict:
    """Read what a form's script tells of the visit, and of the first one under `first`; whatever else it is, nothing."""
    try:
        told = json.loads(said) if said else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(told, dict):
        return {}
    first = told.get("first")
    found = plain(told)
    return {**found, "first": plain(first)} if isinstance(first, dict) and plain(first) else found


def plain(told: Mapping) -> dict[str, str]:
    """Keep of a telling the known names with texts, cut to what is kept."""
    return {name: str(told[name])[:LONGEST] for name in TOLD if isinstance(told.get(name), str | int) and told[name] != ""}


# ---- short codes ---------------------------------------------------------------------------------------------------

LETTERS = "ACEHKMPTXY"  # written alike in Latin and in Cyrillic, so that no layout and no dictation spoils them
DIGITS = "23456789"  # without 0 and 1
AS_LATIN = str.maketrans("АСЕНКМРТХУ", LETTERS)
WORD = re.compile(r"(?<![\w])[0-9A-Za-zА-Яа-яЁё]{4,5}(?![\w])")
CODE = re.compile(f"[{LETTERS}{DIGITS}]{{4,5}}")


def as_code(word: str) -> str:
    """Return the word as a code is kept, Latin and in capitals; nothing if it is no code."""
    told = word.strip().upper().translate(AS_LATIN)
    mixed = any(one in DIGITS for one in told) and any(one in LETTERS for one in told)
    return told if mixed and CODE.fullmatch(told) else ""


def codes_in(text: str) -> list[str]:
    """Return whatever in the text may be a code, in order, each once."""
    found = (as_code(word) for word in WORD.findall(text))
    return list(dict.fromkeys(code for code in found if code))


def new_code(length: int, choose) -> str:
    """Return a code of that many signs with at least one letter and one digit; `choose`(signs) gives one of them."""
    while True:
        code = "".join(choose(LETTERS + DIGITS) for _sign in range(length))
        if as_code(code):
            return code


def reasons_not_a_code(*, label: str, landing: str) -> list:
    """List why no code is made of this."""
    reasons = [] if label.strip() else [_("Say what the code is for: a campaign, a slide, a business card.")]
    if landing and urlsplit(landing).scheme not in ("http", "https"):
        reasons.append(_("The page is an address that begins with https://."))
    return reasons


def reasons_not_a_mark(*, kind: str, value: str, source, query_group) -> list:
    """List why this mark tells nothing."""
    reasons = []
    if kind not in MarkKind.values:
        reasons.append(_("There is no such kind of mark."))
    if not value.strip():
        reasons.append(_("A mark has a value."))
    if source is None and query_group is None:
        reasons.append(_("Say which source or which group of queries the mark tells of."))
    return reasons


def of_first(marks: Iterable, values: Mapping[str, str], name: str):
    """Return what the most telling mark names in this field, `source` or `query_group`; none if no mark fits."""
    by_kind = {(mark.kind, mark.value): getattr(mark, name) for mark in marks if getattr(mark, name) is not None}
    for kind in MarkKind.values:
        for value in _and_parents(kind, values.get(kind, "")):
            if (kind, value) in by_kind:
                return by_kind[kind, value]
    return None


def _and_parents(kind: str, value: str) -> list[str]:
    """Return the value; of a site also the sites above it: ya.ru of mail.ya.ru."""
    parts = value.split(".")
    return [".".join(parts[n:]) for n in range(len(parts) - 1)] if kind == MarkKind.REFERRER else [value]


SHIPPED_MARKS = tuple((kind, value, "search") for kind, value in (
    ("utm_source", "yandex"), ("utm_source", "google"), ("referrer", "yandex.ru"), ("referrer", "ya.ru"), ("referrer", "google.com"),
    ("referrer", "google.ru"), ("referrer", "bing.com"), ("referrer", "go.mail.ru"), ("referrer", "duckduckgo.com"),
))  # fmt: skip
