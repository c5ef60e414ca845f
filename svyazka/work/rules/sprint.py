"""Sprints in words and figures: when one begins and ends, how much a person can take, how fast a project goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CENT = Decimal("0.01")
LOOKED_BACK, ENOUGH = 6, 3  # sprints that tell the pace; fewer than enough are told as little data


class SprintState(TextChoices):
    RUNNING = "running", pgettext_lazy("sprint", "Running")
    CLOSED = "closed", pgettext_lazy("sprint", "Closed")


SPRINT_MOVES: dict[str, frozenset[str]] = {
    SprintState.RUNNING: frozenset({SprintState.CLOSED}),
    SprintState.CLOSED: frozenset(),
}


def reasons_not_to_start_sprint(*, starts_on: date, ends_on: date, running: bool) -> list:
    """List why a sprint with these days [starts_on, ends_on] cannot begin."""
    reasons = []
    if running:
        reasons.append(_("A sprint is running already: close it first."))
    if ends_on < starts_on:
        reasons.append(_("The last day is before the first one."))
    if (ends_on - starts_on).days > 31:
        reasons.append(_("A sprint is at most a month long."))
    return reasons


def reasons_not_to_close_sprint(*, running: bool, without_reason: Sequence[str]) -> list:
    """List why the sprint cannot be closed; each unfinished task is carried over with a reason."""
    reasons = []
    if not running:
        reasons.append(_("The sprint is closed already."))
    if without_reason:
        named = ", ".join(f"«{title}»" for title in without_reason[:5])
        reasons.append(_("Some tasks are not done: say why they are carried over: %(tasks)s.") % {"tasks": named})
    return reasons


def reasons_not_to_take_out(*, running: bool, done: bool, reason: str) -> list:
    """List why a task cannot be taken out of the sprint before its end."""
    reasons = []
    if not running:
        reasons.append(_("The sprint is closed already."))
    if done:
        reasons.append(_("The task is done: it stays in the sprint it was done in."))
    if not reason.strip():
        reasons.append(_("Say why the task leaves the sprint: the burn-up shows the change."))
    return reasons


@dataclass(frozen=True)
class Share:
    """What a person can take into a sprint, in hours: by their calendar, promised elsewhere, taken here."""

    person: object
    capacity: Decimal
    elsewhere: Decimal
    taken: Decimal

    @property
    def free(self) -> Decimal:
        return max(self.capacity - self.elsewhere, Decimal(0))

    @property
    def over(self) -> Decimal:
        return max(self.taken - self.free, Decimal(0))


def part_inside(hours: Decimal, *, inside: Decimal, whole: Decimal) -> Decimal:
    """Return how many of the hours of another sprint fall here: as its person's working time does; all if there is none."""
    return hours if whole <= 0 else (hours * min(inside, whole) / whole).quantize(CENT)


@dataclass(frozen=True)
class Velocity:
    """The median hours done a sprint, of so many of them; little data under ENOUGH."""

    hours: Decimal | None
    n: int

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH


def velocity(done: Sequence[Decimal]) -> Velocity:
    """Return the pace of the last sprints, the newest first."""
    last = list(done)[:LOOKED_BACK]
    return Velocity(Decimal(median(last)).quantize(CENT) if last else None, len(last))
