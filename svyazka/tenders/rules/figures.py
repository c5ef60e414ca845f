"""The price of a tender: how low it may go, what a deep fall brings, what securities the law asks for."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

HUNDRED = Decimal(100)


class SecurityKind(TextChoices):
    BID = "bid", _("Security of the application")
    PERFORMANCE = "performance", _("Security of the contract")
    WARRANTY = "warranty", _("Security of the warranty")


class SecurityForm(TextChoices):
    MONEY = "money", _("Money")
    GUARANTEE = "guarantee", _("Independent guarantee")


def least_price(cost_kopecks: int, margin_percent: Decimal) -> int:
    """Return the lowest price that leaves the wanted share of itself above the cost, a kopeck never below it."""
    kept = 10_000 - int(margin_percent * 100)  # in hundredths of a per cent, so that whole numbers do
    return -(-cost_kopecks * 10_000 // kept)


@dataclass(frozen=True)
class Dumping:
    """What the law asks for at a price that has fallen so deep."""

    fall_percent: Decimal
    threshold_percent: Decimal
    security_times: Decimal | None
    good_faith_to_kopecks: int | None
    good_faith_is_enough: bool


def fall(price_kopecks: int, initial_kopecks: int) -> Decimal:
    """Return by how many per cent the price is below the initial one."""
    return HUNDRED - HUNDRED * price_kopecks / initial_kopecks


def dumping(*, price_kopecks: int, initial_kopecks: int, rules: dict) -> Dumping | None:
    """Return what follows from the fall by these rules (the best by code), or None while the fall is not that deep."""
    rule = rules.get("dumping")
    fallen = fall(price_kopecks, initial_kopecks)
    if rule is None or fallen < rule.percent_from:
        return None
    times, proof = rules.get("dumping_security"), rules.get("good_faith")
    limit = proof.price_to_kopecks if proof else None
    return Dumping(
        fall_percent=fallen, threshold_percent=rule.percent_from, security_times=times.percent_from / HUNDRED if times else None,
        good_faith_to_kopecks=limit, good_faith_is_enough=limit is not None and initial_kopecks <= limit,
    )  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """One price on the way down and what is left at it."""

    fall_percent: Decimal
    price_kopecks: int
    margin_kopecks: int | None
    margin_percent: Decimal | None
    below_floor: bool
    dumping: bool


def ladder(*, initial_kopecks: int, cost_kopecks: int | None, floor_kopecks: int | None, dumping_from: Decimal | None,
           step_percent: Decimal = Decimal(5), rungs: int = 8) -> list[Rung]:  # fmt: skip
    """Return the prices on the way down from the initial one, a step each, with the margin left at each."""
    return [_rung(initial_kopecks, step_percent * n, cost_kopecks, floor_kopecks, dumping_from) for n in range(rungs)]


def _rung(initial: int, percent: Decimal, cost: int | None, floor: int | None, dumping_from: Decimal | None) -> Rung:
    price = int(Decimal(initial) * (HUNDRED - percent) / HUNDRED)
    margin = None if cost is None else price - cost
    share = None if margin is None or price <= 0 else HUNDRED * margin / price
    return Rung(percent, price, margin, share, floor is not None and price < floor, dumping_from is not None and percent >= dumping_from)


def reasons_not_to_submit(*, price_kopecks: int, initial_kopecks: int, floor_kopecks: int | None, reason: str, late: bool,
                          unpaid: bool = False) -> list:  # fmt: skip
    """List what stands in the way of submitting this price; a price under the floor, or a security not given, needs a word why."""
    found = []
    if late:
        found.append(_("The deadline is over."))
    if not 0 < price_kopecks <= initial_kopecks:
        found.append(_("Our price is above zero and within the initial price."))
    elif floor_kopecks is not None and price_kopecks < floor_kopecks and not reason.strip():
        found.append(_("The price is below the floor of the wanted margin: say why it is taken all the same."))
    if unpaid and not reason.strip():
        found.append(_("The security of the application is written down and not given: give it, or say why the application goes without it."))
    return found


def reasons_not_within(*, amount_kopecks: int, initial_kopecks: int, rule) -> list:
    """List how an amount of security differs from the share that the rule names; empty without a rule, or within it."""
    if rule is None:
        return []
    share = HUNDRED * amount_kopecks / initial_kopecks
    low, high = rule.percent_from, rule.percent_to
    told = {"share": _plain(share), "low": _plain(low), "high": _plain(high)}
    if low is not None and share < low:
        return [_("It is %(share)s %% of the initial price, less than the %(low)s %% that the rule names.") % told]
    if high is not None and share > high:
        return [_("It is %(share)s %% of the initial price, more than the %(high)s %% that the rule names.") % told]
    return []


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
