"""Estimates, spoken in JSON."""

from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.models import Estimate
from svyazka.kit.api import Hours, In, Key, Line, Money, money, plain
from svyazka.kit.http import find

router = Router()


def shown(estimate: Estimate, person) -> dict:
    """Tell an estimate; cost and margin only to those who may see them."""
    sums = queries.totals_of(estimate)
    told = {
        "id": estimate.pk,
        "engagement_id": estimate.engagement_id,
        "brief_id": estimate.brief_id,
        "edition": estimate.edition,
        "version": estimate.version,
        "state": estimate.state,
        "lines": [
            {"id": line.pk, "title": line.title, "specialism": line.specialism.code, "hours": plain(line.hours),
             "rate": money(line.rate_kopecks), "clause_id": line.clause_id}
            for line in estimate.lines.all()
        ],
        "hours": plain(sums.hours),
        "total": money(sums.price_kopecks),
        "approved_price": money(estimate.approved_price_kopecks),
    }  # fmt: skip
    if queries.sees_money(person, estimate.engagement, timezone.now()):
        told |= {"cost": money(sums.cost_kopecks), "margin": money(sums.margin_kopecks), "margin_percent": str(sums.margin_percent() or "")}
    return told


class LineIn(In):
    title: Line
    specialism: Line
    hours: Hours
    rate: Money
    clause_id: Key | None = None


class EstimateIn(In):
    brief_id: Key
    lines: list[LineIn]
    reserve_percent: Decimal = Decimal(0)


@router.post("/engagements/{engagement_id}/estimates", response={201: dict})
def build(request, engagement_id: int, body: EstimateIn):
    """Build an estimate."""
    at = timezone.now()
    lines = [{**line.model_dump(exclude={"rate"}), "rate_kopecks": line.rate.kopecks} for line in body.lines]
    estimate = actions.build_estimate(find(visible_to(request.user, at), engagement_id), brief_id=body.brief_id, lines=lines,
                                      reserve_percent=body.reserve_percent, by=request.user, at=at)  # fmt: skip
    return Status(201, shown(estimate, request.user))


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
