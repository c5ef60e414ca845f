"""What an estimate comes to: work, reserve, what is passed on, VAT, margin, and how sure the hours are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt
from typing import Any

from svyazka.kit.money import cost_of, share, vat_inside, vat_on_top
from svyazka.people.rules import VatMode

HUNDREDTH = Decimal("0.01")
EIGHTY = Fraction(12816, 10000)  # sigmas to either side between which eight of ten outcomes of a normal law lie


@dataclass(frozen=True)
class VatTerms:
    """How VAT stands in prices: not at all, inside of them, or on top."""

    mode: str = VatMode.NONE
    percent: Decimal | None = None

    def asked(self, kopecks: int) -> int:
        """Return what the client is asked to pay for a sum of our prices."""
        return vat_on_top(kopecks, self.percent).gross_kopecks if self.mode == VatMode.ON_TOP else kopecks

    def kept(self, asked_kopecks: int) -> int:
        """Return what is left without VAT of what the client pays."""
        return vat_inside(asked_kopecks, self.percent).net_kopecks


def pert(optimistic: Decimal, likely: Decimal, pessimistic: Decimal) -> Decimal:
    """Return the mean of three points, (a + 4m + b) / 6, in hundredths of an hour (PERT, US Navy 1958)."""
    return ((optimistic + 4 * likely + pessimistic) / 6).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Totals:
    """What a part of an estimate comes to. Sums are kopecks; `price` and `passed` are what the client pays, VAT and all.

    The variances are those of the hours and of their price, in hours² and kopecks²: (b − a)² / 36 of each line, added up,
    which is right while the lines miss independently of each other.
    """

    hours: Decimal = Decimal(0)
    price_kopecks: int = 0
    cost_kopecks: int = 0
    work_kopecks: int = 0
    reserve_kopecks: int = 0
    passed_kopecks: int = 0
    fee_kopecks: int = 0
    vat: VatTerms = field(default=VatTerms())
    hours_variance: Fraction = Fraction(0)
    price_variance: Fraction = Fraction(0)

    def __add__(self, other: "Totals") -> "Totals":
        added = {name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__ if name != "vat"}
        return Totals(**added, vat=self.vat)

    def own_income(self, price_kopecks: int | None = None) -> int:
        """Return the agency's gross income of this or of another price: without VAT and what is passed on."""
        price = self.price_kopecks if price_kopecks is None else price_kopecks
        return self.vat.kept(price - self.passed_kopecks)

    def margin_kopecks(self, price_kopecks: int | None = None) -> int:
        """Return what the gross income leaves above the cost of hours."""
        return self.own_income(price_kopecks) - self.cost_kopecks

    def margin_percent(self, price_kopecks: int | None = None) -> Decimal | None:
        """Return the margin in per cent of the gross income; None of nothing."""
        income = self.own_income(price_kopecks)
        return None if income <= 0 else (Decimal(income - self.cost_kopecks) * 100 / income).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    def is_below(self, floor: Decimal, price_kopecks: int | None = None) -> bool:
        """Tell whether the price leaves less than the floor, exactly: a margin is not rounded up to it."""
        income = self.own_income(price_kopecks)
        return 100 * (income - self.cost_kopecks) < Fraction(floor) * income

    def hours_between(self) -> tuple[Decimal, Decimal]:
        """Return between how many hours eight of ten outcomes lie."""
        apart = Decimal(isqrt(int(self.hours_variance * EIGHTY**2 * 10_000))) / 100
        return self.hours - apart, self.hours + apart

    def price_between(self) -> tuple[int, int]:
        """Return between which prices, the reserve left out, eight of ten outcomes lie."""
        plain, apart = self.work_kopecks + self.fee_kopecks, isqrt(int(self.price_variance * EIGHTY**2))
        return self.passed_kopecks + self.vat.asked(plain - apart), self.passed_kopecks + self.vat.asked(plain + apart)

    @property
    def vat_kopecks(self) -> int:
        """The VAT inside of the price."""
        return vat_in(self.price_kopecks, self.vat.percent)


def vat_in(kopecks: int, percent: Decimal | None) -> int:
    """Return the VAT that a price includes."""
    return vat_inside(kopecks, percent).vat_kopecks


def totals(lines: Iterable[Any], reserve_percent: Decimal = Decimal(0), passed: Iterable[Any] = (), vat: VatTerms = VatTerms()) -> Totals:
    """Add up lines of work (hours, rate_kopecks, cost_kopecks, spread), each rounded to kopecks, the reserve for risk, and
    what is passed on (sum_kopecks, fee_kopecks, in_price)."""  # fmt: skip
    rows, through = list(lines), list(passed)
    work = sum(cost_of(row.hours, row.rate_kopecks) for row in rows)
    reserve, fee = share(work, reserve_percent), sum(row.fee_kopecks for row in through)
    handed = vat.asked(sum(row.sum_kopecks for row in through if row.in_price))
    sixths = [(Fraction(row.spread) / 6, row.rate_kopecks) for row in rows]
    return Totals(
        hours=sum((row.hours for row in rows), Decimal(0)), work_kopecks=work, reserve_kopecks=reserve, passed_kopecks=handed,
        fee_kopecks=fee, price_kopecks=handed + vat.asked(work + reserve + fee), vat=vat,
        cost_kopecks=sum(cost_of(row.hours, row.cost_kopecks) for row in rows),
        hours_variance=sum((sigma**2 for sigma, _rate in sixths), Fraction(0)),
        price_variance=sum(((sigma * rate) ** 2 for sigma, rate in sixths), Fraction(0)),
    )  # fmt: skip
