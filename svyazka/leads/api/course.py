"""The course of one lead, spoken in JSON: taken, answered, qualified, closed, put aside, taken up again."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, Line, Note, Text, upto
from svyazka.leads import actions
from svyazka.leads.api.leads import found, shown

router = Router()


@router.post("/leads/{lead_id}/taking")
def take(request, lead_id: int):
    """Take the lead: you sit down in its seat."""
    return shown(actions.take_lead(found(request, lead_id), by=request.user, at=timezone.now()))


class AnswerIn(In):
    channel: Line
    text: Text


@router.post("/leads/{lead_id}/answers", response={201: dict})
def answer(request, lead_id: int, body: AnswerIn):
    """Answer the lead."""
    said = actions.answer_lead(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"id": said.pk, "said_at": said.said_at, "lead": shown(found(request, lead_id))})


class QualificationIn(In):
    fits: bool
    reason: Note
    reason_code: upto(40) = ""


@router.post("/leads/{lead_id}/qualification")
def qualify(request, lead_id: int, body: QualificationIn):
    """Say whether the lead fits."""
    return shown(actions.qualify_lead(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump()))


class ReasonIn(In):
    reason: upto(1000, least=1)
    reason_code: upto(40) = ""


@router.post("/leads/{lead_id}/loss")
def lose(request, lead_id: int, body: ReasonIn):
    """Close the lead as lost."""
    return shown(actions.lose_lead(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump()))


class FreezingIn(In):
    until: date
    reason: Note = ""


@router.post("/leads/{lead_id}/freezing")
def freeze(request, lead_id: int, body: FreezingIn):
    """Put the lead aside until a day."""
    return shown(actions.freeze_lead(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump()))


@router.post("/leads/{lead_id}/thawing")
def thaw(request, lead_id: int):
    """Take a frozen lead up again."""
    return shown(actions.thaw_lead(found(request, lead_id), by=request.user, at=timezone.now()))


class NextStepIn(In):
    text: upto(300, least=1)
    on: date


@router.post("/leads/{lead_id}/next-step")
def next_step(request, lead_id: int, body: NextStepIn):
    """Say what comes next with the lead, and when."""
    return shown(actions.plan_next_step(found(request, lead_id), by=request.user, at=timezone.now(), **body.model_dump()))
