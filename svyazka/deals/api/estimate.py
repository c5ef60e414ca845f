"""Estimates, spoken in JSON."""

from decimal import Decimal

from django.utils import timezone
from ninja import Query, Router, Status
from pydantic import Field

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.api.shown_estimate import shown, shown_pair
from svyazka.deals.models import Estimate
from svyazka.kit.api import Hours, In, Key, Line, Money, Percent, upto
from svyazka.kit.http import find

router = Router()
MOST = 500  # lines


class LineIn(In):
    title: Line
    specialism: Line
    hours: Hours | None = None
    optimistic: Hours | None = None
    likely: Hours | None = None
    pessimistic: Hours | None = None
    rate: Money | None = None
    clause_id: Key | None = None
    section: upto(200) = ""  # type: ignore[valid-type]
    person: upto(150) = ""  # type: ignore[valid-type]
    group: upto(100) = ""  # type: ignore[valid-type]
    option: upto(100) = ""  # type: ignore[valid-type]

    def told(self) -> dict:
        """Return the line in the action's words; without three points the likely number is the only one."""
        said = {**self.model_dump(exclude={"rate"}), "rate_kopecks": self.rate.kopecks if self.rate else None}
        return said if self.hours is not None else {**said, "hours": self.likely}


class PassIn(In):
    kind: Line
    title: Line
    sum: Money
    fee_percent: Percent | None = None
    vat_note: upto(200) = ""  # type: ignore[valid-type]
    in_price: bool = True

    def told(self) -> dict:
        """Return what is passed on in the action's words."""
        return {**self.model_dump(exclude={"sum"}), "sum_kopecks": self.sum.kopecks}


class DraftIn(In):
    lines: list[LineIn] = Field(max_length=MOST)
    passed: list[PassIn] = Field([], max_length=MOST)
    reserve_percent: Percent = Decimal(0)
    legal_entity: Key | None = None

    def said(self) -> dict:
        """Return the estimate in the action's words."""
        return {"lines": [line.told() for line in self.lines], "passed": [row.told() for row in self.passed],
                "reserve_percent": self.reserve_percent, "legal_entity": self.legal_entity}  # fmt: skip


class EstimateIn(DraftIn):
    brief_id: Key
    draft: bool = False


@router.post("/engagements/{engagement_id}/estimates", response={201: dict})
def build(request, engagement_id: int, body: EstimateIn):
    """Build an estimate, frozen at once unless it is to stay a draft."""
    at = timezone.now()
    estimate = actions.build_estimate(find(visible_to(request.user, at), engagement_id), brief_id=body.brief_id, draft=body.draft,
                                      by=request.user, at=at, **body.said())  # fmt: skip
    return Status(201, shown(estimate, request.user))


@router.post("/engagements/{engagement_id}/estimate-drafts", response={201: dict})
def draft(request, engagement_id: int):
    """Draft the next edition: the former lines, and one for each clause of the newest specification without."""
    at = timezone.now()
    return Status(201, shown(actions.draft_estimate(find(visible_to(request.user, at), engagement_id), by=request.user, at=at), request.user))


@router.get("/engagements/{engagement_id}/estimates")
def list_estimates(request, engagement_id: int):
    """List the estimates of an engagement."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    found = queries.visible_to(request.user, at).filter(engagement=engagement).order_by("-edition")
    return {"items": [shown(estimate, request.user) for estimate in found], "next": None}


def found(request, estimate_id: int) -> Estimate:
    """Return the estimate if the person sees it."""
    return find(queries.visible_to(request.user, timezone.now()), estimate_id)


@router.get("/estimates/{estimate_id}")
def one_estimate(request, estimate_id: int):
    """Tell an estimate."""
    return shown(found(request, estimate_id), request.user)


@router.put("/estimates/{estimate_id}")
def write(request, estimate_id: int, body: DraftIn):
    """Write a draft anew: all its lines in their order, what is passed on, the reserve, in whose name."""
    made = actions.write_estimate(found(request, estimate_id), by=request.user, at=timezone.now(), **body.said())
    return shown(made, request.user)


@router.post("/estimates/{estimate_id}/clauses")
def fill(request, estimate_id: int):
    """Bring a draft to the newest specification: a line for each clause without one."""
    return shown(actions.fill_from_clauses(found(request, estimate_id), by=request.user, at=timezone.now()), request.user)


@router.post("/estimates/{estimate_id}/freezing")
def freeze(request, estimate_id: int):
    """Freeze a draft: a price can be offered by it."""
    return shown(actions.freeze_estimate(found(request, estimate_id), by=request.user, at=timezone.now()), request.user)


class WithIn(In):
    with_id: Key = Field(alias="with")


@router.get("/estimates/{estimate_id}/comparison")
def compare(request, estimate_id: int, asked: Query[WithIn]):
    """Tell line by line how this edition differs from another one of the engagement."""
    after = found(request, estimate_id)
    at = timezone.now()
    before = find(queries.visible_to(request.user, at).filter(engagement=after.engagement), asked.with_id)
    return {"before": before.pk, "after": after.pk, "lines": [shown_pair(pair) for pair in queries.compared(before, after)]}


class ClauseIn(In):
    clause_id: Key | None = None


@router.put("/estimates/{estimate_id}/lines/{line_id}/clause")
def tie(request, estimate_id: int, line_id: int, body: ClauseIn):
    """Name the clause that a line was counted from, or none."""
    actions.tie_line(found(request, estimate_id), line_id=line_id, clause_id=body.clause_id, by=request.user, at=timezone.now())
    return shown(found(request, estimate_id), request.user)


class ApprovalIn(In):
    price: Money | None = None


@router.post("/estimates/{estimate_id}/approval")
def approve(request, estimate_id: int, body: ApprovalIn | None = None):
    """Let a price go out below the floor of margin: the one you name, else the estimate's own."""
    price = body.price.kopecks if body and body.price else None
    made = actions.approve_estimate(found(request, estimate_id), price_kopecks=price, by=request.user, at=timezone.now())
    return shown(made, request.user)
