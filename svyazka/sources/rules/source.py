"""Sources in words: where leads come from, when one is used less and not at all, and its figures on one line."""

import re
from datetime import date
from statistics import median

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.regions import LETTERS


class SourceKind(TextChoices):
    BRAND = "brand", _("Personal brand and events")
    SEARCH = "search", _("Search by region")
    TENDER = "tender", _("Tender")
    REFERRAL = "referral", _("Referral")
    COLD = "cold", _("Cold outreach")
    OTHER = "other", _("Other")


class Touched(TextChoices):
    """Which contact of a lead with us is counted."""

    FIRST = "first", _("By the first touch")
    LAST = "last", _("By the last touch")


MERGED = "merged"  # the state of a lead that turned out to be another one: it is counted with that one
UNQUALIFIED = ("new", "taken", "not_ours", MERGED)  # states of a lead in which nobody has said yet that it fits

SHIPPED = (
    ("brand", "Личный бренд"),
    ("search", "Поиск по регионам"),
    ("tender", "Тендеры"),
    ("referral", "Рекомендации"),
    ("cold", "Холодные продажи"),
)


def code_of(name: str, taken) -> str:
    """Return a code for a source of this name that none of the taken ones is: «Реклама в сети» → reklama-v-seti."""
    latin = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    plain = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:34].rstrip("-") or "source"
    codes = (plain if n == 1 else f"{plain}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)


def reasons_not_a_source(*, name: str, kind: str, others) -> list:
    """List why no source is called so; `others` are the names of the other sources."""
    reasons = []
    if not name.strip():
        reasons.append(_("A source has a name."))
    if name.strip().lower() in {other.lower() for other in others}:
        reasons.append(_("There is a source of this name already."))
    if kind not in SourceKind.values:
        reasons.append(_("There is no such kind of source."))
    return reasons


def reasons_not_to_retire(*, fading_on: date | None, on: date) -> list:
    """List why the source is not retired on that day."""
    return [_("It is used less only from a later day.")] if fading_on and on < fading_on else []


def reasons_not_to_fade(*, retired_on: date | None) -> list:
    """List why the source is not used less."""
    return [_("It is retired: bring it back first.")] if retired_on else []


def reasons_not_to_bring_back(*, fading_on: date | None, retired_on: date | None) -> list:
    """List why the source is not brought back."""
    return [] if fading_on or retired_on else [_("It is in full use.")]


# ---- figures --------------------------------------------------------------------------------------------------------


def cheque(won_kopecks: int, won: int) -> int | None:
    """Return the average cheque in whole kopecks, or None when nothing was won."""
    return won_kopecks // won if won else None


def share(part: int, whole: int) -> int:
    """Return the share in whole per cent."""
    return round(100 * part / whole) if whole else 0


def roi(margin_kopecks: int, cost_kopecks: int) -> int | None:
    """Return (margin of won − cost) / cost in whole per cent, or None when nothing was spent."""
    return round(100 * (margin_kopecks - cost_kopecks) / cost_kopecks) if cost_kopecks else None


def payback(costs: dict[date, int], margins: dict[date, int], first: date, until: date) -> int | None:
    """Return in how many months from `first` margin so far has covered cost so far, for good; None if not by `until`.

    Both are kopecks by the first day of a month; months are counted whole, the first is 1. Nothing spent is never paid back.
    """
    if not any(costs.values()):
        return None
    months = months_between(first, until)
    ahead, balances = 0, []
    for month in months:
        ahead += margins.get(month, 0) - costs.get(month, 0)
        balances.append(ahead)
    if not balances or balances[-1] < 0:
        return None
    return 1 + max((n for n, balance in enumerate(balances, 1) if balance < 0), default=_first_cost(costs, months) - 1)


def _first_cost(costs: dict[date, int], months: list[date]) -> int:
    return next((n for n, month in enumerate(months, 1) if costs.get(month)), 1)


def months_between(first: date, until: date) -> list[date]:
    """List the first days of the months from that of `first` to that of `until`."""
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]


def days_to_money(pairs) -> int | None:
    """Return the median of whole days from (day of the lead) to (day of the first payment), or None without any."""
    lengths = [(paid - came).days for came, paid in pairs if paid]
    return round(median(lengths)) if lengths else None
