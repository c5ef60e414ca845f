"""Forecasts of days in words: which day alarms, when a drift is told again, what makes a forecast doubtful."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from svyazka.kit.dated import reasons_against_day, reasons_beyond

SHARES = (50, 80, 95)  # of a hundred walks through the plan
USUAL = {"percent": 80, "again_days": 2, "again_percent": 50}
LIMITS = {"again_days": (1, 60), "again_percent": (0, 400)}
FEW_FINISHED = 10  # tasks of the past: with fewer a forecast is mostly a law of estimates in general


@dataclass(frozen=True)
class Alarm:
    """The share of walks whose day is compared with the promise; a drift told of is told again once it has grown by so many
    working days, and by so many per cent of what was told."""

    percent: int
    again_days: int
    again_percent: int

    def calls(self, drift: int, told: int | None) -> bool:
        """Tell whether a drift of these working days calls; `told` were said before of the same promise, None is nothing yet.

        One that has gone (nought was told) calls again when it has grown as far: a day to and fro stays silent.
        """
        if told is None:
            return drift > 0
        return drift >= told + max(self.again_days, -(-told * self.again_percent // 100))


def reasons_not_alarm(alarm: Alarm, *, starts_on: date, today: date, taken: bool) -> list:
    """List why this is no rule of alarms to hold from that day on."""
    reasons = []
    if alarm.percent not in SHARES:
        reasons.append(_("A forecast is told for 50, 80 and 95 of a hundred."))
    return reasons + reasons_beyond(alarm, LIMITS, NAMES) + reasons_against_day(starts_on=starts_on, today=today, taken=taken)


NAMES = {
    "again_days": _("Call again when it grows by, working days"),
    "again_percent": _("… and by, % of what was told"),
}


class Doubt(StrEnum):
    """What a forecast could not know, or why there is none."""

    BLOCKED = "blocked"
    BACKLOG = "backlog"
    IDLE = "idle"
    RING = "ring"
    FEW = "few"


class DoubtTold(TypedDict):
    """A doubt and of how many tasks, people or stages it is."""

    code: str
    count: int


def said_of(doubt: DoubtTold) -> str:
    """Return the doubt as a person reads it."""
    n = doubt["count"]
    return {
        Doubt.BLOCKED: ngettext("%(n)s task is blocked: the forecast lets it go on today.", "%(n)s tasks are blocked: the forecast lets them go on today.", n),
        Doubt.BACKLOG: ngettext("%(n)s task of the backlog is in no plan and in no forecast.", "%(n)s tasks of the backlog are in no plan and in no forecast.", n),
        Doubt.IDLE: ngettext("%(n)s assignee has no working hours ahead: no day can be told.", "%(n)s assignees have no working hours ahead: no day can be told.", n),
        Doubt.RING: ngettext("%(n)s task waits for itself: no day can be told.", "%(n)s tasks wait for each other: no day can be told.", n),
        Doubt.FEW: ngettext("Only %(n)s finished task with hours so far: the forecast is wide.", "Only %(n)s finished tasks with hours so far: the forecast is wide.", n),
    }[Doubt(doubt["code"])] % {"n": n}
