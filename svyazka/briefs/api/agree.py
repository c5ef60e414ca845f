"""The client's word, spoken in JSON: sent, answered, begun anew."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.api.brief import shown
from svyazka.briefs.models import Brief, BriefApproval
from svyazka.kit.api import In, Key, upto
from svyazka.kit.http import find

router = Router()


def _brief(request, brief_id: int) -> Brief:
    return find(queries.visible_to(request.user, timezone.now()), brief_id)


def approval_shown(word: BriefApproval) -> dict:
    """Tell what the client has said of an edition."""
    return {"id": word.pk, "brief_id": word.brief_id, "decision": word.decision, "digest": word.digest, "name": word.name,
            "by_contact": word.by_contact, "at": word.at, "reason": word.reason}  # fmt: skip


def word_of_client(brief: Brief) -> dict:
    """Tell an edition as staff see its way to the client."""
    told = [{**approval_shown(word), "evidence": word.evidence, "message_id": word.message_id, "file_id": word.file_id,
             "written_by": word.by.username} for word in queries.approvals_of(brief)]  # fmt: skip
    return {"sent_at": brief.sent_at, "answer_by_on": brief.answer_by_on, "digest": queries.digest_of(brief), "answers": told}


@router.get("/briefs/{brief_id}/answers")
def answers(request, brief_id: int):
    """Tell whether the edition was sent, the digest of its words, and what the client has said of it."""
    return word_of_client(_brief(request, brief_id))


class SendingIn(In):
    answer_by_on: date
    conditions_accepted: bool = False


@router.post("/briefs/{brief_id}/sending")
def send(request, brief_id: int, body: SendingIn):
    """Send the edition to the client."""
    brief = actions.send_brief_to_client(_brief(request, brief_id), by=request.user, at=timezone.now(), **body.model_dump())
    return {**shown(brief), "client": word_of_client(brief)}


class AnswerIn(In):
    decision: str
    digest: upto(64)
    reason: upto(5000) = ""
    evidence: upto(5000) = ""
    message_id: Key | None = None
    file_id: Key | None = None
    name: upto(200) = ""


@router.post("/briefs/{brief_id}/answers", response={201: dict})
def answer(request, brief_id: int, body: AnswerIn):
    """Write down the client's word on the words that have this digest, with its evidence."""
    word = actions.answer_brief(_brief(request, brief_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, approval_shown(word))
