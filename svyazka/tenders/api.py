"""Tenders, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status
from pydantic import AwareDatetime

from svyazka.kit.api import LIMIT, In, Line, Money, Note, listed, money, upto
from svyazka.kit.http import find
from svyazka.leads.queries import visible_to as leads_visible_to
from svyazka.tenders import actions, queries
from svyazka.tenders.models import Tender
from svyazka.tenders.rules import moves_from

router = Router(tags=["tenders"])


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
        "initial_max_price": money(tender.initial_max_price_kopecks),
        "price": money(tender.price_kopecks),
        "deadline_at": tender.deadline_at,
        "state": tender.state,
        "decision": tender.decision_reason,
        "reason": tender.closing_reason,
        "moves": moves_from(tender.state),
    }


@router.get("/tenders")
def list_tenders(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the tenders you see."""
    found = queries.visible_to(request.user, timezone.now())
    return listed(found.filter(state=state) if state else found, shown, cursor=cursor, limit=limit)


@router.get("/tenders/{tender_id}")
def one(request, tender_id: int):
    """Tell one tender."""
    return shown(_found(request, tender_id))


def _found(request, tender_id: int) -> Tender:
    return find(queries.visible_to(request.user, timezone.now()), tender_id)


class TenderIn(In):
    law: Line
    method: Line
    initial_max_price: Money
    deadline_at: AwareDatetime
    number: upto(60) = ""
    platform: upto(200) = ""


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
    return shown(actions.decide_tender(_found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump()))


class PriceIn(In):
    price: Money


@router.post("/tenders/{tender_id}/submission")
def submit(request, tender_id: int, body: PriceIn):
    """Submit the application with our price."""
    tender = _found(request, tender_id)
    return shown(actions.submit_tender(tender, price_kopecks=body.price.kopecks, by=request.user, at=timezone.now()))


class MoveIn(In):
    event: Line
    reason: Note = ""


@router.post("/tenders/{tender_id}/moves")
def move(request, tender_id: int, body: MoveIn):
    """Move the tender on."""
    return shown(actions.move_tender(_found(request, tender_id), by=request.user, at=timezone.now(), **body.model_dump()))
