"""Who may do what and who sits where, spoken in JSON."""

from datetime import datetime

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.queries import visible_to
from svyazka.kit.api import In, Key, Line, kept
from svyazka.kit.errors import unknown
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import find
from svyazka.people.queries import colleague, the_agency
from svyazka.roles import actions
from svyazka.roles.models import DutyRequest, Seat
from svyazka.roles.queries.rights import opened
from svyazka.roles.queries.sitting import who_sits

router = Router()


@router.get("/may")
def ask_may(request, duty: str, engagement: Key | None = None):
    """Tell whether the caller may do this here: which doors of the duty open, and if none, why and who may."""
    at = timezone.now()
    if duty not in DUTIES:
        raise unknown("duty", duty)
    subject = find(visible_to(request.user, at), engagement) if engagement is not None else the_agency()
    answer, doors = opened(request.user, DUTIES[duty], subject, at)
    return {"may": answer.yes, "reasons": [str(r) for r in answer.reasons], "held_by": list(answer.held_by), "duty": duty, "doors": doors}


class SeatIn(In):
    seat: Line
    person: Line
    reason: kept(Seat, "reason") = ""


@router.post("/engagements/{engagement_id}/seats", response={201: dict})
def seat(request, engagement_id: int, body: SeatIn):
    """Seat a person on an engagement."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    person = colleague("person", body.person)
    actions.seat_person(engagement, seat=body.seat, person=person, reason=body.reason, by=request.user, at=at)
    return Status(201, {"seats": seats_shown(engagement, at)})


class VacancyIn(In):
    seat: Line
    person: Line
    reason: Line


@router.post("/engagements/{engagement_id}/vacancies", response={201: dict})
def free(request, engagement_id: int, body: VacancyIn):
    """Let a person leave a seat without a successor."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    person = colleague("person", body.person)
    actions.free_seat(engagement, seat=body.seat, person=person, reason=body.reason, by=request.user, at=at)
    return Status(201, {"seats": seats_shown(engagement, at)})


def seats_shown(engagement, at: datetime) -> list[dict]:
    """Tell who sits where on the engagement and who stands in for whom."""
    return [
        {"seat": row["seat"].code, "login": person.username, "name": person.name,
         "stand_in": deputy.username if deputy else None}
        for row in who_sits(engagement, at) for person, deputy in row["people"]
    ]  # fmt: skip


class AskIn(In):
    duty: Line
    person: Line
    engagement: Key | None = None
    note: kept(DutyRequest, "note") = ""


@router.post("/duty-requests", response={201: dict})
def ask(request, body: AskIn):
    """Ask the person who holds a duty."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), body.engagement) if body.engagement else None
    person = colleague("person", body.person)
    made = actions.ask_for(the_agency(), duty=body.duty, of=person, engagement=engagement, note=body.note,
                           by=request.user, at=at)  # fmt: skip
    return Status(201, {"id": made.pk, "duty": made.duty, "asked_of": person.username})


class AnswerIn(In):
    agreed: bool
    answer: kept(DutyRequest, "answer") = ""


@router.post("/duty-requests/{request_id}/answers")
def answer(request, request_id: int, body: AnswerIn):
    """Answer a colleague who asked."""
    asked = find(DutyRequest.objects.filter(asked_of=request.user), request_id)
    made = actions.answer_request(asked, agreed=body.agreed, answer=body.answer, by=request.user, at=timezone.now())
    return {"id": made.pk, "agreed": made.agreed}
