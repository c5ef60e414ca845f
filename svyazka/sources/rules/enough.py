"""Is the inbound flow enough: hours that it is likely to bring against hours that are free, for the next ninety days."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext_lazy as _

DAYS = 90
YEAR = 365
FEW = 8  # qualified leads of a source in a year under which the share of all sources stands in for its own


@dataclass(frozen=True)
class Flow:
    """What one source is likely to bring: qualified leads of the last ninety days, of the year, and won of the year."""

    name: str
    recent: int
    year: int
    won: int


def expected(flows: list[Flow], hours: Decimal | None) -> list[dict]:
    """Return for each source its share won and the hours likely to come; the common share where its own leads are few."""
    every, won = sum(flow.year for flow in flows), sum(flow.won for flow in flows)
    common = Decimal(won) / every if every else None
    return [_expected(flow, common, hours) for flow in flows]


def _expected(flow: Flow, common: Decimal | None, hours: Decimal | None) -> dict:
    borrowed = flow.year < FEW
    share = common if borrowed else Decimal(flow.won) / flow.year
    brings = None if share is None or hours is None else flow.recent * share * hours
    return {"name": flow.name, "recent": flow.recent, "year": flow.year, "won": flow.won, "share": share, "borrowed": borrowed, "hours": brings}


def middle(hours: list[Decimal]) -> Decimal | None:
    """Return the median of the hours, or None of none."""
    return Decimal(median(hours)) if hours else None


def ratio(expected_hours: Decimal | None, free_hours: Decimal | None) -> Decimal | None:
    """Return expected over free hours, or None when a part is missing or nothing is free."""
    if expected_hours is None or not free_hours or free_hours < 0:
        return None
    return expected_hours / free_hours


def verdict(value: Decimal | None, free_hours: Decimal | None) -> tuple[str, object]:
    """Return (tone, sentence)."""
    if value is None and free_hours is not None and free_hours <= 0:
        return "warn", _("Nothing is free in the next 90 days: a new work has nobody to do it.")
    if value is None:
        return "", _("No data.")
    if value < Decimal("0.8"):
        return "bad", _("The flow is not enough for the next 90 days: people will have free hours.")
    if value < 1:
        return "warn", _("The flow is nearly enough for the next 90 days.")
    if value <= 2:
        return "good", _("The flow is enough for the next 90 days.")
    return "warn", _("More comes than can be done in the next 90 days: choose, or ask people in.")
