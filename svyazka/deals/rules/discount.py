"""Discounts in words: states, when the head is asked, what stands in the way."""

from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.formats import percent
from svyazka.kit.states import Moves


class DiscountState(TextChoices):
    WAITING = "waiting", pgettext_lazy("discount", "Waits for the head")
    APPROVED = "approved", pgettext_lazy("discount", "Approved")
    DECLINED = "declined", pgettext_lazy("discount", "Declined")


DISCOUNT_MOVES = Moves(DiscountState, {"approve": {"waiting": "approved"}, "decline": {"waiting": "declined"}})


def reasons_not_to_discount(*, off: Fraction, limit: Decimal, reason: str, reason_from: Decimal) -> list:
    """List why a discount of so many per cent does not go out by itself; one of everything leaves no price."""
    reasons = []
    if off >= 100:
        reasons.append(_("This is no price of the agency's own work: name one."))
    elif off > Fraction(limit):
        reasons.append(
            _("A discount of %(off)s is above the limit of %(limit)s: it is approved by the head.")
            % {"off": percent(round(Decimal(off.numerator) / off.denominator, 1)), "limit": percent(limit)}
        )
    elif off >= Fraction(reason_from) and off > 0 and not reason.strip():
        reasons.append(_("Say why the price is lower."))
    return reasons


def reasons_not_to_mark_up(*, price_kopecks: int, own_kopecks: int, limit: Decimal) -> list:
    """List why a price so far above the estimate's does not go out by itself: more often it is a slip of the keyboard."""
    if own_kopecks <= 0 or price_kopecks * 100 <= Fraction(limit) * own_kopecks:
        return []
    return [_("The price is more than %(limit)s of the estimate's: check it, or let the head approve it.") % {"limit": percent(limit)}]


def reasons_not_to_lower(*, barred: bool) -> list:
    """List why no price lower than the estimate's goes out by itself: the deepest discount would break the floor of margin."""
    return [_("A price lower than this estimate's is approved by the head: ask for the discount.")] if barred else []


def reasons_not_to_ask(*, off: Fraction, reason: str, price_kopecks: int, waiting: bool) -> list:
    """List why the head cannot be asked for this price."""
    reasons = []
    if off <= 0:
        reasons.append(_("This price is not lower than the estimate's."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    if not reason.strip():
        reasons.append(_("Say why the price is lower."))
    if waiting:
        reasons.append(_("A discount waits for the head already."))
    return reasons


def reasons_not_to_settle(*, own: bool, agreed: bool, reason: str) -> list:
    """List why this person cannot answer a discount: four eyes, and a no has its reason."""
    reasons = []
    if own:
        reasons.append(_("Four eyes: somebody else answers a discount of yours."))
    if not agreed and not reason.strip():
        reasons.append(_("Say why not."))
    return reasons
