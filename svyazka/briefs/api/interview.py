"""Interviews on needs, spoken in JSON."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.api.need import NeedTold, need_shown
from svyazka.briefs.models import Interview, InterviewAnswer
from svyazka.briefs.rules import AnswerState
from svyazka.clients.queries import visible_to
from svyazka.kit.api import LIMIT, In, Key, Note, listed, narrowed, upto
from svyazka.kit.http import find

router = Router()


def row_shown(interview: Interview) -> dict:
    """Tell an interview in a line."""
    return {"id": interview.pk, "version": interview.version, "engagement_id": interview.engagement_id, "service": interview.service,
            "state": interview.state, "contact_id": interview.contact_id, "led_by": interview.led_by.username, "held_at": interview.held_at,
            "ended_at": interview.ended_at, "edition": interview.question_set.edition}  # fmt: skip


def answer_shown(answer: InterviewAnswer) -> dict:
    """Tell an answer with its question."""
    question = answer.question
    return {"id": answer.pk, "version": answer.version, "code": question.code, "kind": question.kind, "needed": question.needed,
            "question": question.text, "state": answer.state, "text": answer.text, "written_at": answer.written_at}  # fmt: skip


def interview_shown(interview: Interview) -> dict:
    """Tell an interview with every answer, its gaps, and the needs that came from it."""
    answers = queries.answers_of(interview)
    behind = queries.needs_behind(answers)
    gaps = [row.question.code for row in answers if row.question.needed and row.state != AnswerState.ANSWERED]
    return {**row_shown(interview), "answers": [{**answer_shown(row), "need_keys": behind.get(row.pk, [])} for row in answers], "gaps": gaps}


def _interview(request, interview_id: int) -> Interview:
    return find(queries.interviews_visible_to(request.user, timezone.now()), interview_id)


@router.get("/interviews")
def list_interviews(request, cursor: str | None = None, limit: int = LIMIT, state: str | None = None, engagement_id: Key | None = None):
    """List the interviews you see."""
    found = narrowed(queries.interviews_visible_to(request.user, timezone.now()), state=state, engagement=engagement_id)
    return listed(found, row_shown, cursor=cursor, limit=limit)


@router.get("/interviews/{interview_id}")
def one(request, interview_id: int):
    """Tell one interview."""
    return interview_shown(_interview(request, interview_id))


class InterviewIn(In):
    service: str
    contact_id: Key | None = None
    held_at: datetime | None = None


@router.post("/engagements/{engagement_id}/interviews", response={201: dict})
def begin(request, engagement_id: int, body: InterviewIn):
    """Begin an interview on needs."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    begun = actions.begin_interview(engagement, service=body.service, contact=body.contact_id, held_at=body.held_at, by=request.user, at=at)
    return Status(201, interview_shown(begun))


class AnswerIn(In):
    text: upto(20000) = ""
    asked: bool = False


@router.put("/interview-answers/{answer_id}")
def answer(request, answer_id: int, body: AnswerIn):
    """Write down what was answered to one question."""
    found = find(queries.answers_visible_to(request.user, timezone.now()), answer_id)
    return answer_shown(actions.answer_question(found, by=request.user, at=timezone.now(), **body.model_dump()))


@router.post("/interviews/{interview_id}/holding")
def hold(request, interview_id: int):
    """Say that the talk was held."""
    return interview_shown(actions.hold_interview(_interview(request, interview_id), by=request.user, at=timezone.now()))


class DropIn(In):
    reason: Note = ""


@router.post("/interviews/{interview_id}/dropping")
def drop(request, interview_id: int, body: DropIn):
    """Say that the talk did not come about."""
    return interview_shown(actions.drop_interview(_interview(request, interview_id), reason=body.reason, by=request.user, at=timezone.now()))


class DrawnIn(NeedTold):
    answers: list[Key]


@router.post("/interviews/{interview_id}/needs", response={201: dict})
def draw(request, interview_id: int, body: DrawnIn):
    """Make a need of answers of the interview."""
    made = actions.draw_need(_interview(request, interview_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {**need_shown(made), "answers": sorted(set(body.answers))})
