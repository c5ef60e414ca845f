"""What an estimate comes to, part by part."""

from decimal import Decimal

from svyazka.deals.models import Estimate
from svyazka.deals.rules import Offer, Part, Totals, offer_of, parts_of, usual_of


def parts_in(estimate: Estimate) -> list[Part]:
    """Return the base of the estimate and its options."""
    return parts_of(estimate.lines.all(), estimate.reserve_percent, estimate.passed.all(), estimate.vat)


def totals_of(estimate: Estimate) -> Totals:
    """Return what the estimate comes to: the base with the first alternative of each choice."""
    return usual_of(parts_in(estimate))


def offer_from(estimate: Estimate, *, percent: Decimal | None = None, price_kopecks: int | None = None) -> Offer:
    """Return the prices of the parts after a discount in per cent, or by a price of the whole."""
    return offer_of(parts_in(estimate), percent=percent, price_kopecks=price_kopecks)
