"""How well a lead was handled, from 0 to 100, by component; what cannot be judged yet is no data, never nought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from statistics import median

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

VERSION = 2  # of the definition below; figures of different versions are not compared
FEW = 8  # fewer leads than that tell nothing for sure
ONE, HALF, NOUGHT = Fraction(1), Fraction(1, 2), Fraction(0)


class Component(TextChoices):
    SPEED = "speed", _("Speed of the first answer")
    NEEDS = "needs", _("Completeness of needs")
    VERDICT = "verdict", _("Verdict before the offer")
    NEXT_STEP = "next_step", _("Next step with a date")
    REASON = "reason", _("Reason at closing")


POINTS = {Component.SPEED: 25, Component.NEEDS: 25, Component.VERDICT: 20, Component.NEXT_STEP: 15, Component.REASON: 15}
SHORT = {
    Component.SPEED: _("Speed"), Component.NEEDS: _("Needs"), Component.VERDICT: _("Verdict"), Component.NEXT_STEP: _("Step"),
    Component.REASON: _("Reason"),
}  # fmt: skip
Shares = Mapping[str, Fraction | None]


@dataclass(frozen=True)
class Part:
    """One component of one lead: `share` from 0 to 1, or None while it cannot be judged."""

    component: Component
    share: Fraction | None

    @property
    def points(self) -> int:
        return POINTS[self.component]

    @property
    def earned(self) -> Fraction | None:
        return None if self.share is None else self.share * self.points


def parts_of(shares: Shares) -> list[Part]:
    """Return every component in its order."""
    return [Part(component, shares.get(component)) for component in Component]


def score_of(shares: Shares) -> Fraction | None:
    """Return the quality from 0 to 100: what was earned of what could be judged; None if nothing could."""
    judged = [part for part in parts_of(shares) if part.share is not None]
    if not judged:
        return None
    return 100 * sum((part.earned for part in judged), NOUGHT) / sum(part.points for part in judged)


def speed_share(used: Fraction, *, answered: bool) -> Fraction | None:
    """Return the share for speed by the share of the norm used: whole within the norm, nought from twice the norm on.

    Nobody has answered yet: within the norm it cannot be judged.
    """
    if used <= 1:
        return ONE if answered else None
    return max(2 - used, NOUGHT)


def next_step_share(*, next_step_on: date | None, was_planned: bool, taken: bool, closed: bool, today: date) -> Fraction | None:
    """Return the share for the next step: half for one whose day has passed; a closed lead is asked only if it ever had one."""
    if not taken:
        return None
    if closed:
        return ONE if was_planned else NOUGHT
    if next_step_on is None:
        return NOUGHT
    return ONE if next_step_on >= today else HALF


def reason_share(*, given_up: bool, has_words: bool, has_reason: bool) -> Fraction | None:
    """Return the share for the reason of a lead that was lost or is not ours: half for words without a reason of the list."""
    if not given_up:
        return None
    return (HALF if has_words else NOUGHT) + (HALF if has_reason else NOUGHT)


@dataclass(frozen=True)
class Figures:
    """What some leads show together; None is no data."""

    count: int
    median_answer: timedelta | None
    p80_answer: timedelta | None
    in_norm: Fraction | None
    score: Fraction | None
    components: Mapping[str, Fraction | None]

    @property
    def is_few(self) -> bool:
        return self.count < FEW


def percentile(values: Iterable, percent: int):
    """Return the smallest value that so many per cent of the values do not exceed (nearest rank); None of none."""
    ordered = sorted(values)
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1] if ordered else None


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the mean of those that are known; None of none."""
    known = [value for value in values if value is not None]
    return sum(known, NOUGHT) / len(known) if known else None


@dataclass(frozen=True)
class Judged:
    """One lead, measured: working time to the answer, share of the norm used, shares by component."""

    answered_in: timedelta | None
    used: Fraction
    shares: Shares


def figures_of(leads: Iterable[Judged]) -> Figures:
    """Return what these leads show together."""
    leads = list(leads)
    answers = [lead.answered_in for lead in leads if lead.answered_in is not None]
    due = [lead for lead in leads if lead.answered_in is not None or lead.used > 1]  # whose norm has been kept or broken
    return Figures(
        count=len(leads), median_answer=median(answers) if answers else None, p80_answer=percentile(answers, 80),
        in_norm=Fraction(sum(lead.used <= 1 for lead in due), len(due)) if due else None,
        score=mean(score_of(lead.shares) for lead in leads),
        components={each.value: mean(lead.shares.get(each) for lead in leads) for each in Component},
    )  # fmt: skip
