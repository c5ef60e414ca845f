"""What waits for the client, one engagement with its papers, the talk."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.acceptance.models import Defence
from svyazka.clients.actions import client_says
from svyazka.clients.api import file_shown, message_shown
from svyazka.clients.queries import visible_to
from svyazka.kit.api import In, Line, Text, money
from svyazka.kit.http import find
from svyazka.portal import queries
from svyazka.portal.api.look import asked_of
from svyazka.portal.api.shown import asked, contact, offered, standing
from svyazka.work import actions

router = Router()


def _people(answering: list) -> list[dict]:
    return [{"name": who.name, "instead_of": absent.name if absent else None} for who, absent in answering]


def _waiting(defence: Defence) -> dict:
    return {"defence_id": defence.pk, "engagement_id": defence.engagement_id, "title": defence.result.stage.title,
            "round": defence.round_no, "accepted_by_silence_after": defence.silence_due_on}  # fmt: skip


def _paper(paper) -> dict:
    return {"id": paper.pk, "number": paper.number, "state": paper.state, "total": money(paper.total_kopecks)}


@router.get("/portal")
def home(request):
    """Tell what waits for the client, their engagements with who answers today, and their papers."""
    told = queries.home(contact(request), timezone.now())
    return {
        "waiting": [_waiting(defence) for defence in told["waiting"]],
        "looks": [asked_of(look) for look in told["looks"]],
        "proposals": [offered(proposal) for proposal in told["offered"]],
        "specifications": [
            {"id": brief.pk, "engagement_id": brief.engagement_id, "edition": brief.edition, "answer_by_on": brief.answer_by_on}
            for brief in told["specifications"]
        ],
        "engagements": [
            {"id": row["engagement"].pk, "title": row["engagement"].title, "state": row["engagement"].state,
             "answers_today": _people(row["answering"]), "answer_by": row["answer_by"]} for row in told["engagements"]
        ],
        "amendments": [{"id": one.pk, "engagement_id": one.engagement_id, "contract": one.contract.number, "kind": one.kind, "number": one.number}
                       for one in told["amendments"]],
        "extra_hours": [asked(extra) for extra in told["extras"]],
        "acts": [_paper(act) for act in told["acts"]],
        "invoices": [{**_paper(one), "open": money(one.open_kopecks), "due_on": one.due_on} for one in told["invoices"]],
    }  # fmt: skip


@router.get("/portal/engagements/{engagement_id}")
def engagement(request, engagement_id: int):
    """Tell one engagement: its stages, what was promised, who answers today, the talk and the files."""
    at = timezone.now()
    shown = find(visible_to(contact(request), at), engagement_id)
    told = queries.one(shown, request.user, at)
    return {
        "id": shown.pk,
        "title": shown.title,
        "state": shown.state,
        "answers_today": _people(told["answering"]),
        "answer_by": told["answer_by"],
        "stages": [{**stage, "state": stage["state"].value} for stage in told["stages"]],
        "promises": [{"id": promise.pk, "text": promise.text, "due_on": promise.due_on, "state": promise.state,
                      "condition": promise.verdict_reason if promise.verdict == "conditional" else ""}
                     for promise in told["promises"]],
        "specifications": [{"id": one.pk, "edition": one.edition, "state": one.state, **standing(stands)} for one, stands in told["specifications"]],
        "contracts": [{"id": one.pk, "number": one.number, "state": one.state, **standing(stands)} for one, stands in told["contracts"]],
        "problems": [_raised(one) for one in told["raised"]],
        "messages": [message_shown(message) for message in told["said"]],
        "files": [file_shown(file) for file in told["files"]],
    }  # fmt: skip


def _raised(one) -> dict:
    return {"id": one.problem.pk, "kind": one.problem.kind, "text": one.problem.text, "opened_at": one.problem.opened_at, "state": one.state.value}


class ProblemIn(In):
    kind: Line
    text: Text


@router.post("/portal/engagements/{engagement_id}/problems", response={201: dict})
def raise_problem(request, engagement_id: int, body: ProblemIn):
    """Say what goes wrong; whoever answers for it is told."""
    at = timezone.now()
    shown = find(visible_to(contact(request), at), engagement_id)
    raised = actions.raise_problem(shown, by=request.user, at=at, **queries.said_wrong(body.kind, body.text))
    return Status(201, _raised(next(one for one in queries.raised(shown, request.user, at) if one.problem.pk == raised.pk)))


class WordIn(In):
    text: Text


@router.post("/portal/engagements/{engagement_id}/messages", response={201: dict})
def say(request, engagement_id: int, body: WordIn):
    """Write to the agency."""
    at = timezone.now()
    shown = find(visible_to(contact(request), at), engagement_id)
    return Status(201, message_shown(client_says(shown, text=body.text, by=request.user, at=at)))
