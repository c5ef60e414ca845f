"""Norms of hours: rounding, reminders, when a week is checked and locked. Dated data, shipped filled."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.kit.dated import reasons_against_day, reasons_beyond
from svyazka.work.rules.timer import Rounding

STEPS = (1, 5, 6, 10, 15, 30)  # minutes: parts of an hour in which agencies count
USUAL = {"step_minutes": 15, "rounding": Rounding.NEAREST, "most_timer_hours": 12, "in_within_days": 1, "least_percent": 80,
         "check_within_days": 2, "lock_after_days": 14, "reminds": True}  # fmt: skip


@dataclass(frozen=True)
class Norms:
    """What holds of hours: a timer's step in minutes and how it is rounded; after how many hours of a timer its person
    is asked; within how many working days hours are in and a week is checked; under which per cent of the norm a day is
    lacking; how many days after a week its checked hours are locked; whether people are reminded."""

    step_minutes: int
    rounding: str
    most_timer_hours: int
    in_within_days: int
    least_percent: Decimal
    check_within_days: int
    lock_after_days: int
    reminds: bool


LIMITS = {"most_timer_hours": (4, 24), "in_within_days": (0, 10), "least_percent": (1, 100), "check_within_days": (1, 20), "lock_after_days": (1, 92)}


def reasons_not_norms(norms: Norms, *, starts_on: date, today: date, taken: bool) -> list:
    """List why these are no norms of hours to hold from that day on."""
    reasons = []
    if norms.step_minutes not in STEPS:
        reasons.append(_("A timer is counted in steps of %(steps)s minutes.") % {"steps": ", ".join(map(str, STEPS))})
    if norms.rounding not in Rounding.values:
        reasons.append(_("A timer is rounded to the nearest step, or up."))
    return reasons + reasons_beyond(norms, LIMITS, NAMES) + reasons_against_day(starts_on=starts_on, today=today, taken=taken)


NAMES = {
    "most_timer_hours": _("A timer runs by itself at most, hours"),
    "in_within_days": _("Hours are in within, working days"),
    "least_percent": _("A day is lacking under, % of the norm"),
    "check_within_days": _("A week is checked within, working days"),
    "lock_after_days": _("Checked hours are locked after, days"),
}
