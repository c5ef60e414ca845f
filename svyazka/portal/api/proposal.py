"""A price with what may be chosen in it, and the answer to it."""

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.deals.actions import client_answers
from svyazka.deals.models import Proposal
from svyazka.deals.queries import proposals_visible_to
from svyazka.kit.api import In, Key, Note
from svyazka.kit.http import find
from svyazka.portal.api.shown import contact, offered

router = Router()


def _proposal(request, proposal_id: int) -> Proposal:
    return find(proposals_visible_to(contact(request), timezone.now()), proposal_id)


@router.get("/portal/proposals/{proposal_id}")
def proposal(request, proposal_id: int):
    """Tell a price with what may be chosen in it."""
    return offered(_proposal(request, proposal_id))


class ChoiceIn(In):
    accepted: bool
    reason: Note = ""
    picked: list[Key] | None = Field(None, max_length=200)


@router.post("/portal/proposals/{proposal_id}/answers", response={201: dict})
def answer_price(request, proposal_id: int, body: ChoiceIn):
    """Accept the price with the options of these keys (the usual ones, where none are named), or decline it with the reason."""
    answered = client_answers(_proposal(request, proposal_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, offered(answered))
