"""The card of go or no-go, and the protocol with the rivals' prices."""

from datetime import date

from django.utils import timezone
from pydantic import Field

from svyazka.kit.api import In, Key, Money, money, told, upto
from svyazka.kit.errors import unknown
from svyazka.people.queries import today
from svyazka.tenders import actions, queries
from svyazka.tenders.api.base import found, router
from svyazka.tenders.models import Criterion, Tender
from svyazka.tenders.rules import Line, fall, weighed


def card_shown(tender: Tender, at) -> dict:
    """Tell the card: criteria, scores, and what they come to."""
    rows = queries.card_of(tender, today(at))
    result = weighed(Line(criterion.weight, score.score if score else None) for criterion, score in rows)
    lines = [
        {"criterion": criterion.pk, "title": criterion.title, "weight": criterion.weight, "feasibility": criterion.feasibility,
         "score": score.score if score else None, "word": score.word if score else "", "by": score.scored_by.username if score else None,
         "at": told(score.scored_at) if score else None}
        for criterion, score in rows
    ]  # fmt: skip
    percent = None if result.percent is None else str(result.percent)
    return {"tender_id": tender.pk, "percent": percent, "waiting": result.waiting, "suggestion": result.suggestion.value, "items": lines}


@router.get("/tenders/{tender_id}/card")
def one_card(request, tender_id: int):
    """Tell the card of a tender."""
    return card_shown(found(request, tender_id), timezone.now())


class ScoreIn(In):
    criterion: Key
    score: int = Field(ge=0, le=5)
    word: upto(300, least=1)


@router.post("/tenders/{tender_id}/scores")
def score_tender(request, tender_id: int, body: ScoreIn):
    """Give a score by one criterion, with a word why."""
    tender, at = found(request, tender_id), timezone.now()
    criterion = Criterion.objects.filter(pk=body.criterion).first()
    if criterion is None:
        raise unknown("criterion", body.criterion)
    actions.score_tender(tender, criterion=criterion, score=body.score, word=body.word, by=request.user, at=at)
    return card_shown(tender, at)


class WordIn(In):
    score: int = Field(ge=0, le=5)
    word: upto(300, least=1)


@router.post("/tenders/{tender_id}/feasibility")
def judge_tender(request, tender_id: int, body: WordIn):
    """Say, as the PM, whether the team can do it in time."""
    tender, at = found(request, tender_id), timezone.now()
    actions.judge_tender(tender, by=request.user, at=at, **body.model_dump())
    return card_shown(tender, at)


@router.post("/tenders/{tender_id}/feasibility-requests")
def ask_feasible(request, tender_id: int):
    """Ask the PM for the word on feasibility."""
    tender, at = found(request, tender_id), timezone.now()
    actions.ask_feasible(tender, by=request.user, at=at)
    return card_shown(tender, at)


class BidIn(In):
    name: upto(300, least=1)
    price: Money
    inn: upto(12) = ""
    ours: bool = False


class ProtocolIn(In):
    bids: list[BidIn] = Field(min_length=1, max_length=100)
    on: date | None = None


def protocol_shown(tender: Tender) -> dict:
    """Tell the protocol, the best bid first."""
    return {"tender_id": tender.pk, "items": [
        {"place": bid.place, "name": bid.name, "inn": bid.inn, "price": money(bid.price_kopecks), "ours": bid.ours,
         "fall_percent": f"{fall(bid.price_kopecks, tender.initial_max_price_kopecks):.2f}"}
        for bid in tender.bids.all()
    ]}  # fmt: skip


@router.get("/tenders/{tender_id}/protocol")
def one_protocol(request, tender_id: int):
    """Tell who took part and at what prices."""
    return protocol_shown(found(request, tender_id))


@router.post("/tenders/{tender_id}/protocol")
def write_protocol(request, tender_id: int, body: ProtocolIn):
    """Write the protocol down, the best bid first; what was written before is replaced."""
    bids = [{"name": bid.name, "inn": bid.inn, "ours": bid.ours, "price_kopecks": bid.price.kopecks} for bid in body.bids]
    return protocol_shown(actions.write_protocol(found(request, tender_id), bids=bids, on=body.on, by=request.user, at=timezone.now()))
