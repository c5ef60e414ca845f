"""Whole kopecks: splitting that loses none, and rounding at one named place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

MOST_KOPECKS = 10**14  # a trillion roubles: whatever is as much or more is a slip of the hand


@dataclass(frozen=True)
class Vat:
    """A total in kopecks taken apart: gross = net + vat, exactly."""

    net_kopecks: int
    vat_kopecks: int
    gross_kopecks: int


def round_kopecks(amount: Decimal | Fraction) -> int:
    """Round half up (away from zero) to whole kopecks: the only place where money is rounded."""
    exact = Fraction(amount)
    sign = -1 if exact < 0 else 1
    return sign * int((abs(exact) * 2 + 1) // 2)


def share(total_kopecks: int, percent: Decimal) -> int:
    """Return that per cent of the total, in kopecks."""
    return round_kopecks(Fraction(total_kopecks) * Fraction(percent) / 100)


def cost_of(hours: Decimal, rate_kopecks: int) -> int:
    """Return hours times the rate, in kopecks."""
    return round_kopecks(Fraction(hours) * rate_kopecks)


def split(total_kopecks: int, weights: Sequence[int | Decimal]) -> list[int]:
    """Split the total by the weights so that the parts add up to it, each within a kopeck of its share.

    Largest remainders get the odd kopecks; of equal ones the heavier part, then the earlier. Raises ValueError on no or negative weights.
    """
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact)
    if not exact or whole <= 0 or min(exact) < 0:
        raise ValueError("split needs weights that are not negative and add up to more than zero")
    sign, total = (-1 if total_kopecks < 0 else 1), abs(total_kopecks)
    shares = [total * weight / whole for weight in exact]
    parts = [int(part) for part in shares]
    odd = total - sum(parts)
    for index in sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], -exact[i], i))[:odd]:
        parts[index] += 1
    return [sign * part for part in parts]


def vat_inside(gross_kopecks: int, rate_percent: Decimal | None) -> Vat:
    """Take VAT out of a total that includes it (22/122, 5/105, 7/107); None means without VAT."""
    if not rate_percent:
        return Vat(gross_kopecks, 0, gross_kopecks)
    rate = Fraction(rate_percent)
    vat = round_kopecks(gross_kopecks * rate / (100 + rate))
    return Vat(gross_kopecks - vat, vat, gross_kopecks)


def vat_on_top(net_kopecks: int, rate_percent: Decimal | None) -> Vat:
    """Add VAT to a total that is without it; None means without VAT."""
    vat = share(net_kopecks, rate_percent) if rate_percent else 0
    return Vat(net_kopecks, vat, net_kopecks + vat)


class VatRule(StrEnum):
    """Where a document of several lines rounds its VAT: as the tax profile of its legal entity says (docs/decisions/0014)."""

    LINE = "line"
    DOCUMENT = "document"


def vat_of_lines(gross_kopecks: Sequence[int], rate_percent: Decimal | None, rule: VatRule = VatRule.DOCUMENT) -> list[Vat]:
    """Take VAT out of each line of a document: rounded line by line, or once of the total and parted so that it adds up."""
    if rule == VatRule.LINE or not any(gross_kopecks):
        return [vat_inside(gross, rate_percent) for gross in gross_kopecks]
    parts = split(vat_inside(sum(gross_kopecks), rate_percent).vat_kopecks, gross_kopecks)
    return [Vat(gross - vat, vat, gross) for gross, vat in zip(gross_kopecks, parts, strict=True)]


def rubles(kopecks: int) -> Decimal:
    """Return the amount in roubles with two places."""
    return (Decimal(kopecks) / 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
