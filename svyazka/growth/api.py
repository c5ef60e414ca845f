"""Ideas and the development map, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import clients_visible_to
from svyazka.growth import actions, queries
from svyazka.growth.models import Idea
from svyazka.kit.api import LIMIT, In, Line, Text, listed, staff_only
from svyazka.kit.http import find

router = Router(tags=["growth"])


def shown(idea: Idea) -> dict:
    """Tell an idea."""
    return {"id": idea.pk, "version": idea.version, "client": {"id": idea.client_id, "name": idea.client.name},
            "direction": idea.direction.code, "text": idea.text, "author": idea.author.username, "added_at": idea.added_at,
            "answer": idea.answer, "engagement_id": idea.became_id}  # fmt: skip


class IdeaIn(In):
    direction: Line
    text: Text


@router.post("/clients/{client_id}/ideas", response={201: dict})
def add(request, client_id: int, body: IdeaIn):
    """Add an idea for a client."""
    at = timezone.now()
    staff_only(request)
    client = find(clients_visible_to(request.user, at), client_id)
    return Status(201, shown(actions.add_idea(client, by=request.user, at=at, **body.model_dump())))


@router.get("/ideas")
def list_ideas(request, cursor: str | None = None, limit: int = LIMIT):
    """List the ideas for the clients you see."""
    staff_only(request)
    return listed(queries.ideas_visible_to(request.user, timezone.now()), shown, cursor=cursor, limit=limit)


class CellIn(In):
    direction: Line
    state: Line
    goal: str = ""
    next_on: date | None = None
    refused_until: date | None = None


@router.post("/clients/{client_id}/directions", response={201: dict})
def move(request, client_id: int, body: CellIn):
    """Say where the client stands in a direction."""
    at = timezone.now()
    client = find(clients_visible_to(request.user, at), client_id)
    cell = actions.move_cell(client, by=request.user, at=at, **body.model_dump())
    return Status(201, {"id": cell.pk, "direction": body.direction, "state": cell.state})


class TakingUpIn(In):
    title: Line


@router.post("/ideas/{idea_id}/taking-up")
def take_up(request, idea_id: int, body: TakingUpIn):
    """Turn an idea into a lead."""
    at = timezone.now()
    idea = find(queries.ideas_visible_to(request.user, at), idea_id)
    return shown(actions.take_up_idea(idea, title=body.title, by=request.user, at=at))


class AnswerIn(In):
    text: Text


@router.post("/ideas/{idea_id}/answers", response={201: dict})
def answer(request, idea_id: int, body: AnswerIn):
    """Answer an idea; nobody deletes one."""
    at = timezone.now()
    idea = find(queries.ideas_visible_to(request.user, at), idea_id)
    return Status(201, shown(actions.answer_idea(idea, text=body.text, by=request.user, at=at)))
