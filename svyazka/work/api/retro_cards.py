"""Cards and votes of looks back, spoken in JSON: answers repeat no text, for they are kept with the name of who asked."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, Line, kept
from svyazka.kit.http import find
from svyazka.work import actions, queries
from svyazka.work.models import Retro, RetroCard

router = Router(tags=["work"])


def _retro(request, retro_id: int) -> Retro:
    return find(queries.retros_visible_to(request.user, timezone.now()), retro_id)


def _card(request, card_id: int) -> RetroCard:
    """Return the person's own card: another's is not there before the reveal."""
    return find(queries.own_cards_of(request.user, timezone.now()), card_id)


class CardIn(In):
    column: Line
    text: kept(RetroCard, "text", least=1)  # type: ignore[valid-type]


@router.post("/retros/{retro_id}/cards", response={201: dict})
def add_card(request, retro_id: int, body: CardIn):
    """Put a thought into a column, unsigned."""
    card = actions.add_card(_retro(request, retro_id), by=request.user, at=timezone.now(), **body.dict())
    return Status(201, {"id": card.pk, "column": card.column})


class CardTextIn(In):
    text: kept(RetroCard, "text", least=1)  # type: ignore[valid-type]


@router.post("/retro-cards/{card_id}/text", response={201: dict})
def change_card(request, card_id: int, body: CardTextIn):
    """Say one's own card otherwise, until the cards are revealed."""
    card = actions.change_card(_card(request, card_id), text=body.text, by=request.user, at=timezone.now())
    return Status(201, {"id": card.pk, "column": card.column})


@router.delete("/retro-cards/{card_id}")
def take_card_back(request, card_id: int):
    """Take one's own card away, until the cards are revealed."""
    actions.take_card_back(_card(request, card_id), by=request.user, at=timezone.now())
    return {"id": card_id}


class VoteIn(In):
    card: Key


@router.post("/retros/{retro_id}/votes", response={201: dict})
def vote(request, retro_id: int, body: VoteIn):
    """Give a vote to a topic."""
    retro = _retro(request, retro_id)
    actions.vote(retro, card=body.card, by=request.user, at=timezone.now())
    return Status(201, _votes(retro, request.user))


@router.delete("/retros/{retro_id}/votes/{card_id}")
def take_vote_back(request, retro_id: int, card_id: int):
    """Take one's vote for a topic back."""
    retro = _retro(request, retro_id)
    actions.take_vote_back(retro, card=card_id, by=request.user, at=timezone.now())
    return _votes(retro, request.user)


def _votes(retro: Retro, person) -> dict:
    given = queries.own_votes(retro, person).count()
    return {"given": given, "left": retro.votes - given}
