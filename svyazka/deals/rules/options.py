"""What the client may choose: the base, options added to it, alternatives of which one is taken; and what a choice costs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules.sums import Totals, VatTerms, totals
from svyazka.kit.asked import wholes
from svyazka.kit.money import share


@dataclass(frozen=True)
class Part:
    """The base (without a name), an option, or one alternative of a group; the `usual` one is the first of its group."""

    group: str
    name: str
    lines: tuple
    sums: Totals
    usual: bool = False

    @property
    def is_base(self) -> bool:
        return not self.name


def parts_of(lines: Iterable[Any], reserve_percent: Decimal, passed: Iterable[Any], vat: VatTerms) -> list[Part]:
    """Part the lines by (group, option) in their order: the base first, with what is passed on."""
    found: dict[tuple[str, str], list] = {("", ""): []}
    for line in lines:
        found.setdefault((line.group, line.option), []).append(line)
    first = {group: name for group, name in reversed(found) if group}
    return [
        Part(group, name, tuple(rows), totals(rows, reserve_percent, passed if not name else (), vat), first.get(group) == name)
        for (group, name), rows in found.items()
    ]


def usual_of(parts: Iterable[Part]) -> Totals:
    """Return what the base comes to with the first alternative of each group."""
    base, *more = [part.sums for part in parts if part.is_base or part.usual]
    return sum(more, base)


@dataclass(frozen=True)
class Offer:
    """The price of each part after the discount, in the order of the parts."""

    parts: tuple[Part, ...]
    prices: tuple[int, ...]

    @property
    def price_kopecks(self) -> int:
        return sum(price for part, price in zip(self.parts, self.prices, strict=True) if part.is_base or part.usual)

    def is_below(self, floor: Decimal) -> bool:
        """Tell whether the offer, or any option by itself, leaves less than the floor: then no choice does."""
        options = ((part, price) for part, price in zip(self.parts, self.prices, strict=True) if not part.is_base and not part.usual)
        sums = usual_of(self.parts)
        return sums.is_below(floor, self.price_kopecks) or any(part.sums.is_below(floor, price) for part, price in options)


def offer_of(parts: Sequence[Part], *, percent: Decimal | None = None, price_kopecks: int | None = None) -> Offer:
    """Return the offer: by a discount in per cent, which every part gives of what is the agency's own, or by a price of the
    whole, which the base alone gives way for. The discount comes first, VAT is taken of what is left (decisions/0014)."""  # fmt: skip
    prices = [part.sums.price_kopecks - (share(part.sums.price_kopecks - part.sums.passed_kopecks, percent) if percent else 0) for part in parts]
    if price_kopecks is not None:
        prices[0] = price_kopecks - sum(part.sums.price_kopecks for part in parts if part.usual)
    return Offer(tuple(parts), tuple(prices))


def breaks_unseen(parts: Sequence[Part], offer: Offer, *, floor: Decimal, limit: Decimal) -> tuple[bool, bool]:
    """Return whether the estimate's own price breaks the floor, and whether this lower one is barred, for who may not see cost.

    Whatever price they try, both answers come from the estimate's own price and from the deepest discount: no search by
    prices finds where the floor lies (decisions/0013).
    """
    own, deepest = offer_of(parts), offer_of(parts, percent=limit)
    if own.is_below(floor):
        return True, False
    lower = any(price < full for price, full in zip(offer.prices, own.prices, strict=True))
    return False, lower and (deepest.is_below(floor) or offer.is_below(floor))


def discount_of(sums: Totals, price_kopecks: int) -> Fraction:
    """Return the discount that a price gives, in per cent of what is the agency's own; nothing for a price that is higher."""
    own, off = sums.price_kopecks - sums.passed_kopecks, sums.price_kopecks - price_kopecks
    return Fraction(0) if off <= 0 else Fraction(100 * off, own) if own > 0 else Fraction(100)


def reasons_not_to_pick(options: Iterable[Any], picked: Collection[int]) -> list:
    """List why these keys are no choice among the options (pk, group, name): one of each group, and none that is not offered."""
    rows, reasons = list(options), []
    if set(picked) - {row.pk for row in rows}:
        reasons.append(_("This option is not of this proposal."))
    for group in dict.fromkeys(row.group for row in rows if row.group):
        if sum(row.pk in picked for row in rows if row.group == group) != 1:
            reasons.append(_("Choose one: %(group)s.") % {"group": group})
    return reasons


def picked_in(post: Any) -> list[int]:
    """Return the keys that a form ticks: `option`, and one of each choice, `choice-1`, `choice-2`…"""
    names = [name for name in post if name == "option" or name.startswith("choice-")]
    return [key for name in names for key in wholes(post.getlist(name))]
