"""What clients say after acceptances, spoken in JSON."""

from django.utils import timezone
from ninja import Router, Status

from svyazka.acceptance import actions
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries import look as looks
from svyazka.kit.api import In, Key, Page, Text, listed, narrowed, staff_only, told
from svyazka.kit.http import find

router = Router()


def shown_look(look: ClientLook, person) -> dict:
    """Tell what a client was asked and where it stands; the answers only to those who read them now."""
    at = timezone.now()
    said = looks.said_in(look) if looks.may_read(look, person, at) else []
    return {
        "id": look.pk, "version": look.version, "stage_id": look.stage_id, "engagement_id": look.engagement_id, "state": looks.stands(look, at).value,
        "offered_at": told(look.offered_at), "reminded_at": told(look.reminded_at), "answered_at": told(look.answered_at),
        "answers": [{"code": one.code, "question": one.question, "answer": one.answer} for one in said], "retro_id": look.retro_id,
    }  # fmt: skip


@router.get("/client-looks", response=Page)
def list_looks(request, engagement: Key | None = None, stage: Key | None = None, cursor: str | None = None, limit: int = 50):
    """List what clients were asked after acceptances, the newest first."""
    person = staff_only(request)
    found = narrowed(looks.looks_visible_to(person, timezone.now()), engagement=engagement, stage=stage)
    return listed(found, lambda look: shown_look(look, person), cursor=cursor, limit=limit)


def _found(request, look_id: int) -> ClientLook:
    return find(looks.looks_visible_to(staff_only(request), timezone.now()), look_id)


class WordIn(In):
    text: Text


@router.post("/client-looks/{look_id}/reminders", response={201: dict})
def remind_of_look(request, look_id: int, body: WordIn):
    """Remind the client of the questions by a word in the talk, once."""
    look = actions.remind_of_look(_found(request, look_id), text=body.text, by=request.user, at=timezone.now())
    return Status(201, shown_look(look, request.user))


@router.post("/client-looks/{look_id}/retros", response={201: dict})
def look_back_on(request, look_id: int):
    """Open the team's look back on what the client has said."""
    retro = actions.look_back_on(_found(request, look_id), by=request.user, at=timezone.now())
    return Status(201, {"retro_id": retro.pk})
