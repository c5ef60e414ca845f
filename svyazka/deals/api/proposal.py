"""Proposals, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.clients.queries import visible_to
from svyazka.deals import actions, queries
from svyazka.deals.api.estimate import found
from svyazka.deals.models import Proposal, ProposalOption
from svyazka.deals.rules import MOST_MESSAGE
from svyazka.kit.api import In, Key, Money, Note, Percent, money, plain, upto
from svyazka.kit.http import find

router = Router()


def proposal_shown(proposal: Proposal) -> dict:
    """Tell a proposal: the price, what may be chosen, what was taken."""
    return {"id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
            "estimate_id": proposal.estimate_id, "edition": proposal.edition, "price": money(proposal.offered_kopecks),
            "base": money(proposal.base_kopecks), "options": [_option(row) for row in proposal.options.all()],
            "accepted_price": money(proposal.accepted_kopecks), "discount": money(proposal.discount_kopecks),
            "discount_reason": proposal.discount_reason, "vat_percent": plain(proposal.vat_percent), "vat_basis": proposal.vat_basis,
            "message": proposal.message, "state": proposal.state, "valid_until_on": proposal.valid_until_on, "sent_at": proposal.sent_at,
            "answered_at": proposal.answered_at, "answered_via": proposal.answered_via, "answer_reason": proposal.answer_reason}  # fmt: skip


def _option(row: ProposalOption) -> dict:
    return {"id": row.pk, "group": row.group, "name": row.name, "price": money(row.price_kopecks), "what": row.what, "usual": row.usual,
            "picked": row.picked}  # fmt: skip


class ProposalIn(In):
    price: Money | None = None
    discount_percent: Percent | None = None
    discount_reason: Note = ""
    valid_until_on: date | None = None
    message: upto(MOST_MESSAGE) = ""  # type: ignore[valid-type]


@router.post("/estimates/{estimate_id}/proposals", response={201: dict})
def offer(request, estimate_id: int, body: ProposalIn):
    """Send the client a price: the one you name, else the estimate's, less a discount."""
    proposal = actions.send_proposal(
        found(request, estimate_id), price_kopecks=body.price.kopecks if body.price else None, percent=body.discount_percent,
        reason=body.discount_reason, valid_until_on=body.valid_until_on, message=body.message, by=request.user, at=timezone.now(),
    )  # fmt: skip
    return Status(201, proposal_shown(proposal))


@router.get("/engagements/{engagement_id}/proposals")
def proposals(request, engagement_id: int):
    """List the proposals of an engagement."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    rows = queries.proposals_visible_to(request.user, at).filter(engagement=engagement).order_by("-pk")
    return {"items": [proposal_shown(row) for row in rows], "next": None}


@router.get("/proposals/{proposal_id}")
def one(request, proposal_id: int):
    """Tell a proposal."""
    return proposal_shown(find(queries.proposals_visible_to(request.user, timezone.now()), proposal_id))


class AnswerIn(In):
    accepted: bool
    reason: Note = ""
    picked: list[Key] | None = Field(None, max_length=200)
    via: upto(10) = ""  # type: ignore[valid-type]


@router.post("/proposals/{proposal_id}/answers", response={201: dict})
def answer(request, proposal_id: int, body: AnswerIn):
    """Write down what the client has said to the price, and which options they take."""
    at = timezone.now()
    found = find(queries.proposals_visible_to(request.user, at), proposal_id)
    return Status(201, proposal_shown(actions.answer_proposal(found, by=request.user, at=at, **body.model_dump())))
