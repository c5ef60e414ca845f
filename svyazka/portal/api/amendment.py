"""An amendment as the client got it, and their word on it."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs.actions import MOST_WORDS
from svyazka.deals.actions import answer_amendment
from svyazka.deals.models import Amendment
from svyazka.deals.queries import amendment_told, amendments_told
from svyazka.kit.api import In, money, upto
from svyazka.kit.http import find
from svyazka.portal import queries
from svyazka.portal.api.shown import contact, standing

router = Router()


def _amendment(request, amendment_id: int) -> Amendment:
    return find(amendments_told(contact(request), timezone.now()), amendment_id)


@router.get("/portal/amendments/{amendment_id}")
def amendment(request, amendment_id: int):
    """Tell an amendment as it was sent: its very words with their digest, price and terms before and after, what was answered."""
    return _told(_amendment(request, amendment_id))


def _told(shown: Amendment) -> dict:
    told = queries.amendment(shown)
    before, after = told["price"]
    return {
        "id": shown.pk, "contract_id": shown.contract_id, "kind": shown.kind, "number": shown.number, "state": shown.state, **standing(told["stands"]),
        "sent_at": shown.sent_at, "signed_on": shown.signed_on, "digest": told["digest"], "told": amendment_told(shown),
        "price": {"before": money(before), "after": money(after)},
        "last_day": told["days"] and {"before": told["days"][0], "after": told["days"][1]},
        "terms": [{"name": name, "before": was, "after": now} for name, was, now in told["terms"]],
        "answers": [{"agreed": one.agreed, "reason": one.reason, "digest": one.digest, "name": one.by.name, "at": one.at} for one in told["answers"]],
    }  # fmt: skip


class AnswerIn(In):
    agreed: bool
    digest: upto(64)
    reason: upto(MOST_WORDS) = ""


@router.post("/portal/amendments/{amendment_id}/answers", response={201: dict})
def answer(request, amendment_id: int, body: AnswerIn):
    """Agree the words that have this digest, or say what is wrong with them."""
    answer_amendment(_amendment(request, amendment_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _told(_amendment(request, amendment_id)))
