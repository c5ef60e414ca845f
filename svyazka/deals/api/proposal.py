"""Proposals, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.deals import actions, queries
from svyazka.deals.api.estimate import found
from svyazka.deals.models import Proposal
from svyazka.kit.api import In, Money, money
from svyazka.kit.http import find

router = Router()


def proposal_shown(proposal: Proposal) -> dict:
    """Tell a proposal."""
    return {"id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
            "estimate_id": proposal.estimate_id, "price": money(proposal.price_kopecks), "state": proposal.state,
            "valid_until_on": proposal.valid_until_on, "sent_at": proposal.sent_at}  # fmt: skip


class ProposalIn(In):
    price: Money
    valid_until_on: date


@router.post("/estimates/{estimate_id}/proposals", response={201: dict})
def offer(request, estimate_id: int, body: ProposalIn):
    """Send the client a price."""
    proposal = actions.send_proposal(found(request, estimate_id), price_kopecks=body.price.kopecks,
                                     valid_until_on=body.valid_until_on, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, proposal_shown(proposal))


class AnswerIn(In):
    accepted: bool
    reason: str = ""


@router.post("/proposals/{proposal_id}/answers", response={201: dict})
def answer(request, proposal_id: int, body: AnswerIn):
    """Write down what the client has said to the price."""
    at = timezone.now()
    found = find(queries.proposals_visible_to(request.user, at), proposal_id)
    return Status(201, proposal_shown(actions.answer_proposal(found, by=request.user, at=at, **body.model_dump())))
