"""The form on a site, in words: what it may ask, who may show it, and what makes us doubt that a person has sent it."""

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.mail import clean


class Way(TextChoices):
    """A way to reach us besides a form."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    MAX = "max", "MAX"
    TELEGRAM = "telegram", "Telegram"
    VK = "vk", "VK"


ASKS = ("company", "phone", "region")  # asked besides the need, the name and the e-mail, if the form says so
SHORT = 40
FASTEST = timedelta(seconds=2)  # nobody fills the form faster
FASTEST_UNPROVEN = timedelta(seconds=4)  # nor without a script that has shown its work
STALE = timedelta(days=7)
PROOF_BITS = 14  # some 16 000 hashes: a fifth of a second for a visitor, much for who sends a million
LINKS, LINKS_UNPROVEN = 3, 1
LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)
WINDOW, DAY = timedelta(minutes=10), timedelta(days=1)
BY_ADDRESS, BY_ADDRESS_UNPROVEN, BY_ADDRESS_A_DAY = 8, 4, 40
BY_FORM, SAME_WORDS, SAME_OPENING = 60, 3, 5  # in ten minutes; in a day


def is_proven(challenge: str, answer: str, bits: int = PROOF_BITS) -> bool:
    """Tell whether SHA-256 of the challenge with this answer begins with so many zero bits."""
    if not challenge or not re.fullmatch(r"[0-9]{1,12}", answer):
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - bits) == 0


def neighbourhood(address: str) -> str:
    """Return the part of an address that one household or office has: /24 of IPv4, /48 of IPv6.

    Nothing for an address of this machine or of a private network: that is a proxy before us, behind which is everybody.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_private or found.is_loopback:
        return ""
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 48}", strict=False))


def hashed(words: str, *, salt: str) -> str:
    """Return the salted hash by which a sender or a text is counted; the salt is another one each day."""
    return hmac.new(salt.encode(), words.encode(), hashlib.sha256).hexdigest() if words else ""


def suspicions(*, trapped: bool, open_for: timedelta | None, proven: bool, text: str, from_a_site: bool) -> list:
    """List what in the sent form itself looks like a program.

    `open_for` is None when nothing of ours tells when it was opened: a plain form, for which the site it stands on answers.
    """
    reasons = []
    if trapped:
        reasons.append(_("A field that people do not see was filled."))
    if open_for is None and not from_a_site:
        reasons.append(_("Nothing tells that the form was opened before it was sent."))
    if open_for is not None and open_for < (FASTEST if proven else FASTEST_UNPROVEN):
        reasons.append(_("The form was sent as soon as it was opened."))
    if open_for is not None and open_for > STALE:
        reasons.append(_("The form was opened more than a week ago."))
    if len(LINK.findall(text)) > (LINKS if proven else LINKS_UNPROVEN):
        reasons.append(_("There are too many links in the text."))
    return reasons


def telling(text: str) -> str:
    """Return the text if it is long enough for its repetition to tell anything: many people write «Нужен сайт»."""
    words = " ".join(text.lower().split())
    return words if len(words) >= SHORT else ""


def excesses(*, by_address: int, by_address_a_day: int, by_form: int, same_words: int, same_opening: int,
             proven: bool) -> list:  # fmt: skip
    """List which counts are beyond what people do; each counts what came before this form."""
    reasons = []
    if by_address >= (BY_ADDRESS if proven else BY_ADDRESS_UNPROVEN) or by_address_a_day >= BY_ADDRESS_A_DAY:
        reasons.append(_("Too many forms came from one address."))
    if by_form >= BY_FORM:
        reasons.append(_("Too many forms came at once."))
    if same_opening >= SAME_OPENING:
        reasons.append(_("One opening of the form was sent too many times."))
    if same_words >= SAME_WORDS:
        reasons.append(_("The same text came several times."))
    return reasons


def origin_of(address: str) -> str:
    """Return scheme and host of an address of a site, as browsers name it; nothing if it is none."""
    try:
        told = urlsplit(address.strip().lower())
        port = told.port
    except ValueError:
        return ""
    if told.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9а-яё.-]{1,190}", told.hostname or ""):
        return ""
    host = told.hostname.encode("idna").decode() if not told.hostname.isascii() else told.hostname
    return f"{told.scheme}://{host}" + (f":{port}" if port else "")


def reasons_not_a_form(*, title: str, asks: Sequence[str], sites: Sequence[str], thanks_url: str) -> list:
    """List why the form cannot stand so."""
    reasons = [] if title.strip() else [_("A form has a title.")]
    if set(asks) - set(ASKS):
        reasons.append(_("The form can ask only for: %(asks)s.") % {"asks": ", ".join(ASKS)})
    reasons += [_("“%(site)s” is not an address of a site.") % {"site": site} for site in sites if not origin_of(site)]
    if thanks_url and origin_of(thanks_url) not in {origin_of(site) for site in sites}:
        reasons.append(_("The page of thanks is on one of the sites that may show the form."))
    return reasons


def reasons_not_a_way(*, way: str, address: str) -> list:
    """List why nobody reaches us so."""
    if way not in Way.values:
        return [_("There is no such way to reach us.")]
    if not address:
        return []
    if way == Way.EMAIL and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", address):
        return [_("This is not an e-mail.")]
    if way == Way.PHONE and sum(map(str.isdigit, address)) < 10:
        return [_("This is not a phone number.")]
    if way not in (Way.EMAIL, Way.PHONE) and not origin_of(address).startswith("https://"):
        return [_("A link to a messenger begins with https://.")]
    return []


# ---- the sent form as bytes ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: to which address, from which page, and what was typed."""

    path: str
    asked: Mapping[str, str]
    referrer: str
    origin: str
    fields: Mapping[str, str]

    @property
    def key(self) -> str:
        """Return the key of the form that the address names; nothing for the agency's own page."""
        found = re.search(r"/forms/([0-9a-z]{1,16})/$", self.path)
        return found[1] if found else ""


def as_bytes(*, address: str, referrer: str, origin: str, kind: str, body: bytes) -> bytes:
    """Return the request as it is stored: its address, from where, of which kind, an empty line, the body."""
    told = f"{address}\r\nReferer: {referrer}\r\nOrigin: {origin}\r\nContent-Type: {kind}\r\n\r\n"
    return told.encode("utf-8", "replace") + body


def sent_in(raw: bytes) -> Sent:
    """Read a stored form. Raises ValueError if the bytes are none."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not gap:
        raise ValueError("not a form")
    address, *lines = head.decode("utf-8", "replace").split("\r\n")
    told = {name: value for name, _sep, value in (line.partition(": ") for line in lines)}
    path, _sep, query = address.partition("?")
    return Sent(path=path, asked=_fields(query), referrer=told.get("Referer", ""), origin=told.get("Origin", ""),
                fields=_fields(body.decode("utf-8", "replace")))  # fmt: skip


def _fields(query: str) -> dict[str, str]:
    return {clean(name): clean(value) for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=200)}


def reasons_not_sent(fields: Mapping[str, str]) -> list:
    """List what a sent form lacks to become a lead."""
    reasons = []
    if not fields.get("title", "").strip() and not fields.get("request", "").strip():
        reasons.append(_("The form does not say what is needed."))
    if not fields.get("name", "").strip():
        reasons.append(_("The form does not name the person."))
    email, phone = fields.get("email", "").strip(), fields.get("phone", "")
    if email and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", email):
        reasons.append(_("The form has no e-mail to answer to."))
    if not email and sum(map(str.isdigit, phone)) < 5:
        reasons.append(_("The form has neither an e-mail nor a phone to answer to."))
    return reasons
