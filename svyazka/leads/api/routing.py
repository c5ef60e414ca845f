"""Whom leads go to and why, spoken in JSON: terms of takers, offers, answers, returns."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import LIMIT, In, Line, Note, listed, staff_only, upto
from svyazka.kit.http import find
from svyazka.leads import actions, queries
from svyazka.leads.api.leads import found, shown
from svyazka.leads.models import GivenOffer, Lead, LeadOffer, TakerTerms
from svyazka.leads.rules import sentence
from svyazka.people.queries import colleague, the_agency

router = Router()


def offer_told(offer: LeadOffer | None) -> dict | None:
    """Tell an offer with its reasons in sentences."""
    if offer is None:
        return None
    return {
        "id": offer.pk, "lead_id": offer.lead_id, "to": offer.to.username if offer.to else None,
        "by": offer.by.username if offer.by else None, "state": offer.state, "reason": offer.reason, "offered_at": offer.offered_at,
        "answer_by_at": offer.answer_by_at, "ended_at": offer.ended_at,
        "why": [sentence(one, offer.to.name if offer.to else "") for one in offer.why],
        "passed_over": [{"name": one["name"], "reason": sentence(one, one["name"])} for one in offer.passed_over],
    }  # fmt: skip


def with_offer(lead: Lead) -> dict:
    """Tell a lead with the offer that waits."""
    return {**shown(lead), "offer": offer_told(queries.open_offer(lead))}


class PassingIn(In):
    to: Line
    reason: Note = ""


@router.post("/leads/{lead_id}/passing")
def pass_on(request, lead_id: int, body: PassingIn):
    """Offer the lead you hold to a colleague: it stays with you until they accept."""
    lead = found(request, lead_id)
    actions.pass_lead(lead, to=colleague("to", body.to), reason=body.reason, by=request.user, at=timezone.now())
    return with_offer(found(request, lead_id))


@router.post("/leads/{lead_id}/assignment")
def assign(request, lead_id: int, body: PassingIn):
    """Offer the lead to a person of your choice."""
    lead = found(request, lead_id)
    actions.assign_lead(lead, to=colleague("to", body.to), reason=body.reason, by=request.user, at=timezone.now())
    return with_offer(found(request, lead_id))


class ReturnIn(In):
    reason: upto(1000, least=1)


@router.post("/leads/{lead_id}/returning")
def give_back(request, lead_id: int, body: ReturnIn):
    """Return the lead to the others; its clock runs on."""
    actions.return_lead(found(request, lead_id), reason=body.reason, by=request.user, at=timezone.now())
    return with_offer(found(request, lead_id))


class AnswerIn(In):
    accepted: bool
    reason: Note = ""


@router.post("/leads/{lead_id}/offers/{offer_id}/answer")
def answer_offer(request, lead_id: int, offer_id: int, body: AnswerIn):
    """Accept the lead that is offered to you, or decline it with a reason."""
    offer = find(queries.offers_of(found(request, lead_id)), offer_id)
    answered = actions.answer_offer(offer, by=request.user, at=timezone.now(), **body.model_dump())
    return {"answered": offer_told(answered), "lead": with_offer(found(request, lead_id))}


class WithdrawalIn(In):
    reason: Note = ""


@router.post("/leads/{lead_id}/offers/{offer_id}/withdrawal")
def withdraw(request, lead_id: int, offer_id: int, body: WithdrawalIn):
    """Take back the offer that you have made."""
    offer = find(GivenOffer.objects.filter(lead=found(request, lead_id)), offer_id)
    actions.withdraw_offer(offer, reason=body.reason, by=request.user, at=timezone.now())
    return with_offer(found(request, lead_id))


@router.get("/leads/{lead_id}/routing")
def routing(request, lead_id: int):
    """Tell whom the lead was offered to and why, the newest first."""
    lead = found(request, lead_id)
    return {"lead_id": lead.pk, "taken_by": lead.taken_by.username if lead.taken_by else None,
            "offer": offer_told(queries.open_offer(lead)), "offers": [offer_told(one) for one in queries.offers_of(lead)]}  # fmt: skip


@router.get("/lead-offers")
def list_offers(request, cursor: str | None = None, limit: int = LIMIT, state: str = ""):
    """List the decisions on whom leads go to: all for the head, those about you else."""
    staff_only(request)
    seen = queries.decisions(request.user, timezone.now())
    return listed(seen.filter(state=state) if state else seen, offer_told, cursor=cursor, limit=limit)


@router.get("/lead-takers")
def list_takers(request):
    """List who takes leads, on what terms, and how they stand now: all for the head, you else."""
    staff_only(request)
    at = timezone.now()
    rows = queries.taker_rows(queries.takers_seen_by(request.user, at), at)
    return {"items": [_taker(row) for row in rows], "next": None}


def _taker(row: dict) -> dict:
    terms = row["terms"]
    return {
        "login": row["person"].username, "name": row["person"].name, "open": row["open"], "most_open": terms.most_open,
        "own_terms": row["own"], "regions": terms.regions, "languages": terms.languages, "refused_sources": terms.refused_sources,
        "refused_channels": terms.refused_channels, "paused_until": terms.paused_until, "taken_this_week": row["week"],
        "median_answer_minutes": row["answer_minutes"], "not_taken": row["missed"],
        "absent_until": row["away"].ends_on if row["away"] else None,
    }  # fmt: skip


class TermsIn(In):
    person: upto(150) = ""
    most_open: int | None = Field(None, ge=0, le=1000)
    regions: list[upto(100)] = Field([], max_length=100)
    languages: list[upto(5)] = Field([], max_length=20)
    refused_sources: list[upto(40)] = Field([], max_length=100)
    refused_channels: list[upto(10)] = Field([], max_length=20)
    paused_until: date | None = None
    order: list[upto(10)] = Field([], max_length=20)
    starts_on: date | None = None


@router.post("/taker-terms", response={201: dict})
def set_terms(request, body: TermsIn):
    """Set the terms on which a person takes leads; without a person, everybody's and the order of choosing."""
    staff_only(request)
    told = body.model_dump()
    login = told.pop("person")
    person = colleague("to", login) if login else None
    made = actions.set_terms(the_agency(), person=person, by=request.user, at=timezone.now(), **told)
    return Status(201, terms_told(made))


def terms_told(terms: TakerTerms) -> dict:
    """Tell a set of terms."""
    names = ("id", "most_open", "regions", "languages", "refused_sources", "refused_channels", "paused_until", "order", "starts_on")
    return {"person": terms.person.username if terms.person else None, **{name: getattr(terms, name) for name in names}}
