"""Tenders and their walk."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from ninja import Status
from pydantic import AwareDatetime

from svyazka.kit.api import LIMIT, In, Line, Money, Note, clock_told, listed, money, upto
from svyazka.kit.http import find
from svyazka.leads.queries import visible_to as leads_visible_to
from svyazka.tenders import actions, queries
from svyazka.tenders.api.base import found, router
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import moves_from


def shown(tender: Tender) -> dict:
    """Tell a tender."""
    return {
        "id": tender.pk,
        "version": tender.version,
        "engagement_id": tender.engagement_id,
        "customer": tender.engagement.client.name,
        "title": tender.title,
        "law": tender.law,
        "method": tender.method,
        "number": tender.number,
        "platform": tender.platform,
        "zone": tender.zone,
        "link": tender.link,
        "initial_max_price": money(tender.initial_max_price_kopecks),
        "price": money(tender.price_kopecks),
        "floor": money(tender.floor_kopecks),
        "deadline_at": tender.deadline_at,
        "state": tender.state,
        "decision": tender.decision_reason,
        "reason": tender.closing_reason,
        "moves": moves_from(tender.state),
    }


@router.get("/tenders")
def list_tenders(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the tenders you see."""
    at = timezone.now()
    seen = queries.visible_to(request.user, at)
    return listed(seen.filter(state=state) if state else seen, lambda tender: _timed(tender, at), cursor=cursor, limit=limit)


def _timed(tender: Tender, at: datetime) -> dict:
    """Tell a tender with the clock of the decision to take part."""
    clock = queries.decision_clock(tender)
    return {**shown(tender), "decision_clock": clock_told(clock, at) if clock else None}


@router.get("/tenders/{tender_id}")
def one(request, tender_id: int):
    """Tell one tender, and whom the clock of its decision has called."""
    tender = found(request, tender_id)
    calls = [{"percent": each.percent, "at": each.at, "told": sorted(p.username for p in each.told.all())} for each in queries.calls_of(tender)]
    return {**_timed(tender, timezone.now()), "calls": calls}


class TenderIn(In):
    law: Line
    method: Line
    initial_max_price: Money
    deadline_at: AwareDatetime
    number: upto(60) = ""
    platform: upto(200) = ""
    zone: upto(60) = "Europe/Moscow"


@router.post("/leads/{lead_id}/tenders", response={201: dict})
def open_tender(request, lead_id: int, body: TenderIn):
    """Make a tender of a lead."""
    at = timezone.now()
    lead = find(leads_visible_to(request.user, at), lead_id)
    told = body.model_dump(exclude={"initial_max_price"})
    price = body.initial_max_price.kopecks
    return Status(201, shown(actions.open_tender(lead, initial_max_price_kopecks=price, by=request.user, at=at, **told)))


class DecisionIn(In):
    go: bool
    reason: upto(1000, least=1)


@router.post("/tenders/{tender_id}/decision")
def decide(request, tender_id: int, body: DecisionIn):
    """Say whether the agency takes part, and why."""
    return shown(actions.decide_tender(found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump()))


class PlanIn(In):
    cost: Money
    margin_percent: Decimal


@router.post("/tenders/{tender_id}/price-plan")
def plan_price(request, tender_id: int, body: PlanIn):
    """Say what the work will cost and which margin is wanted: the floor of the price follows."""
    tender = found(request, tender_id)
    return shown(actions.plan_price(tender, cost_kopecks=body.cost.kopecks, margin_percent=body.margin_percent, by=request.user, at=timezone.now()))


class PriceIn(In):
    price: Money
    reason: Note = ""


@router.post("/tenders/{tender_id}/submission")
def submit(request, tender_id: int, body: PriceIn):
    """Submit the application with our price."""
    tender = found(request, tender_id)
    return shown(actions.submit_tender(tender, price_kopecks=body.price.kopecks, reason=body.reason, by=request.user, at=timezone.now()))


class MoveIn(In):
    event: Line
    reason: Note = ""
    on: date | None = None


@router.post("/tenders/{tender_id}/moves")
def move(request, tender_id: int, body: MoveIn):
    """Move the tender on; `on` is the day of the event, today if not said."""
    return shown(actions.move_tender(found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump()))


class ApplicationIn(In):
    deadline_at: AwareDatetime
    reason: upto(1000, least=1)
    zone: upto(60) = ""


@router.post("/tenders/{tender_id}/application-deadline")
def change_application(request, tender_id: int, body: ApplicationIn):
    """Move the deadline of applications; days that nobody has set by hand are counted anew."""
    return shown(actions.change_application(found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump()))
