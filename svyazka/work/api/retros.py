"""Looks back, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Line, Text, told
from svyazka.kit.http import find
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import Retro, RetroAction

router = Router(tags=["work"])


def shown_retro(retro: Retro) -> dict:
    """Tell a retrospective with its cards and what was promised."""
    return {
        "id": retro.pk,
        "project_id": retro.project_id,
        "format": retro.format,
        "opened_at": told(retro.opened_at),
        "closed_at": told(retro.closed_at),
        "cards": [{"id": c.pk, "column": c.column, "text": c.text} for c in retro.cards.order_by("pk")],
        "actions": [shown_action(one) for one in retro.actions.select_related("owner").order_by("pk")],
    }


def shown_action(promised: RetroAction) -> dict:
    """Tell what was promised in a retrospective."""
    return {"id": promised.pk, "text": promised.text, "owner": promised.owner.username, "due_on": promised.due_on,
            "closed_at": told(promised.closed_at), "outcome": promised.outcome}  # fmt: skip


class RetroIn(In):
    format: str = "start_stop"


@router.post("/projects/{project_id}/retros", response={201: dict})
def open_retro(request, project_id: int, body: RetroIn):
    """Open a retrospective."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    return Status(201, shown_retro(actions.open_retro(project, format=body.format, by=request.user, at=at)))


class CardIn(In):
    column: Line
    text: Text


@router.post("/retros/{retro_id}/cards", response={201: dict})
def add_card(request, retro_id: int, body: CardIn):
    """Put a thought into a column."""
    at = timezone.now()
    retro = find(queries.retros_visible_to(request.user, at), retro_id)
    card = actions.add_card(retro, column=body.column, text=body.text, by=request.user, at=at)
    return Status(201, {"id": card.pk, "column": card.column, "text": card.text})


class ActionIn(In):
    text: Text
    owner: Line
    due_on: date


@router.post("/retros/{retro_id}/actions", response={201: dict})
def promise_action(request, retro_id: int, body: ActionIn):
    """Write what one person changes by a day."""
    at = timezone.now()
    retro = find(queries.retros_visible_to(request.user, at), retro_id)
    return Status(201, shown_action(actions.promise_action(retro, by=request.user, at=at, **body.dict())))


@router.post("/retros/{retro_id}/closing", response={201: dict})
def close_retro(request, retro_id: int):
    """Close a retrospective; what it promised and did not close returns at the next one."""
    at = timezone.now()
    retro = find(queries.retros_visible_to(request.user, at), retro_id)
    return Status(201, shown_retro(actions.close_retro(retro, by=request.user, at=at)))


class OutcomeIn(In):
    outcome: Text


@router.post("/retro-actions/{action_id}/closing", response={201: dict})
def close_action(request, action_id: int, body: OutcomeIn):
    """Say what came of a promise of a retrospective."""
    at = timezone.now()
    promised = find(queries.retro_actions_visible_to(request.user, at), action_id)
    return Status(201, shown_action(actions.close_action(promised, outcome=body.outcome, by=request.user, at=at)))
