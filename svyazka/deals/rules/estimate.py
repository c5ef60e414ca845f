"""Estimates in words: sums, what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.money import cost_of, round_kopecks, vat_inside
from svyazka.kit.states import Moves


class EstimateState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    APPROVED = "approved", _("Approved by the head")


ESTIMATE_MOVES = Moves(EstimateState, {"approve": {"ready": "approved", "approved": "approved"}})


@dataclass(frozen=True)
class Totals:
    """What an estimate comes to: hours, price and cost in kopecks."""

    hours: Decimal
    price_kopecks: int
    cost_kopecks: int

    @property
    def margin_kopecks(self) -> int:
        return self.price_kopecks - self.cost_kopecks

    def margin_percent(self, price_kopecks: int | None = None) -> Decimal | None:
        """Return the margin of this or of another price, in per cent of the price; None of nothing."""
        price = self.price_kopecks if price_kopecks is None else price_kopecks
        return None if price <= 0 else (Decimal(price - self.cost_kopecks) * 100 / price).quantize(Decimal("0.1"))


def vat_in(kopecks: int, percent: Decimal | None) -> int:
    """Return the VAT that a price includes."""
    return vat_inside(kopecks, percent).vat_kopecks


def totals(lines: Iterable[tuple[Decimal, int, int]], reserve_percent: Decimal = Decimal(0)) -> Totals:
    """Add up (hours, price rate, cost rate) lines, each rounded to kopecks, then the reserve for risk."""
    rows = list(lines)
    hours = sum((row[0] for row in rows), Decimal(0))
    price = sum(cost_of(h, rate) for h, rate, _cost in rows)
    cost = sum(cost_of(h, cost) for h, _rate, cost in rows)
    return Totals(hours, price + round_kopecks(Decimal(price) * reserve_percent / 100), cost)


def reasons_not_to_estimate(*, lines: Iterable[tuple[Decimal, int]], reserve_percent: Decimal) -> list:
    """List why (hours, rate in kopecks) lines with this reserve are no estimate."""
    rows, reasons = list(lines), []
    if not rows:
        reasons.append(_("An estimate has at least one line."))
    if any(hours <= 0 for hours, _rate in rows):
        reasons.append(_("Every line has more than zero hours."))
    if any(rate < 0 for _hours, rate in rows):
        reasons.append(_("A rate is not below zero."))
    if not 0 <= reserve_percent <= 100:
        reasons.append(_("The reserve for risk is from 0 to 100 per cent."))
    return reasons


def reasons_not_to_approve(*, own: bool, price_kopecks: int) -> list:
    """List why this person cannot let this price go out below the floor."""
    reasons = []
    if own:
        reasons.append(_("Four eyes: somebody else approves what you have estimated."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    return reasons
