"""Covers in words and numbers: whose day is full, which day breaks, what stands in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from svyazka.kit.states import Moves


class CoverState(TextChoices):
    COMPUTED = "computed", _("Asked of the deputy")
    ACCEPTED = "accepted", _("Accepted by the deputy")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class DayVerdict(TextChoices):
    GREEN = "green", _("Without harm")
    YELLOW = "yellow", _("Tight")
    RED = "red", _("Over the norm")


COVER_MOVES = Moves(CoverState, {
    "accept": {"computed": "accepted"},
    "decline": {"computed": "declined", "accepted": "declined"},
    "reassign": {"computed": "computed", "accepted": "computed", "declined": "computed"},
    "approve": {"accepted": "approved"},
    "lapse": {"computed": "declined", "accepted": "declined", "approved": "declined", "declined": "declined"},
})
ABSENCE_MOVES = {
    "approve": {"requested": "approved"},
    "decline": {"requested": "declined"},
    "cancel": {"requested": "cancelled", "approved": "cancelled"},
}
ALIVE = ("requested", "approved")
TIGHT = Decimal(1)


@dataclass(frozen=True)
class Day:
    """One working day of a cover: the deputy's own hours, the hours taken over, the norm, and what follows."""

    day: str
    own_hours: str
    covered_hours: str
    norm_hours: str
    verdict: str


def judge_days(days: Iterable[date], *, own: Mapping[date, Decimal], covered: Decimal, norm: Mapping[date, Decimal]) -> list[dict]:
    """Judge each working day: green within the norm, yellow up to an hour over it, red above or when there is no norm."""
    return [asdict(_judged(day, own.get(day, Decimal(0)), covered, norm.get(day, Decimal(0)))) for day in days]


def _judged(day: date, own: Decimal, covered: Decimal, norm: Decimal) -> Day:
    over = own + covered - norm
    verdict = DayVerdict.RED if over > TIGHT or not norm else DayVerdict.YELLOW if over > 0 else DayVerdict.GREEN
    return Day(str(day), f"{own:.2f}", f"{covered:.2f}", f"{norm:.2f}", verdict.value)


def worst(days: Iterable[Mapping]) -> str:
    """Return the worst verdict of the days; green of none."""
    order = list(DayVerdict.values)
    return max((day["verdict"] for day in days), key=order.index, default=DayVerdict.GREEN.value)


def reasons_not_to_be_deputy(*, absent: bool, away: bool, misfit: Iterable) -> list:
    """List why a person cannot stand in; `misfit` are the reasons why their track does not fit the seat."""
    if absent or away:
        return [_("This person is away on those days.")]
    return list(misfit)


def reasons_not_to_cancel(*, over: bool) -> list:
    """List why an absence cannot be cancelled."""
    return [_("These days are over.")] if over else []


def reasons_not_to_cover(*, state: str) -> list:
    """List why nothing can be agreed about a cover: its absence is declined or cancelled."""
    return [] if state in ALIVE else [_("These days off are declined or cancelled: there is nothing to cover.")]


def reasons_not_to_approve(*, state: str, deputy: bool, verdict: str, risk_signed: bool) -> list:
    """List why a cover cannot be approved."""
    reasons = []
    if not deputy:
        reasons.append(_("Name a deputy first."))
    elif state != CoverState.ACCEPTED:
        reasons.append(_("The deputy has not accepted yet."))
    if verdict == DayVerdict.RED and not risk_signed:
        reasons.append(_("Some days are over the deputy's norm: name another deputy, or sign the risk."))
    return reasons
