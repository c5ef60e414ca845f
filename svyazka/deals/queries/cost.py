"""Who sees what work costs: one answer for pages, the API, the story and other rooms (docs/decisions/0013)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from svyazka.deals.models import Estimate, EstimateLine
from svyazka.deals.queries.rates import floor_on, people_by_specialism, screen_on
from svyazka.deals.queries.sums import parts_in, totals_of
from svyazka.deals.rules import Share, shown
from svyazka.kit.guard import Duty, Stage, may
from svyazka.kit.memo import once
from svyazka.people.queries import today

COST = Duty("cost.see", _("See what work costs and what it leaves"), stage=Stage.MONEY, shared=True)
FEW = _("Hidden: this sum would tell what one person costs.")
DRAFTED = _("The margin, and whether it keeps the floor, is told once the estimate is frozen.")


def sees_cost(person, subject, at: datetime) -> bool:
    """Tell whether the person may see cost and margin of the engagement (of anything, where there is no subject)."""
    return person.kind == "staff" and bool(may(person, COST, subject, at))


@dataclass(frozen=True)
class CostTold:
    """What the person is told of an estimate's cost: all of it; or its margin in whole per cents; or why not.

    Whether it keeps the floor everybody is told of a frozen one; `below` is None where even that is not told.
    """

    below: bool | None
    percent: Decimal | None = None
    margin_kopecks: int | None = None
    cost_kopecks: int | None = None
    hidden: object = ""

    @property
    def exact(self) -> bool:
        return self.cost_kopecks is not None


def cost_told(estimate: Estimate, person, at: datetime) -> CostTold:
    """Return what this person is told of what the estimate costs and leaves."""
    sums = totals_of(estimate)
    below, percent = sums.is_below(floor_on(today(at))), sums.margin_percent()
    if sees_cost(person, estimate, at):
        return CostTold(below, percent, sums.margin_kopecks(), sums.cost_kopecks)
    if estimate.state == "draft":
        return CostTold(None, hidden=DRAFTED)
    if estimate.pk not in shown_of(estimate.engagement_id, at):
        return CostTold(below, hidden=FEW)
    return CostTold(below, None if percent is None else percent.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def shown_of(engagement_id: int, at: datetime) -> set[int]:
    """Return the frozen estimates of the engagement whose margins, side by side, tell on nobody: asked once in a request."""
    return once(("deals.shown", engagement_id), lambda: _shown_of(engagement_id, at))


def _shown_of(engagement_id: int, at: datetime) -> set[int]:
    frozen = Estimate.objects.filter(engagement=engagement_id).exclude(state="draft").order_by("edition").prefetch_related("lines", "passed")
    return shown(((one.pk, shares_of(usual_lines(one))) for one in frozen), screen_on(today(at)))


def usual_lines(estimate: Estimate) -> list[EstimateLine]:
    """Return the lines of the base and of the first alternatives."""
    return [line for part in parts_in(estimate) if part.is_base or part.usual for line in part.lines]


def shares_of(lines: Iterable[EstimateLine]) -> list[Share]:
    """Return whose rate each line costs by, and how many people stand behind that rate."""
    behind = people_by_specialism()
    return [
        Share(f"person {line.person_id}", 1, line.own_kopecks) if line.person_id
        else Share(f"specialism {line.specialism_id}", max(behind.get(line.specialism_id, 0), 1), line.own_kopecks)
        for line in lines
    ]  # fmt: skip
