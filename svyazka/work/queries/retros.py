"""Looks back, their cards as far as they are shown, and what is still open of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from svyazka.kit.guard import seen_by
from svyazka.people.models import Person
from svyazka.projects.models import Project
from svyazka.work.models import Retro, RetroAction, RetroCard, RetroVote
from svyazka.work.queries.board import last_act
from svyazka.work.rules import RetroKind, RetroPhase, in_language


def not_of_others(person, path: str = "") -> Q:
    """Return the condition: not a pair's look back, or one of the pair asks."""
    return Q(**{f"{path}am": None}) | Q(**{f"{path}am": person}) | Q(**{f"{path}pm": person})


def retros_visible_to(person, at: datetime) -> QuerySet[Retro]:
    """Return the retrospectives of the engagements this person sees; of pairs, their own ones wherever they sit now."""
    retros = Retro.objects.select_related("project", "engagement__client", "sprint", "am", "pm", "look", "opened_by")
    if person.kind == "contact":
        return retros.none()
    keys = seen_by(person, at)
    in_sight = Q(am=None) if keys is None else Q(am=None, engagement__in=keys)
    return retros.filter(Q(am=person) | Q(pm=person) | in_sight)


def retro_actions_visible_to(person, at: datetime) -> QuerySet[RetroAction]:
    """Return what was promised in the retrospectives this person sees."""
    actions = RetroAction.objects.select_related("retro", "owner", "engagement__client")
    return actions.filter(retro__in=retros_visible_to(person, at).values("pk"))


def mark_of(retro: Retro, person: Person) -> str:
    """Return by what the person knows their own cards and votes there; without the salt nobody does."""
    return salted_hmac(retro.salt, f"{retro.pk}:{person.pk}", algorithm="sha256").hexdigest() if retro.salt else ""


def stands(retro: Retro) -> str:
    """Return how the look back stands: while this is the same, nobody sees anything new."""
    return f"{last_act(retro.project)}-{retro.cards.count()}-{retro.ballots.count()}"


def own_cards(retro: Retro, person: Person) -> QuerySet[RetroCard]:
    """Return the cards the person has put and may still change."""
    return retro.cards.filter(mark=mark_of(retro, person)).order_by("pk") if retro.salt else retro.cards.none()


def own_cards_of(person, at: datetime) -> QuerySet[RetroCard]:
    """Return the person's own cards in the open retrospectives they see."""
    marks = [mark_of(retro, person) for retro in retros_visible_to(person, at).filter(closed_at=None)]
    return RetroCard.objects.filter(mark__in=marks).select_related("retro__engagement__client", "retro__project")


def own_votes(retro: Retro, person: Person) -> QuerySet[RetroVote]:
    """Return the votes the person has given in the voting that goes on."""
    return retro.ballots.filter(mark=mark_of(retro, person)) if retro.salt else retro.ballots.none()


@dataclass(frozen=True)
class Topic:
    """A card with those that were put under it; `mine` if this reader has voted for it, `own` if nobody else wrote it."""

    card: RetroCard
    under: list[RetroCard]
    mine: bool = False
    own: bool = False


def shown_cards(retro: Retro, person: Person) -> list[RetroCard]:
    """Return the cards this person sees: before the reveal their own, afterwards everybody's in no order of writing."""
    return list(own_cards(retro, person) if retro.is_hidden else retro.cards.order_by("pk"))


def topics_of(retro: Retro, person: Person) -> list[Topic]:
    """Return what is talked about; once votes are counted, the most voted first."""
    cards, mark = shown_cards(retro, person), mark_of(retro, person)
    voted = set(own_votes(retro, person).values_list("card", flat=True)) if retro.phase == RetroPhase.VOTE else set()
    under: dict[int, list[RetroCard]] = {}
    for card in cards:
        if card.under_id:
            under.setdefault(card.under_id, []).append(card)
    heads = [card for card in cards if not card.under_id]
    if retro.phase in (RetroPhase.ACT, RetroPhase.CLOSED):
        heads.sort(key=lambda card: (-card.votes, card.pk))
    return [Topic(head, group := under.get(head.pk, []), head.pk in voted, wrote_alone([head, *group], mark)) for head in heads]


