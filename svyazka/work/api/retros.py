"""Looks back, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Key, Line, Text, listed, staff_only, told
from svyazka.kit.http import find
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Retro, RetroAction, RetroCard
from svyazka.work.rules import in_language

router = Router(tags=["work"])


def shown_retro(retro: Retro, person) -> dict:
    """Tell a retrospective with what was promised in it; before the reveal only one's own cards and how many there are."""
    cards = [card for topic in queries.topics_of(retro, person) for card in (topic.card, *topic.under)]
    return {
        **shown_briefly(retro),
        "version": retro.version,
        "columns": [{"code": one["code"], "name": in_language(one)} for one in retro.columns],
        "votes_each": retro.votes,
        "my_votes": list(queries.own_votes(retro, person).order_by("pk").values_list("card", flat=True)),
        "cards_count": retro.cards.count(),
        "cards": [shown_card(card) for card in cards],
        "actions": [shown_action(one) for one in retro.actions.select_related("owner").order_by("pk")],
        "returned": [{**shown_action(one.promised), "times": one.times} for one in queries.returned_to(retro)],
    }


def shown_briefly(retro: Retro) -> dict:
    """Tell a retrospective in a list."""
    return {
        "id": retro.pk, "project_id": retro.project_id, "format": retro.format, "kind": retro.kind, "title": str(retro), "phase": retro.phase,
        "pair": [who.username for who in (retro.am, retro.pm) if who], "opened_at": told(retro.opened_at), "closed_at": told(retro.closed_at),
    }  # fmt: skip


def shown_card(card: RetroCard) -> dict:
    """Tell a card; nothing in it says whose it is."""
    return {"id": card.pk, "column": card.column, "text": card.text, "under": card.under_id, "votes": card.votes}


def shown_action(promised: RetroAction) -> dict:
    """Tell what was promised in a retrospective."""
    return {"id": promised.pk, "text": promised.text, "owner": promised.owner.username, "due_on": promised.due_on,
            "closed_at": told(promised.closed_at), "dropped": promised.dropped, "outcome": promised.outcome}  # fmt: skip


def _retro(request, retro_id: int) -> Retro:
    return find(queries.retros_visible_to(request.user, timezone.now()), retro_id)


@router.get("/projects/{project_id}/retros")
def list_retros(request, project_id: int, cursor: str | None = None, limit: int = 50):
    """List the retrospectives of a project; those of a pair are shown to the two only."""
    at, person = timezone.now(), staff_only(request)
    project = find(projects_visible_to(person, at), project_id)
    return listed(queries.retros_visible_to(person, at).filter(project=project), shown_briefly, cursor=cursor, limit=limit)


@router.get("/retros/{retro_id}")
def show_retro(request, retro_id: int):
    """Tell one retrospective."""
    return shown_retro(_retro(request, retro_id), request.user)


class RetroIn(In):
    format: Line = "start_stop"


@router.post("/projects/{project_id}/retros", response={201: dict})
def open_retro(request, project_id: int, body: RetroIn):
    """Open a retrospective."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_retro(actions.open_retro(project, format=body.format, by=request.user, at=at), request.user))


class PhaseIn(In):
    to: Line


@router.post("/retros/{retro_id}/phases", response={201: dict})
def lead_retro(request, retro_id: int, body: PhaseIn):
    """Go on to the next phase: reveal, group, vote, act."""
    retro = actions.lead_retro(_retro(request, retro_id), to=body.to, by=request.user, at=timezone.now())
    return Status(201, shown_retro(retro, request.user))


class GroupIn(In):
    cards: list[Key]


@router.post("/retros/{retro_id}/groups", response={201: dict})
def group_cards(request, retro_id: int, body: GroupIn):
    """Put cards under the first of them; one alone leaves its topic."""
    retro = actions.group_cards(_retro(request, retro_id), cards=body.cards, by=request.user, at=timezone.now())
    return Status(201, shown_retro(retro, request.user))


class ActionIn(In):
    text: Text
    owner: Line
    due_on: date


@router.post("/retros/{retro_id}/actions", response={201: dict})
def promise_action(request, retro_id: int, body: ActionIn):
    """Write what one person changes by a day."""
    promised = actions.promise_action(_retro(request, retro_id), by=request.user, at=timezone.now(), **body.dict())
    return Status(201, shown_action(promised))


@router.post("/retros/{retro_id}/closing", response={201: dict})
def close_retro(request, retro_id: int):
    """Close a retrospective; what it promised and did not close returns at the next one."""
    retro = actions.close_retro(_retro(request, retro_id), by=request.user, at=timezone.now())
    return Status(201, shown_retro(retro, request.user))


class OutcomeIn(In):
    outcome: Text
    dropped: bool = False


@router.post("/retro-actions/{action_id}/closing", response={201: dict})
def close_action(request, action_id: int, body: OutcomeIn):
    """Say what came of a promise of a retrospective: done, or dropped and why."""
    at = timezone.now()
    promised = find(queries.retro_actions_visible_to(request.user, at), action_id)
    return Status(201, shown_action(actions.close_action(promised, by=request.user, at=at, **body.dict())))
