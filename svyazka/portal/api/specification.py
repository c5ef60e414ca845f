"""An edition of the specification as it was sent, and the word on it and on its clauses."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs.actions import MOST_WORDS, answer_brief, client_talks_of_clause
from svyazka.briefs.api.agree import approval_shown
from svyazka.briefs.queries import shown_to_client
from svyazka.kit.api import In, upto
from svyazka.kit.http import find
from svyazka.portal import queries
from svyazka.portal.api.shown import contact, standing

router = Router()


@router.get("/portal/specifications/{brief_id}")
def specification(request, brief_id: int):
    """Tell the edition that was sent, how it differs from the one agreed before, and what was said of each clause."""
    at = timezone.now()
    told = queries.specification(find(shown_to_client(contact(request), at), brief_id), request.user, at)
    brief = told["brief"]
    return {
        "id": brief.pk,
        "engagement_id": brief.engagement_id,
        "edition": brief.edition,
        "state": brief.state,
        **standing(told["stands"]),
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
    brief = find(shown_to_client(contact(request), at), brief_id)
    return Status(201, approval_shown(answer_brief(brief, by=request.user, at=at, **body.model_dump())))


class ClauseWordIn(In):
    text: upto(MOST_WORDS, least=1)


@router.post("/portal/specifications/{brief_id}/clauses/{key}/talk", response={201: dict})
def talk_of_clause(request, brief_id: int, key: int, body: ClauseWordIn):
    """Say a word on one clause."""
    at = timezone.now()
    brief = find(shown_to_client(contact(request), at), brief_id)
    return Status(201, _clause_word(client_talks_of_clause(brief, key=key, text=body.text, by=request.user, at=at)))
