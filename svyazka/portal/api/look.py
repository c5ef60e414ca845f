"""How the work went, in the client's words, spoken in JSON."""

from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field, StringConstraints

from svyazka.acceptance.actions import answer_look, decline_look
from svyazka.acceptance.models import ClientLook
from svyazka.acceptance.queries.look import looks_visible_to, said_in, stands
from svyazka.kit.api import In, told
from svyazka.kit.http import find
from svyazka.portal.api.shown import contact

router = Router()


def asked_of(look: ClientLook) -> dict:
    """Tell what is asked on an accepted stage and what was answered."""
    return {
        "id": look.pk, "version": look.version, "engagement_id": look.engagement_id, "stage": look.stage.title, "state": stands(look, timezone.now()).value,
        "answered_at": told(look.answered_at), "questions": [{"code": one.code, "question": one.question, "answer": one.answer} for one in said_in(look)],
    }  # fmt: skip


def _found(request, look_id: int) -> ClientLook:
    return find(looks_visible_to(contact(request), timezone.now()), look_id)


@router.get("/portal/looks/{look_id}")
def show_look(request, look_id: int):
    """Tell the questions after an acceptance."""
    return asked_of(_found(request, look_id))


class AnswersIn(In):
    answers: Annotated[dict[Annotated[str, StringConstraints(max_length=20)], Annotated[str, StringConstraints(max_length=2000)]], Field(max_length=6)]


@router.post("/portal/looks/{look_id}/answers", response={201: dict})
def answer(request, look_id: int, body: AnswersIn):
    """Say how the work went, by the codes of the questions."""
    return Status(201, asked_of(answer_look(_found(request, look_id), answers=body.answers, by=request.user, at=timezone.now())))


@router.post("/portal/looks/{look_id}/refusal", response={201: dict})
def decline(request, look_id: int):
    """Rather not say: it is not asked again."""
    return Status(201, asked_of(decline_look(_found(request, look_id), by=request.user, at=timezone.now())))
