"""Papers in words: which kinds there are, what a text may name, how numbers are made."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


def text_of(*, kind: str, text_code: str) -> str:
    """Return the kind of text by which a contract is drawn: the one that was chosen, else that of its kind."""
    return text_code if text_code in CONTRACTS else kind


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
