"""The client's own door for programs: what waits for them, their work, the talk. Only contacts come in."""

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status

from svyazka.acceptance.models import Defence
from svyazka.clients.actions import client_says
from svyazka.clients.api import file_shown, message_shown
from svyazka.clients.queries import visible_to
from svyazka.deals.actions import file_disagreements
from svyazka.deals.api.protocol import RowIn
from svyazka.deals.models import ExtraHours
from svyazka.deals.queries import told_to_client
from svyazka.kit.api import In, Text, money, plain
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


def _asked(extra: ExtraHours) -> dict:
    return {"id": extra.pk, "contract_id": extra.period.contract_id, "hours": plain(extra.hours), "price_an_hour": money(extra.rate_kopecks),
            "reason": extra.reason}  # fmt: skip


def _paper(paper) -> dict:
    return {"id": paper.pk, "number": paper.number, "state": paper.state, "total": money(paper.total_kopecks)}


@router.get("/portal")
def home(request):
    """Tell what waits for the client, their engagements with who answers today, and their papers."""
    told = queries.home(_contact(request), timezone.now())
    return {
        "waiting": [_waiting(defence) for defence in told["waiting"]],
        "engagements": [
            {"id": row["engagement"].pk, "title": row["engagement"].title, "state": row["engagement"].state,
             "answers_today": _people(row["answering"]), "answer_by": row["answer_by"]} for row in told["engagements"]
        ],
        "extra_hours": [_asked(extra) for extra in told["extras"]],
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
        "contracts": [{"id": one.pk, "number": one.number, "state": one.state} for one in told["contracts"]],
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


@router.get("/portal/contracts/{contract_id}")
def contract(request, contract_id: int):
    """Tell a contract as it was sent: the edition, the protocol, the hours where the agency shows them."""
    return _contract(request, contract_id)


def _contract(request, contract_id: int) -> dict:
    at = timezone.now()
    shown = find(told_to_client(_contact(request), at), contract_id)
    told = queries.contract(shown, at)
    return {
        "id": shown.pk, "number": shown.number, "state": shown.state, "signed_on": shown.signed_on,
        "edition": {"number": told["edition"].number, "sha256": told["edition"].digest, "told": told["edition"].told},
        "disagreements": [{"id": row.pk, "clause": row.clause, "ours": row.ours, "theirs": row.theirs, "agreed": row.agreed, "state": row.state}
                          for row in told["rows"]],
        "periods": [{"starts_on": view.period.starts_on, "ends_on": view.period.ends_on, "hours": plain(view.limit), "used": plain(view.used)}
                    for view in told["views"]],
        "extra_hours": [{**_asked(extra), "state": extra.state} for _view, extra in told["extras"]],
    }  # fmt: skip


class DisagreementsIn(In):
    rows: list[RowIn]


@router.post("/portal/contracts/{contract_id}/disagreements", response={201: dict})
def disagree(request, contract_id: int, body: DisagreementsIn):
    """File rows of disagreement with a contract."""
    at = timezone.now()
    shown = find(told_to_client(_contact(request), at), contract_id)
    file_disagreements(shown, rows=[row.model_dump() for row in body.rows[:201]], by=request.user, at=at)
    return Status(201, _contract(request, contract_id))
