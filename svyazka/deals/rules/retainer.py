"""Retainers in words: periods, what is agreed of each, how a period turns."""

from dataclasses import dataclass, fields
from datetime import date
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


TERM_NAMES = tuple(field.name for field in fields(RetainerTerms))


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
