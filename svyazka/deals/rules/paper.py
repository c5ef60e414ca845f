"""Papers in words: which kinds there are, what a text may name, how numbers are made, what is lacking for a signature."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules.side import foreign, natural, sole
from svyazka.kit.requisites import reasons_against


class PaperKind(TextChoices):
    """Papers whose text the agency edits."""

    PROPOSAL = "proposal", _("Proposal")
    FIXED = "fixed", _("Contract: fixed price")
    TM = "tm", _("Contract: time and materials")
    TM_CAPPED = "tm_capped", _("Contract: time and materials with a cap")
    RETAINER = "retainer", _("Contract: retainer")
    SPECIFICATION = "specification", _("Technical specification")
    PLAN = "plan", _("Annex: calendar plan")
    PRICE = "price", _("Annex: estimate and agreed price")
    AMENDMENT = "amendment", _("Amendment")
    DISAGREEMENTS = "disagreements", _("Protocol of disagreements")
    APPLICATION = "application", _("Application under a contract")
    CONSENT = "consent", _("Consent to processing of personal data")


CONTRACTS = (PaperKind.FIXED, PaperKind.TM, PaperKind.TM_CAPPED, PaperKind.RETAINER)


class SeriesKind(TextChoices):
    """Papers that bear a number of a series."""

    PROPOSAL = "proposal", _("Proposals")
    CONTRACT = "contract", _("Contracts")
    ACT = "act", _("Acts")
    INVOICE = "invoice", _("Invoices")


MOST_NUMBER = {"proposal": 40, "contract": 40, "act": 20, "invoice": 20}  # as long as the columns keep
PLACES = re.compile(r"\{(prefix|year|yy|n(?::0([1-9]))?)\}")


def numbered(pattern: str, *, prefix: str, year: int, n: int) -> str:
    """Return the number that the pattern makes: «{prefix}-{year}-{n:03}» of Д, 2026 and 14 is «Д-2026-014»."""
    told = {"prefix": prefix, "year": str(year), "yy": f"{year % 100:02d}"}
    return PLACES.sub(lambda place: told.get(place[1]) or str(n).zfill(int(place[2] or 1)), pattern)


def reasons_not_a_series(*, kind: str, pattern: str, prefix: str, per_entity: bool, yearly: bool, of_entity: bool) -> list:
    """List why papers cannot be numbered so: numbers would be alike, or longer than is kept."""
    reasons = []
    bare = PLACES.sub("", pattern)
    if "{" in bare or "}" in bare:
        reasons.append(_("In a pattern stand {prefix}, {year}, {yy}, {n}, {n:03}; nothing else in braces."))
    if not re.search(r"\{n(:0[1-9])?\}", pattern):
        reasons.append(_("A pattern has the number itself: {n}, or {n:03} with zeros before it."))
    if len(numbered(pattern, prefix=prefix, year=2026, n=100_000)) > MOST_NUMBER.get(kind, 40):
        reasons.append(_("Such numbers grow too long: at most %(most)s characters.") % {"most": MOST_NUMBER.get(kind, 40)})
    if yearly and kind in ("proposal", "contract") and not re.search(r"\{(year|yy)\}", pattern):
        reasons.append(_("Numbers that begin anew each year have the year in them, or two papers would bear one."))
    if kind == SeriesKind.PROPOSAL and (per_entity or of_entity):
        reasons.append(_("A proposal is the whole agency's: its numbers are not of one legal entity."))
    return reasons


def lacking(side, *, bank: bool) -> list[str]:
    """List what a side lacks for a signature; `side` has the fields of a legal entity. Its bank is asked only of who is paid."""
    person, alone, abroad = natural(side), sole(side), foreign(side)
    asked = [(side.address, _("address"))]
    if not person and not abroad:
        asked = [(side.inn, _("INN")), (side.kpp or alone, _("KPP")), (side.ogrn, _("OGRN")), *asked]
    if not person:
        asked += [(side.signer_name, _("who signs")), (side.signer_position or alone, _("position of who signs")),
                  (side.signer_basis or side.proxy_number or alone, _("on what basis they sign"))]  # fmt: skip
    if bank:
        asked += [(side.bank, _("bank")), (side.bik, _("BIK")), (side.account, _("account")), (side.correspondent_account, _("correspondent account"))]
    return [str(label) for value, label in asked if not value]


def wrong_numbers(side) -> list:
    """List what is wrong in the numbers of a side, however they came in."""
    names = ("inn", "kpp", "ogrn", "bik", "account", "correspondent_account")
    return reasons_against(**{name: getattr(side, name) for name in names})


SOON = timedelta(days=14)


def warnings_of_proxy(side, day: date) -> list:
    """List what to mind about a power of attorney on the day of signing."""
    if not side.proxy_number or side.proxy_until is None:
        return []
    if side.proxy_until < day:
        return [_("The power of attorney No. %(number)s has expired: whoever signs by it binds nobody.") % {"number": side.proxy_number}]
    if side.proxy_until <= day + SOON:
        return [_("The power of attorney No. %(number)s expires in less than two weeks.") % {"number": side.proxy_number}]
    return []


ADS = re.compile(r"реклам|таргет|контекстн|баннер|промопост|размещени\w* объявлен|\bдирект\b", re.I)


def speaks_of_ads(texts: Iterable[str]) -> bool:
    """Tell whether the work is to place advertisements on the internet, which asks for marking (Law on Advertising, art. 18.1)."""
    return any(ADS.search(text) for text in texts)


def reasons_not_to_write(*, newest: int, seen: int, starts_on: date, today: date, last_starts_on: date | None, changed: bool) -> list:
    """List why an edition of a text is not written: `seen` is the edition it was written over, `newest` the one there is."""
    reasons = []
    if seen != newest:
        reasons.append(_("Somebody has saved edition %(number)s meanwhile: look at it and add yours.") % {"number": newest})
    if not changed:
        reasons.append(_("Nothing has changed in the text."))
    if starts_on < today:
        reasons.append(_("A text is in force from today at the earliest: papers made before keep theirs."))
    elif last_starts_on and starts_on < last_starts_on:
        reasons.append(_("A later edition is there already: begin on its day or after."))
    return reasons
