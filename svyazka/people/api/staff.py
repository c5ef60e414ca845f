"""Colleagues, spoken in JSON: invited, their card, track and norm, leaving."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Line, kept, plain, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.http import find
from svyazka.people import actions, queries
from svyazka.people.models import Department, Person

router = Router()


def colleague(request, login: str) -> Person:
    """Return the colleague of this login."""
    staff_only(request)
    return find(Person.objects.filter(kind="staff"), None, username=login)


def shown(person: Person) -> dict:
    """Tell a person's card."""
    day = queries.today(timezone.now())
    return {
        "login": person.username,
        "version": person.version,
        "name": person.name,
        "position": person.position,
        "email": person.email,
        "track": queries.track_of(person, day),
        "specialisms": [one.code for one in person.specialisms.all()],
        "norm": [plain(Decimal(one)) for one in queries.norm_of(person.pk, day)],
        "works_here": person.is_active,
    }


@router.get("/people")
def list_people(request):
    """List the people with track and department today."""
    staff_only(request)
    at = timezone.now()
    rows = queries.listed(queries.today(at), at)
    return {"items": [
        {"login": row["person"].username, "name": row["person"].name, "track": row["period"].track if row["period"] else "",
         "department": str(row["period"].department or "") if row["period"] else "", "away": bool(row["absence"]),
         "invited": row["invited"]}
        for row in rows
    ], "next": None}  # fmt: skip


@router.get("/people/{login}")
def one_person(request, login: str):
    """Tell one person."""
    return shown(colleague(request, login))


class InvitationIn(In):
    login: kept(Person, "username", least=1)
    name: kept(Person, "name", least=1)
    email: kept(Person, "email", least=1)
    track: Line
    starts_on: date
    department: Line | None = None
    position: kept(Person, "position") = ""
    language: kept(Person, "language") = ""
    specialisms: list[Line] = []


@router.post("/people", response={201: dict})
def invite(request, body: InvitationIn):
    """Invite a person: a letter with a link goes to them."""
    staff_only(request)
    told = body.model_dump(exclude={"department"})
    made = actions.invite_person(queries.the_agency(), department=_department(body.department), by=request.user, at=timezone.now(), **told)
    return Status(201, shown(made))


def _department(name: str | None) -> Department | None:
    if name is None:
        return None
    found = Department.objects.filter(name=name, closed_on=None).first()
    if found is None:
        raise unknown("department", name)
    return found


@router.post("/people/{login}/invitations", response={201: dict})
def invite_again(request, login: str):
    """Send another invitation; the one before is over."""
    person = colleague(request, login)
    made = actions.invite_again(person, by=request.user, at=timezone.now())
    return Status(201, {"login": login, "expires_at": made.expires_at})


@router.delete("/people/{login}/invitations")
def take_back_invitation(request, login: str):
    """Take an invitation back that was not used: its link opens nothing any more."""
    return shown(actions.take_back_invitation(colleague(request, login), by=request.user, at=timezone.now()))


class CardIn(In):
    name: kept(Person, "name", least=1)
    position: kept(Person, "position") = ""
    email: kept(Person, "email") = ""
    specialisms: list[Line] = []


@router.post("/people/{login}/card")
def change_card(request, login: str, body: CardIn):
    """Change a person's card."""
    return shown(actions.change_card(colleague(request, login), by=request.user, at=timezone.now(), **body.model_dump()))


class TrackIn(In):
    track: Line
    starts_on: date
    department: Line | None = None


@router.post("/people/{login}/tracks", response={201: dict})
def change_track(request, login: str, body: TrackIn):
    """Put a person on another track from a day on."""
    made = actions.change_track(colleague(request, login), track=body.track, department=_department(body.department),
                                starts_on=body.starts_on, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, {"login": login, "track": made.track, "starts_on": made.starts_on})


class NormIn(In):
    starts_on: date
    hours: list[Hours]


@router.post("/people/{login}/norms", response={201: dict})
def change_norm(request, login: str, body: NormIn):
    """Say how many hours a person works on each weekday, Monday first."""
    made = actions.change_norm(colleague(request, login), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"login": login, "starts_on": made.starts_on, "hours": [plain(one) for one in made.hours]})


@router.post("/people/{login}/deactivation")
def deactivate(request, login: str):
    """Let a person go."""
    return shown(actions.deactivate_person(colleague(request, login), by=request.user, at=timezone.now()))
