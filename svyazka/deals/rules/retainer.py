"""Retainers in words: periods, what is agreed of each, how a period turns."""

import itertools
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.states import Moves


class Turn(TextChoices):
    """When one period follows another."""

    MONTH = "month", _("With the calendar month")
    DAY = "day", _("On the day of the start")


class Rollover(TextChoices):
    """What becomes of hours that were not used."""

    NONE = "none", _("Hours that are not used burn")
    CAP = "cap", _("Hours are carried on, up to a cap")
    EXPIRY = "expiry", _("Hours are carried on for some periods")


class PeriodState(TextChoices):
    PLANNED = "planned", pgettext_lazy("period", "Ahead")
    OPEN = "open", pgettext_lazy("period", "Running")
    CLOSED = "closed", pgettext_lazy("period", "Over")
    CANCELLED = "cancelled", pgettext_lazy("period", "Called off")


class ExtraState(TextChoices):
    """Hours above the period's, as the client has answered."""

    ASKED = "asked", _("Waits for the client")
    APPROVED = "approved", pgettext_lazy("extra hours", "Approved")
    DECLINED = "declined", pgettext_lazy("extra hours", "Declined")


PERIOD_MOVES = Moves(PeriodState, {
    "open": {"planned": "open"},
    "close": {"open": "closed"},
    "reopen": {"closed": "open"},  # hours were written late
    "cancel": {"planned": "cancelled", "open": "cancelled"},
})
EXTRA_MOVES = Moves(ExtraState, {"approve": {"asked": "approved"}, "decline": {"asked": "declined"}})
MOST_PERIODS, MOST_LASTS, MOST_HOURS = 60, 24, Decimal(100_000)


@dataclass(frozen=True)
class RetainerTerms:
    """What is agreed of a retainer: hours and a fee a period, what becomes of hours left, what an hour above costs."""

    starts_on: date
    count: int
    hours: Decimal
    fee_kopecks: int
    turn: str = Turn.MONTH.value
    rollover: str = Rollover.NONE.value
    cap_hours: Decimal | None = None
    lasts: int | None = None
    borrow_hours: Decimal = Decimal(0)
    overage_kopecks: int = 0

    @property
    def total_kopecks(self) -> int:
        return self.fee_kopecks * self.count


TERM_NAMES = tuple(field.name for field in fields(RetainerTerms))
CHANGEABLE = ("count", "hours", "fee_kopecks", "overage_kopecks")
"""What an amendment may change, of the periods that have not begun."""


def reasons_against_retainer(terms: RetainerTerms) -> list:
    """List which terms of a retainer cannot be kept."""
    reasons = []
    if not 1 <= terms.count <= MOST_PERIODS:
        reasons.append(_("A retainer has from 1 to %(most)s periods.") % {"most": MOST_PERIODS})
    if not 0 < terms.hours <= MOST_HOURS or terms.fee_kopecks <= 0:
        reasons.append(_("A period has its hours and its fee."))
    if is_cut_short(terms.turn, terms.starts_on):
        reasons.append(_("The first period would be shorter than half a month for the full fee: begin on the first of a month, or let "
                         "periods follow the day of the start."))  # fmt: skip
    if terms.rollover == Rollover.CAP and (terms.cap_hours is None or terms.cap_hours <= 0):
        reasons.append(_("Say up to how many hours are carried on."))
    if terms.rollover == Rollover.EXPIRY and not 1 <= (terms.lasts or 0) <= MOST_LASTS:
        reasons.append(_("Say for how many periods hours are carried on, from 1 to %(most)s.") % {"most": MOST_LASTS})
    if not 0 <= terms.borrow_hours <= terms.hours:
        reasons.append(_("At most the hours of one period are borrowed from the next."))
    if terms.overage_kopecks < 0:
        reasons.append(_("The price of an hour is not below zero."))
    return reasons


def reasons_not_to_price(terms: RetainerTerms, *, price_kopecks: int) -> list:
    """List why the fee does not stand beside the price that was offered: for one period, or for all of them."""
    if price_kopecks in (terms.fee_kopecks, terms.total_kopecks):
        return []
    return [_("The fee of a period, or of all of them together, is the price of the proposal.")]


def months_on(day: date, months: int) -> date:
    """Return the day that many months later; the 31st of a shorter month is its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_cut_short(turn: str, starts_on: date) -> bool:
    """Tell whether the first period, which ends with its calendar month, is less than half of that month."""
    days = monthrange(starts_on.year, starts_on.month)[1]
    return turn == Turn.MONTH and 2 * (days - starts_on.day + 1) < days


def spans(turn: str, starts_on: date, count: int) -> list[tuple[date, date]]:
    """Return the first and the last day of every period; by calendar month the first one begins with the retainer."""
    starts = [starts_on, *(months_on(starts_on.replace(day=1) if turn == Turn.MONTH else starts_on, n) for n in range(1, count + 1))]
    return [(first, following - timedelta(days=1)) for first, following in itertools.pairwise(starts)]


def due_turn(state: str, *, starts_on: date, ends_on: date, today: date) -> str:
    """Return the event that the calendar brings to a period in this state, or nothing."""
    if state == PeriodState.PLANNED and starts_on <= today:
        return "open"
    return "close" if state == PeriodState.OPEN and ends_on < today else ""


def reasons_not_to_ask_extra(*, state: str, hours: Decimal, waiting: int) -> list:
    """List why the client is not asked for hours above the period's."""
    reasons = []
    if state not in (PeriodState.OPEN, PeriodState.CLOSED):
        reasons.append(_("Hours above the period's are asked for once it has begun."))
    if not 0 < hours <= MOST_HOURS:
        reasons.append(_("Say how many hours are needed."))
    if waiting:
        reasons.append(_("The client has not answered to the hours asked for before."))
    return reasons


def reasons_not_to_answer_extra(*, by_contact: bool, evidence: str) -> list:
    """List why this is no answer of the client: staff name what it rests on."""
    return [] if by_contact or evidence.strip() else [_("Say on what the client's answer rests: a letter, a call, a meeting.")]


def reasons_not_to_change(terms: Mapping, *, begun: int) -> list:
    """List why a retainer cannot be changed so; `begun` is how many periods have begun."""
    reasons = []
    count = terms.get("count")
    if count is not None and not max(1, begun) <= count <= MOST_PERIODS:
        reasons.append(_("Periods that have begun stay; a retainer has at most %(most)s.") % {"most": MOST_PERIODS})
    if Decimal(terms.get("hours", 1)) <= 0 or terms.get("fee_kopecks", 1) <= 0 or terms.get("overage_kopecks", 0) < 0:
        reasons.append(_("A period has its hours and its fee."))
    return reasons
