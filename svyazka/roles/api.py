"""Schemes, seats and rights, spoken in JSON."""

from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Router, Status
from pydantic import StringConstraints

from svyazka.clients.queries import visible_to
from svyazka.kit.api import In, Key, Line, kept, plain, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import find
from svyazka.people.queries import colleague, the_agency, today
from svyazka.roles import actions
from svyazka.roles.models import DutyRequest, RoleScheme, SchemeSeat, SchemeTransition, Seat
from svyazka.roles.queries.matrix import schemes
from svyazka.roles.queries.moves import hours_of, in_force_at
from svyazka.roles.queries.rights import opened, who_sits
from svyazka.roles.rules import Place, Scope

router = Router(tags=["roles"])


def shown(scheme: RoleScheme) -> dict:
    """Tell a scheme: seats and the matrix."""
    plan = scheme.plan()
    matrix: dict[str, dict[str, list[str]]] = {}
    for duty, seat, letter in plan.cells:
        matrix.setdefault(duty, {}).setdefault(letter, []).append(seat)
    return {
        "id": scheme.pk,
        "code": scheme.code,
        "edition": scheme.edition,
        "version": scheme.version,
        "name": scheme.title,
        "state": scheme.state,
        "seats": [{"code": s.code, "name": s.title, "tracks": list(s.tracks), "place": s.place} for s in plan.seats],
        "duties": [
            {"code": code, "label": str(duty.label), "stage": duty.stage.value, **matrix.get(code, {})}
            for code, duty in DUTIES.items()
        ],
        "four_eyes": [list(pair) for pair in plan.four_eyes],
    }


@router.get("/schemes")
def list_schemes(request):
    """List the schemes with their matrices, and where each is in force."""
    rules = [
        {"scheme": rule.scheme.code, "scope": rule.scope, "scope_id": rule.scope_id or None, "starts_at": rule.starts_at}
        for rule in in_force_at(timezone.now())
    ]
    return {"items": [shown(scheme) for scheme in schemes()], "next": None, "in_force": rules}


@router.get("/schemes/{code}")
def one_scheme(request, code: str):
    """Tell the newest edition of a scheme."""
    return shown(find(schemes(), None, code=code))


class CopyIn(In):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    name: kept(RoleScheme, "name", least=1)


@router.post("/schemes/{code}/copies", response={201: dict})
def copy(request, code: str, body: CopyIn):
    """Copy the newest edition of a scheme: the same code is its next edition, another one a hybrid of one's own."""
    staff_only(request)
    made = actions.copy_scheme(_newest(code), code=body.code, name=body.name, by=request.user, at=timezone.now())
    return Status(201, shown(made))


def _newest(code: str) -> RoleScheme:
    return find(schemes(), None, code=code)


class CellIn(In):
    duty: Line
    seat: Line
    letter: str = ""


class CellsIn(In):
    cells: list[CellIn]


@router.post("/schemes/{code}/cells")
def edit(request, code: str, body: CellsIn):
    """Set letters of a draft's matrix; an empty letter clears its cell."""
    staff_only(request)
    cells = [(cell.duty, cell.seat, cell.letter) for cell in body.cells]
    actions.edit_cells(_newest(code), cells=cells, by=request.user, at=timezone.now())
    return shown(_newest(code))


class SchemeSeatIn(In):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    name: kept(SchemeSeat, "name", least=1)
    tracks: list[Line]
    place: str = Place.ENGAGEMENT.value
    single: bool = True
    follows: list[Line] = []


@router.post("/schemes/{code}/seats", response={201: dict})
def add_seat(request, code: str, body: SchemeSeatIn):
    """Add a seat of the agency's own to a draft."""
    staff_only(request)
    actions.add_seat(_newest(code), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, shown(_newest(code)))


@router.delete("/schemes/{code}/seats/{seat}")
def remove_seat(request, code: str, seat: str):
    """Take a seat and its letters out of a draft."""
    staff_only(request)
    actions.remove_seat(_newest(code), code=seat, by=request.user, at=timezone.now())
    return shown(_newest(code))


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


class ScopeIn(In):
    kind: str = "agency"
    id: Key | None = None


class TransitionIn(In):
    to: Line
    scope: ScopeIn = ScopeIn()
    on: date | None = None
    reason: kept(SchemeTransition, "reason") = ""


@router.post("/transitions", response={201: dict})
def draft(request, body: TransitionIn):
    """Make a dry run of a switch: what moves, to whom, what nobody holds."""
    at = timezone.now()
    scheme = schemes().filter(code=body.to).first()
    if scheme is None or body.scope.kind not in Scope.values:
        raise unknown("to", body.to)
    made = actions.draft_transition(
        scheme, scope=body.scope.kind, scope_id=body.scope.id or 0, starts_at=_start(body.on, at), reason=body.reason,
        by=request.user, at=at,
    )  # fmt: skip
    return Status(201, _transition(made))


def _start(day: date | None, at: datetime) -> datetime:
    if day is None:
        return at
    return at if day == today(at) else datetime.combine(day, time(), ZoneInfo(the_agency().zone))


def _transition(made: SchemeTransition) -> dict:
    return {
        "id": made.pk,
        "version": made.version,
        "to": made.scheme.code,
        "scope": {"kind": made.scope, "id": made.scope_id or None},
        "starts_at": made.starts_at,
        "dry_run": made.carried_out_at is None,
        "moves": made.plan["moves"],
        "hours": [{"login": login, "hours_a_week": plain(hours)} for login, hours in hours_of(made.plan["moves"]).items()],
        "faults": made.plan["faults"],
        "warnings": made.plan.get("warnings", []),
        "unheld": [{"engagement": m["engagement"], "seats": m["vacant"]} for m in made.plan["moves"] if m["vacant"]],
    }


@router.post("/transitions/{transition_id}/execution")
def carry_out(request, transition_id: int):
    """Carry out a switch that was tried dry."""
    made = find(SchemeTransition.objects.select_related("scheme"), transition_id)
    return _transition(actions.carry_out_transition(made, by=request.user, at=timezone.now()))


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
