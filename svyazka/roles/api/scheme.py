"""Schemes of roles, spoken in JSON: shown, copied, edited."""

from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import StringConstraints

from svyazka.kit.api import In, Line, kept, staff_only
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import find
from svyazka.roles import actions
from svyazka.roles.models import RoleScheme, SchemeSeat
from svyazka.roles.queries.matrix import schemes
from svyazka.roles.queries.moves import in_force_at
from svyazka.roles.rules import Place

router = Router()


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
    made = actions.copy_scheme(newest(code), code=body.code, name=body.name, by=request.user, at=timezone.now())
    return Status(201, shown(made))


def newest(code: str) -> RoleScheme:
    """Return the latest edition of the scheme."""
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
    actions.edit_cells(newest(code), cells=cells, by=request.user, at=timezone.now())
    return shown(newest(code))


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
    actions.add_seat(newest(code), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, shown(newest(code)))


@router.delete("/schemes/{code}/seats/{seat}")
def remove_seat(request, code: str, seat: str):
    """Take a seat and its letters out of a draft."""
    staff_only(request)
    actions.remove_seat(newest(code), code=seat, by=request.user, at=timezone.now())
    return shown(newest(code))
