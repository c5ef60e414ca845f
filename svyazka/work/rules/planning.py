"""Shares of people, weights of projects, and how long plans are looked for: what is right about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from svyazka.kit.dated import reasons_against_day

MOST_WEIGHT = 100
MOST_LOOK, MOST_IDLE = 600, 120  # seconds
NOT_RUNNING = _("The project does not run: there is nothing to plan.")
FURTHEST_DAY = date(2999, 12, 31)


@dataclass(frozen=True)
class PlanNorms:
    """For how many seconds a plan of the agency is made better at most, and how soon that ends when nobody looks."""

    look_seconds: int
    idle_seconds: int


USUAL_LOOK = PlanNorms(look_seconds=60, idle_seconds=12)


@dataclass(frozen=True)
class Given:
    """So many per cent of a person on days [starts_on, ends_on) are given to a project."""

    project: int
    percent: int
    starts_on: date
    ends_on: date | None = None

    def touches(self, other: "Given") -> bool:
        return self.starts_on < (other.ends_on or FURTHEST_DAY) and other.starts_on < (self.ends_on or FURTHEST_DAY)


def reasons_not_to_give(new: Given, others: Iterable[Given], *, today: date, runs: bool) -> list:
    """List why such a share cannot be given beside those that the person has already."""
    reasons = [] if runs else [NOT_RUNNING]
    if not 1 <= new.percent <= 100:
        reasons.append(_("A share is of 1 to 100 %."))
    if new.starts_on < today:
        reasons.append(_("A share begins today or later: what was, was planned otherwise."))
    if new.ends_on is not None and new.ends_on <= new.starts_on:
        reasons.append(_("A share ends after it begins."))
    beside = [one for one in others if one.touches(new)]
    if any(one.project == new.project for one in beside):
        reasons.append(_("The person has a share for this project on these days already: end it first."))
    full = max((_given_on(day, beside) for day in _days_of_change(new, beside)), default=0)
    if full + new.percent > 100:
        reasons.append(_("On these days %(given)s %% of the person are given away already: at most %(left)s %% are left.") % {
            "given": full, "left": 100 - full})  # fmt: skip
    return reasons


def _days_of_change(new: Given, beside: list[Given]) -> list[date]:
    return [max(new.starts_on, one.starts_on) for one in beside]


def _given_on(day: date, rows: list[Given]) -> int:
    return sum(one.percent for one in rows if one.starts_on <= day < (one.ends_on or FURTHEST_DAY))


def reasons_not_to_end(*, ends_on: date | None, on: date, today: date) -> list:
    """List why a share cannot end on that day: the first one on which it is no more."""
    if ends_on is not None and ends_on <= today:
        return [_("This share has ended already.")]
    if on < today:
        return [_("A share ends today or later: what was, was planned with it.")]
    return [_("It ends before that day anyhow.")] if ends_on is not None and ends_on < on else []


def reasons_not_to_weigh(*, weight: int, starts_on: date, today: date, runs: bool) -> list:
    """List why a project cannot have this weight from that day on."""
    reasons = []
    if not 1 <= weight <= MOST_WEIGHT:
        reasons.append(_("A weight is a whole number from 1, a usual project, to %(most)s.") % {"most": MOST_WEIGHT})
    if starts_on < today:
        reasons.append(_("A weight holds from today or later: what was planned stays as it was."))
    if not runs:
        reasons.append(NOT_RUNNING)
    return reasons


def reasons_not_plan_norms(norms: PlanNorms, *, starts_on: date, today: date, taken: bool) -> list:
    """List why these cannot be the norms of planning from that day on."""
    reasons = []
    if not 1 <= norms.look_seconds <= MOST_LOOK:
        reasons.append(_("A plan is looked for during 1 to %(most)s seconds.") % {"most": MOST_LOOK})
    if not 3 <= norms.idle_seconds <= MOST_IDLE:
        reasons.append(_("The look ends 3 to %(most)s seconds after nobody looks.") % {"most": MOST_IDLE})
    return reasons + reasons_against_day(starts_on=starts_on, today=today, taken=taken)
