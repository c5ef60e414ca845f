"""The client's own door for programs: what waits for them, their work, the talk. Only contacts come in."""

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.acceptance.models import Defence
from svyazka.briefs.actions import MOST_WORDS, answer_brief, client_talks_of_clause
from svyazka.briefs.api.agree import approval_shown
from svyazka.briefs.queries import shown_to_client
from svyazka.clients.actions import client_says
from svyazka.clients.api import file_shown, message_shown
from svyazka.clients.queries import visible_to
from svyazka.deals.actions import client_answers, file_disagreements
from svyazka.deals.api.protocol import TheirRowIn
from svyazka.deals.models import ExtraHours, Proposal
from svyazka.deals.queries import proposals_visible_to, told_to_client
from svyazka.kit.api import In, Key, Note, Text, money, plain, upto
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


def _offered(proposal: Proposal) -> dict:
    """Tell a price as its client reads it: what it is made of and what was answered, not why it is what it is."""
    return {
        "id": proposal.pk, "version": proposal.version, "number": proposal.number, "engagement_id": proposal.engagement_id,
        "state": proposal.state, "price": money(proposal.offered_kopecks), "base": money(proposal.base_kopecks),
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
        "specifications": [
            {"id": brief.pk, "engagement_id": brief.engagement_id, "edition": brief.edition, "answer_by_on": brief.answer_by_on}
            for brief in told["specifications"]
        ],
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
        "promises": [{"id": promise.pk, "text": promise.text, "due_on": promise.due_on, "state": promise.state,
                      "condition": promise.verdict_reason if promise.verdict == "conditional" else ""}
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
    rows: list[TheirRowIn]


@router.post("/portal/contracts/{contract_id}/disagreements", response={201: dict})
def disagree(request, contract_id: int, body: DisagreementsIn):
    """File rows of disagreement with a contract."""
    at = timezone.now()
    shown = find(told_to_client(_contact(request), at), contract_id)
    file_disagreements(shown, rows=[row.model_dump() for row in body.rows[:201]], by=request.user, at=at)
    return Status(201, _contract(request, contract_id))


def _proposal(request, proposal_id: int) -> Proposal:
    return find(proposals_visible_to(_contact(request), timezone.now()), proposal_id)


@router.get("/portal/proposals/{proposal_id}")
def proposal(request, proposal_id: int):
    """Tell a price with what may be chosen in it."""
    return _offered(_proposal(request, proposal_id))


class ChoiceIn(In):
    accepted: bool
    reason: Note = ""
    picked: list[Key] | None = Field(None, max_length=200)


@router.post("/portal/proposals/{proposal_id}/answers", response={201: dict})
def answer_price(request, proposal_id: int, body: ChoiceIn):
    """Accept the price with the options of these keys (the usual ones, where none are named), or decline it with the reason."""
    answered = client_answers(_proposal(request, proposal_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _offered(answered))


@router.get("/portal/specifications/{brief_id}")
def specification(request, brief_id: int):
    """Tell the edition that was sent, how it differs from the one agreed before, and what was said of each clause."""
    at = timezone.now()
    told = queries.specification(find(shown_to_client(_contact(request), at), brief_id), request.user, at)
    brief = told["brief"]
    return {
        "id": brief.pk,
        "engagement_id": brief.engagement_id,
        "edition": brief.edition,
        "state": brief.state,
        "sent_at": brief.sent_at,
        "answer_by_on": brief.answer_by_on,
        "digest": told["digest"],
        "needs": told["needs"],
        "clauses": [{"key": c.key, "number": number, "section": c.section, "kind": c.kind, "text": c.text, "criterion": c.criterion,
                     "talk": [_clause_word(one) for one in said]} for _part, rows in told["parts"] for number, c, said in rows],
        "since_edition": told["former"] and told["former"].edition,
        "changes": [{"key": change.key, "what": list(change.what), "was": change.was and change.was.text, "is": change.now and change.now.text}
                    for change in told["changes"]],
        "answers": [approval_shown(word) for word in told["answers"]],
    }  # fmt: skip


def _clause_word(one) -> dict:
    return {"id": one.pk, "text": one.text, "author": one.author.name, "from_client": one.from_client, "said_at": one.said_at,
            "settled": one.settled_at is not None}  # fmt: skip


class AnswerIn(In):
    decision: str
    digest: upto(64)
    reason: upto(MOST_WORDS) = ""


@router.post("/portal/specifications/{brief_id}/answers", response={201: dict})
def answer(request, brief_id: int, body: AnswerIn):
    """Agree the words that have this digest, or say what is wrong with them."""
    at = timezone.now()
    brief = find(shown_to_client(_contact(request), at), brief_id)
    return Status(201, approval_shown(answer_brief(brief, by=request.user, at=at, **body.model_dump())))


class ClauseWordIn(In):
    text: upto(MOST_WORDS, least=1)


@router.post("/portal/specifications/{brief_id}/clauses/{key}/talk", response={201: dict})
def talk_of_clause(request, brief_id: int, key: int, body: ClauseWordIn):
    """Say a word on one clause."""
    at = timezone.now()
    brief = find(shown_to_client(_contact(request), at), brief_id)
    return Status(201, _clause_word(client_talks_of_clause(brief, key=key, text=body.text, by=request.user, at=at)))
