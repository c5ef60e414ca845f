"""The client's own door for programs: what waits for them, their work, the talk. Only contacts come in."""

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.acceptance.models import Defence
from svyazka.clients.actions import client_says
from svyazka.clients.api import file_shown, message_shown
from svyazka.clients.queries import visible_to
from svyazka.deals.actions import client_answers
from svyazka.deals.models import Proposal
from svyazka.deals.queries import proposals_visible_to
from svyazka.kit.api import In, Key, Note, Text, money, plain
from svyazka.kit.http import find
from svyazka.portal import queries

router = Router(tags=["portal"])


def _contact(request):
    if request.user.kind != "contact":
        raise Http404
    return request.user


def _people(answering: list) -> list[dict]:
    return [{"name": who.name, "instead_of": absent.name if absent else None} for who, absent in answering]


def _waiting(defence: Defence) -> dict:
    return {"defence_id": defence.pk, "engagement_id": defence.engagement_id, "title": defence.result.stage.title,
            "round": defence.round_no, "accepted_by_silence_after": defence.silence_due_on}  # fmt: skip


def _offered(proposal: Proposal) -> dict:
    """Tell a price as its client reads it: what it is made of and what was answered, not why it is what it is."""
    return {
        "id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
        "state": proposal.state, "price": money(proposal.price_kopecks), "base": money(proposal.base_kopecks),
        "accepted_price": money(proposal.accepted_kopecks), "vat_percent": plain(proposal.vat_percent), "message": proposal.message,
        "valid_until_on": proposal.valid_until_on, "answer_reason": proposal.answer_reason,
        "options": [{"id": row.pk, "group": row.group, "name": row.name, "price": money(row.price_kopecks), "what": row.what,
                     "usual": row.usual, "picked": row.picked} for row in proposal.options.all()],
    }  # fmt: skip


def _paper(paper) -> dict:
    return {"id": paper.pk, "number": paper.number, "state": paper.state, "total": money(paper.total_kopecks)}


@router.get("/portal")
def home(request):
    """Tell what waits for the client, their engagements with who answers today, and their papers."""
    told = queries.home(_contact(request), timezone.now())
    return {
        "waiting": [_waiting(defence) for defence in told["waiting"]],
        "proposals": [_offered(proposal) for proposal in told["offered"]],
        "engagements": [
            {"id": row["engagement"].pk, "title": row["engagement"].title, "state": row["engagement"].state,
             "answers_today": _people(row["answering"]), "answer_by": row["answer_by"]} for row in told["engagements"]
        ],
        "acts": [_paper(act) for act in told["acts"]],
        "invoices": [{**_paper(one), "open": money(one.open_kopecks), "due_on": one.due_on} for one in told["invoices"]],
    }  # fmt: skip


@router.get("/portal/engagements/{engagement_id}")
def engagement(request, engagement_id: int):
    """Tell one engagement: its stages, what was promised, who answers today, the talk and the files."""
    at = timezone.now()
    shown = find(visible_to(_contact(request), at), engagement_id)
    told = queries.one(shown, request.user, at)
    return {
        "id": shown.pk,
        "title": shown.title,
        "state": shown.state,
        "answers_today": _people(told["answering"]),
        "answer_by": told["answer_by"],
        "stages": [{**stage, "state": stage["state"].value} for stage in told["stages"]],
        "promises": [{"id": promise.pk, "text": promise.text, "due_on": promise.due_on, "state": promise.state}
                     for promise in told["promises"]],
        "messages": [message_shown(message) for message in told["said"]],
        "files": [file_shown(file) for file in told["files"]],
    }  # fmt: skip


class WordIn(In):
    text: Text


@router.post("/portal/engagements/{engagement_id}/messages", response={201: dict})
def say(request, engagement_id: int, body: WordIn):
    """Write to the agency."""
    at = timezone.now()
    shown = find(visible_to(_contact(request), at), engagement_id)
    return Status(201, message_shown(client_says(shown, text=body.text, by=request.user, at=at)))


def _proposal(request, proposal_id: int) -> Proposal:
    return find(proposals_visible_to(_contact(request), timezone.now()), proposal_id)


@router.get("/portal/proposals/{proposal_id}")
def proposal(request, proposal_id: int):
    """Tell a price with what may be chosen in it."""
    return _offered(_proposal(request, proposal_id))


class AnswerIn(In):
    accepted: bool
    reason: Note = ""
    picked: list[Key] | None = Field(None, max_length=200)


@router.post("/portal/proposals/{proposal_id}/answers", response={201: dict})
def answer(request, proposal_id: int, body: AnswerIn):
    """Accept the price with the options of these keys (the usual ones, where none are named), or decline it with the reason."""
    answered = client_answers(_proposal(request, proposal_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _offered(answered))