def wrote_alone(cards: Iterable[RetroCard], mark: str) -> bool:
    """Tell whether all these cards are of whoever has the mark."""
    return bool(mark) and all(card.mark == mark for card in cards)


def by_column(retro: Retro, topics: list[Topic]) -> list[tuple[str, str, list[Topic]]]:
    """Return the columns of the form, each with its name and its topics."""
    return [(one["code"], in_language(one), [topic for topic in topics if topic.card.column == one["code"]]) for one in retro.columns]


def open_retros(project: Project, person, at: datetime) -> list[Retro]:
    """Return the retrospectives of the project that are open and seen by this person."""
    return list(retros_visible_to(person, at).filter(project=project, closed_at=None).order_by("pk"))


def open_actions(project: Project, person=None) -> QuerySet[RetroAction]:
    """Return what was promised in any retrospective of the project and is not closed: it is carried over.

    What a pair has promised each other is left out unless one of the two asks.
    """
    rows = RetroAction.objects.filter(not_of_others(person, "retro__") if person else Q(retro__am=None), retro__project=project, closed_at=None)
    return rows.select_related("owner", "retro", "engagement__client").order_by("due_on", "pk")


@dataclass(frozen=True)
class Returned:
    """What was promised earlier and is not closed, and how many times it has come back."""

    promised: RetroAction
    times: int


def returned_to(retro: Retro) -> list[Returned]:
    """Return what came back from earlier looks back: of the project, or of the same pair wherever it works."""
    family = _family_of(retro)
    earlier = list(family.exclude(pk=retro.pk).filter(opened_at__lte=retro.opened_at).values_list("opened_at", flat=True))
    rows = RetroAction.objects.filter(retro__in=family.exclude(pk=retro.pk).values("pk"), closed_at=None, made_at__lte=retro.opened_at)
    rows = rows.select_related("owner", "retro", "engagement__client").order_by("due_on", "pk")
    return [Returned(row, 1 + sum(row.made_at < opened for opened in earlier)) for row in rows]


def _family_of(retro: Retro) -> QuerySet[Retro]:
    if retro.kind != RetroKind.PAIR:
        return Retro.objects.filter(project=retro.project_id).exclude(kind=RetroKind.PAIR)
    two = [retro.am_id, retro.pm_id]
    return Retro.objects.filter(kind=RetroKind.PAIR, am__in=two, pm__in=two)


def last_looked(project: Project) -> datetime | None:
    """Return when the project was looked back on last."""
    done = project.retros.filter(closed_at__isnull=False).exclude(kind=RetroKind.PAIR)
    return done.order_by("-closed_at").values_list("closed_at", flat=True).first()


def promises_of(person) -> QuerySet[RetroAction]:
    """Return what the person has promised and not closed, by day."""
    return RetroAction.objects.filter(owner=person, closed_at=None).select_related("retro", "engagement__client").order_by("due_on", "pk")


def waiting_for(person, engagements: Iterable[int]) -> list[tuple[Retro, str]]:
    """Return the open retrospectives where this person has written nothing yet ("card") or has votes left ("vote")."""
    open_ones = Retro.objects.filter(closed_at=None, phase__in=(RetroPhase.COLLECT, RetroPhase.VOTE)).select_related("project", "engagement__client")
    here = list(open_ones.filter(Q(am=person) | Q(pm=person) | Q(am=None, engagement__in=list(engagements))).order_by("pk")[:30])
    marks = {retro.pk: mark_of(retro, person) for retro in here}
    wrote = set(RetroCard.objects.filter(retro__in=here, mark__in=marks.values()).values_list("retro", flat=True))
    cast = list(RetroVote.objects.filter(retro__in=here, mark__in=marks.values()).values_list("retro", flat=True))
    return [(one, "card" if one.is_hidden else "vote") for one in here
            if (one.is_hidden and one.pk not in wrote) or (not one.is_hidden and cast.count(one.pk) < one.votes)]  # fmt: skip
