"""Bonuses in words and numbers: each accrual is a base times a per cent, and says so."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.days import too_far_ahead
from svyazka.kit.money import round_kopecks, share, split


class Base(TextChoices):
    """What a rule takes its per cent of."""

    RECEIVED = "received", _("Money received, without VAT")
    MARGIN = "margin", _("Money received less the cost of hours")
    POOL = "pool", _("The pair's common pool of money received")
    IDEA = "idea", _("Money received from an idea")


@dataclass(frozen=True)
class Share:
    """One person's part: the base in kopecks, the per cent, the amount in kopecks."""

    base_kopecks: int
    percent: Decimal
    amount_kopecks: int


SHIPPED = (
    ("am_received", "am", Base.RECEIVED, Decimal(5)),
    ("sales_received", "sales", Base.RECEIVED, Decimal(5)),
    ("manager_received", "manager", Base.RECEIVED, Decimal(5)),
    ("pm_margin", "pm", Base.MARGIN, Decimal(4)),
    ("pair_pool", "pair", Base.POOL, Decimal(1)),
    ("idea_credit", "author", Base.IDEA, Decimal(1)),
)


EARNERS = {"am": _("AM"), "sales": _("Sales"), "manager": _("Manager"), "pm": _("PM"), "pair": _("both halves of the pair"),
           "author": _("author of the idea")}  # fmt: skip


def month_of(text: str) -> date | None:
    """Return the first day of the month written YYYY-MM, or None if it is not a month."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        return None
    return date(int(text[:4]), int(text[5:]), 1)


def next_month(first: date) -> date:
    """Return the first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def one_share(base_kopecks: int, percent: Decimal) -> Share:
    """Return the per cent of what a payment brought; a stage that cost more than it brought is no fine."""
    base = max(base_kopecks, 0)
    return Share(base, percent, share(base, percent))


def pool_shares(base_kopecks: int, percent: Decimal, heads: int) -> list[Share]:
    """Return the parts of a common pool, split evenly without losing a kopeck."""
    pool = share(max(base_kopecks, 0), percent)
    return [Share(max(base_kopecks, 0), percent, part) for part in split(pool, [1] * heads)] if heads else []


def share_taken_back(share_then: Share, *, paid_kopecks: int, left_kopecks: int, taken_kopecks: int) -> Share:
    """Return what a correction takes back of the share of the payment it corrects: figures below zero, or zero.

    `left_kopecks` of the payment counted before the correction took `taken_kopecks` away. Each time the share of what
    is left is rounded and the difference is taken, so that corrections of the whole payment add up to its whole share.
    """

    def taken(whole: int) -> int:
        before, after = (round_kopecks(Fraction(whole * left, paid_kopecks)) for left in (left_kopecks, left_kopecks - taken_kopecks))
        return after - before

    return Share(taken(share_then.base_kopecks), share_then.percent, taken(share_then.amount_kopecks))


def reasons_not_to_change(*, percent: Decimal, closed: bool, in_force: bool, later: bool) -> list:
    """List why a rule cannot be changed: its per cent, a closed month, a rule that is over, a day before it began."""
    reasons = []
    if not 0 <= percent <= 100:
        reasons.append(_("A per cent is from 0 to 100."))
    if closed:
        reasons.append(_("That month is closed: bonus rules are known in advance."))
    if not in_force or not later:
        reasons.append(_("Change the rule in force, from a day after it began."))
    return reasons


def reasons_not_to_close(*, closed: bool, month: date, today: date) -> list:
    """List why a month cannot be closed."""
    reasons = []
    if closed:
        reasons.append(_("This month has been closed already."))
    if too_far_ahead(month, today):
        reasons.append(_("This month begins more than a month from now."))
    return reasons
