"""Cards and votes of looks back: nothing of them is written down with a name."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.kit.live import ring
from svyazka.people.models import Person
from svyazka.work import rules
from svyazka.work.actions.problems import RAISE_PROBLEM
from svyazka.work.models import Retro, RetroCard, RetroVote
from svyazka.work.queries import mark_of, own_cards, own_votes, wrote_alone
from svyazka.work.steps.retros import refuse_others


def _held(retro: Retro) -> Retro:
    """Return the retrospective as it is now, with nobody else writing to it until this is done."""
    return Retro.objects.select_for_update(of=("self",), no_key=True).select_related("engagement").get(pk=retro.pk)


@action(RAISE_PROBLEM, lock=False)
def add_card(retro: Retro, *, column: str, text: str, by: Person, at: datetime) -> RetroCard:
    """Put a thought into a column, unsigned. Raises Refused once the cards are revealed, Malformed for an unknown column."""
    refuse_others(retro, by)
    retro = _held(retro)
    refuse_if(rules.reasons_not_to_write(retro.phase, cards=own_cards(retro, by).count()))
    if column not in {one["code"] for one in retro.columns}:
        raise Malformed(_("column: this form has no such column."))
    if not text.strip():
        raise Refused(_("A card says something."))
    ring(rules.of_retro(retro.pk))
    return RetroCard.objects.create(retro=retro, column=column, text=text.strip()[:1000], mark=mark_of(retro, by))


def _own(card: RetroCard, by: Person) -> RetroCard:
    """Return the person's own card, which may still be changed."""
    retro = _held(card.retro)
    refuse_if(rules.reasons_not_to_write(retro.phase))
    found = own_cards(retro, by).filter(pk=card.pk).first()
    if found is None:
        raise Refused(_("Only one's own card is changed, and only until the cards are revealed."))
    return found


@action(RAISE_PROBLEM, lock=False)
def change_card(card: RetroCard, *, text: str, by: Person, at: datetime) -> RetroCard:
    """Say one's own card otherwise. Raises Refused if it is another's, or the cards are revealed."""
    found = _own(card, by)
    if not text.strip():
        raise Refused(_("A card says something."))
    found.text = text.strip()[:1000]
    found.save(update_fields=["text"])
    return found


@action(RAISE_PROBLEM, lock=False)
def take_card_back(card: RetroCard, *, by: Person, at: datetime) -> RetroCard:
    """Take one's own card away. Raises Refused if it is another's, or the cards are revealed."""
    found = _own(card, by)
    RetroCard.objects.filter(pk=found.pk).delete()
    ring(rules.of_retro(found.retro_id))
    return found


@action(RAISE_PROBLEM, lock=False)
def vote(retro: Retro, *, card: int, by: Person, at: datetime) -> RetroVote:
    """Give one of one's votes to a topic that others wrote too.

    Raises Refused if all are given, this topic has one, or nobody else wrote it; Malformed for a card that is no topic here.
    """
    refuse_others(retro, by)
    retro = _held(retro)
    topic = _topic(retro, card)
    cast, mark = own_votes(retro, by), mark_of(retro, by)
    alone = wrote_alone([topic, *topic.grouped.all()], mark)
    refuse_if(rules.reasons_not_to_vote(retro.phase, cast=cast.count(), votes=retro.votes, own=alone, already=cast.filter(card=topic).exists()))
    ring(rules.of_retro(retro.pk))
    return RetroVote.objects.create(retro=retro, card=topic, mark=mark)


@action(RAISE_PROBLEM, lock=False)
def take_vote_back(retro: Retro, *, card: int, by: Person, at: datetime) -> RetroVote:
    """Take one's vote for a topic back. Raises Refused if there is none, or votes are counted."""
    refuse_others(retro, by)
    retro = _held(retro)
    given = own_votes(retro, by).filter(card=_topic(retro, card)).first()
    if given is None:
        raise Refused(_("You have no vote there."))
    RetroVote.objects.filter(pk=given.pk).delete()
    ring(rules.of_retro(retro.pk))
    return given


def _topic(retro: Retro, key: int) -> RetroCard:
    found = None if retro.is_hidden else retro.cards.filter(pk=key, under=None).first()
    if found is None:
        raise Malformed(_("card: there is no such topic in this retrospective."))
    return found
