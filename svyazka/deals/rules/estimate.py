"""Estimates in words: states, lines, what stands in the way."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.deals.rules.rates import fits
from svyazka.kit.money import cost_of
from svyazka.kit.states import Moves


class EstimateState(TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready")
    APPROVED = "approved", _("Approved by the head")


ESTIMATE_MOVES = Moves(EstimateState, {
    "edit": {"draft": "draft"},
    "freeze": {"draft": "ready"},
    "discount": {"ready": "ready", "approved": "approved"},
    "approve": {"ready": "approved", "approved": "approved"},
    "offer": {"ready": "ready", "approved": "approved"},
})


class PassKind(TextChoices):
    MEDIA = "media", _("Media budget")
    LICENCE = "licence", _("Licences")
    SUBCONTRACT = "subcontract", _("Subcontract")
    OTHER = "other", _("Other expenses")


MOST_LINES = 500


def reasons_not_lines(rows: Iterable[Mapping]) -> list:
    """List why these lines ({"hours", "optimistic", "likely", "pessimistic", "rate_kopecks", "group", "option"}) cannot be kept."""
    lines, reasons = list(rows), []
    if len(lines) > MOST_LINES:
        reasons.append(_("An estimate has at most %(most)s lines.") % {"most": MOST_LINES})
    if any(row["hours"] < 0 for row in lines):
        reasons.append(_("Hours are not below zero."))
    if any(row["rate_kopecks"] < 0 for row in lines):
        reasons.append(_("A rate is not below zero."))
    if any(not _in_order(row) for row in lines):
        reasons.append(_("Three points of hours stand together, from the best case to the worst."))
    if any(row["group"] and not row["option"] for row in lines):
        reasons.append(_("An alternative has a name of its own: by it the client chooses."))
    if not fits(sum(cost_of(row["hours"], row["rate_kopecks"]) for row in lines)):
        reasons.append(_("The sum is too big."))
    return reasons


def _in_order(row: Mapping) -> bool:
    points = [row["optimistic"], row["likely"], row["pessimistic"]]
    told = [point for point in points if point is not None]
    return not told or (len(told) == 3 and 0 <= points[0] <= points[1] <= points[2])


def reasons_not_terms(*, reserve_percent: Decimal, passed: Iterable[Mapping]) -> list:
    """List why the reserve or what is passed on ({"sum_kopecks", "fee_percent"}) cannot be so."""
    reasons, rows = [], list(passed)
    if not 0 <= reserve_percent <= 100:
        reasons.append(_("The reserve for risk is from 0 to 100 per cent."))
    if any(row["sum_kopecks"] <= 0 or not fits(row["sum_kopecks"]) for row in rows) or not fits(sum(row["sum_kopecks"] for row in rows)):
        reasons.append(_("What is passed on has a sum, and not a boundless one."))
    if any(row["fee_percent"] is not None and not 0 <= row["fee_percent"] <= 100 for row in rows):
        reasons.append(_("A fee is from 0 to 100 per cent."))
    if len(rows) > MOST_LINES:
        reasons.append(_("An estimate has at most %(most)s lines.") % {"most": MOST_LINES})
    return reasons


def reasons_not_to_freeze(hours: Iterable[tuple[str, Decimal]]) -> list:
    """List why lines (title, hours) are no estimate yet."""
    rows = list(hours)
    if not rows:
        return [_("An estimate has at least one line.")]
    empty = [title for title, told in rows if told <= 0]
    if not empty:
        return []
    return [_("Every line has more than zero hours."), *(_("No hours yet: %(title)s") % {"title": title} for title in empty[:5])]


def reasons_not_to_approve(*, own: bool, price_kopecks: int) -> list:
    """List why this person cannot let this price go out below the floor."""
    reasons = []
    if own:
        reasons.append(_("Four eyes: somebody else approves what you have estimated."))
    if price_kopecks <= 0:
        reasons.append(_("Name a price."))
    return reasons
