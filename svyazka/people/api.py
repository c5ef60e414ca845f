"""People and the agency, spoken in JSON; people are named by login."""

from datetime import date, time
from decimal import Decimal

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Line, kept, plain, staff_only
from svyazka.kit.errors import unknown
from svyazka.kit.guard import require
from svyazka.kit.http import find
from svyazka.people import actions, queries
from svyazka.people.actions.agency import DETAILS
from svyazka.people.models import Agency, ApiToken, Department, LegalEntity, Person, TaxProfile

router = Router(tags=["people"])


def _colleague(request, login: str) -> Person:
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
    return shown(_colleague(request, login))


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
    person = _colleague(request, login)
    made = actions.invite_again(person, by=request.user, at=timezone.now())
    return Status(201, {"login": login, "expires_at": made.expires_at})


@router.delete("/people/{login}/invitations")
def take_back_invitation(request, login: str):
    """Take an invitation back that was not used: its link opens nothing any more."""
    return shown(actions.take_back_invitation(_colleague(request, login), by=request.user, at=timezone.now()))


class CardIn(In):
    name: kept(Person, "name", least=1)
    position: kept(Person, "position") = ""
    email: kept(Person, "email") = ""
    specialisms: list[Line] = []


@router.post("/people/{login}/card")
def change_card(request, login: str, body: CardIn):
    """Change a person's card."""
    return shown(actions.change_card(_colleague(request, login), by=request.user, at=timezone.now(), **body.model_dump()))


class TrackIn(In):
    track: Line
    starts_on: date
    department: Line | None = None


@router.post("/people/{login}/tracks", response={201: dict})
def change_track(request, login: str, body: TrackIn):
    """Put a person on another track from a day on."""
    made = actions.change_track(_colleague(request, login), track=body.track, department=_department(body.department),
                                starts_on=body.starts_on, by=request.user, at=timezone.now())  # fmt: skip
    return Status(201, {"login": login, "track": made.track, "starts_on": made.starts_on})


class NormIn(In):
    starts_on: date
    hours: list[Hours]


@router.post("/people/{login}/norms", response={201: dict})
def change_norm(request, login: str, body: NormIn):
    """Say how many hours a person works on each weekday, Monday first."""
    made = actions.change_norm(_colleague(request, login), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"login": login, "starts_on": made.starts_on, "hours": [plain(one) for one in made.hours]})


@router.post("/people/{login}/deactivation")
def deactivate(request, login: str):
    """Let a person go."""
    return shown(actions.deactivate_person(_colleague(request, login), by=request.user, at=timezone.now()))


def _department_shown(department: Department) -> dict:
    return {"id": department.pk, "version": department.version, "name": department.name, "opened_on": department.opened_on,
            "closed_on": department.closed_on}  # fmt: skip


@router.get("/departments")
def list_departments(request):
    """List the departments, the closed ones too."""
    staff_only(request)
    return {"items": [_department_shown(one) for one in queries.departments()], "next": None}


class DepartmentIn(In):
    name: kept(Department, "name", least=1)
    on: date


@router.post("/departments", response={201: dict})
def open_department(request, body: DepartmentIn):
    """Open a department."""
    staff_only(request)
    made = actions.open_department(queries.the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _department_shown(made))


class ClosingIn(In):
    on: date
    reason: kept(Department, "closing_reason", least=1)


@router.post("/departments/{department_id}/closing")
def close_department(request, department_id: int, body: ClosingIn):
    """Close a department that is empty."""
    staff_only(request)
    department = find(Department.objects.all(), department_id)
    return _department_shown(actions.close_department(department, by=request.user, at=timezone.now(), **body.model_dump()))


def _agency_shown(agency) -> dict:
    return {"name": agency.name, "version": agency.version, "zone": agency.zone, "region": agency.region,
            "opens": agency.opens, "closes": agency.closes, "lunch_opens": agency.lunch_opens,
            "lunch_closes": agency.lunch_closes}  # fmt: skip


@router.get("/agency")
def agency(request):
    """Tell the agency's name, its time zone and the hours in which it answers."""
    staff_only(request)
    return _agency_shown(queries.the_agency())


class AgencyIn(In):
    name: kept(Agency, "name", least=1)
    zone: kept(Agency, "zone", least=1)
    opens: time
    closes: time
    lunch_opens: time | None = None
    lunch_closes: time | None = None
    region: kept(Agency, "region") = ""


@router.post("/agency/details")
def change_agency(request, body: AgencyIn):
    """Change the agency's details."""
    staff_only(request)
    return _agency_shown(actions.change_agency(queries.the_agency(), by=request.user, at=timezone.now(), **body.model_dump()))


def _entity_shown(entity: LegalEntity) -> dict:
    taxes = [{"starts_on": tax.starts_on, "ends_on": tax.ends_on, "regime": tax.regime, "vat_mode": tax.vat_mode,
              "vat_percent": plain(tax.vat_percent), "basis": tax.basis} for tax in queries.taxes_of(entity)]  # fmt: skip
    details = {name: getattr(entity, name) for name in DETAILS}
    return {"id": entity.pk, "version": entity.version, **details, "taxes": taxes}


@router.get("/legal-entities")
def list_entities(request):
    """List the legal entities with their tax profiles; for who keeps the agency's details."""
    staff_only(request)
    require(request.user, actions.AGENCY, queries.the_agency(), timezone.now())
    return {"items": [_entity_shown(one) for one in queries.entities()], "next": None}


class EntityIn(In):
    name: kept(LegalEntity, "name", least=1)
    inn: kept(LegalEntity, "inn", least=1)
    full_name: kept(LegalEntity, "full_name") = ""
    kpp: kept(LegalEntity, "kpp") = ""
    ogrn: kept(LegalEntity, "ogrn") = ""
    address: kept(LegalEntity, "address") = ""
    bank: kept(LegalEntity, "bank") = ""
    bik: kept(LegalEntity, "bik") = ""
    account: kept(LegalEntity, "account") = ""
    correspondent_account: kept(LegalEntity, "correspondent_account") = ""
    signer_name: kept(LegalEntity, "signer_name") = ""
    signer_position: kept(LegalEntity, "signer_position") = ""
    signer_basis: kept(LegalEntity, "signer_basis") = ""


@router.post("/legal-entities", response={201: dict})
def add_entity(request, body: EntityIn):
    """Add a legal entity."""
    staff_only(request)
    made = actions.add_entity(queries.the_agency(), details=body.model_dump(), by=request.user, at=timezone.now())
    return Status(201, _entity_shown(made))


@router.post("/legal-entities/{entity_id}/details")
def change_entity(request, entity_id: int, body: EntityIn):
    """Change a legal entity's details."""
    staff_only(request)
    entity = find(LegalEntity.objects.all(), entity_id)
    return _entity_shown(actions.change_entity(entity, details=body.model_dump(), by=request.user, at=timezone.now()))


class TaxIn(In):
    starts_on: date
    regime: kept(TaxProfile, "regime", least=1)
    vat_mode: Line
    vat_percent: Hours | None = None
    basis: kept(TaxProfile, "basis") = ""


@router.post("/legal-entities/{entity_id}/tax-profiles", response={201: dict})
def change_tax(request, entity_id: int, body: TaxIn):
    """Let the entity pay VAT another way from a day on."""
    staff_only(request)
    entity = find(LegalEntity.objects.all(), entity_id)
    actions.change_tax(entity, by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, _entity_shown(entity))


class DayIn(In):
    day: date
    hours: Hours
    reason: Line


@router.post("/calendar-days", response={201: dict})
def set_day(request, body: DayIn):
    """Let the agency work so many hours on a day."""
    staff_only(request)
    made = actions.set_day(queries.the_agency(), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, {"day": made.day, "hours": plain(made.hours), "reason": made.reason})


@router.delete("/calendar-days/{day}")
def forget_day(request, day: date):
    """Let the production calendar say again what the day is."""
    staff_only(request)
    actions.forget_day(queries.the_agency(), day=day, by=request.user, at=timezone.now())
    return {"day": day}


@router.get("/me")
def me(request):
    """Tell whose token this is."""
    return {"login": request.user.username, "name": request.user.name, "kind": request.user.kind, "language": request.user.language,
            "zone": queries.zone_of(request.user)}  # fmt: skip


class OwnIn(In):
    name: kept(Person, "name", least=1)
    zone: kept(Person, "zone") = ""
    language: kept(Person, "language") = ""
    theme: kept(Person, "theme") = ""


@router.post("/me/settings")
def change_own(request, body: OwnIn):
    """Change one's own name, time zone, language and theme."""
    own = Person.objects.get(pk=request.user.pk)
    saved = actions.change_own(own, by=request.user, at=timezone.now(), **body.model_dump())
    return {"login": saved.username, **body.model_dump(), "name": saved.name}


class TokenIn(In):
    label: kept(ApiToken, "label", least=1)
    scopes: list[Line] = ["read"]


@router.post("/me/tokens", response={201: dict})
def issue_token(request, body: TokenIn):
    """Make a token for a program of one's own; it is told this once."""
    raw = actions.issue_token(request.user, label=body.label, scopes=tuple(body.scopes), by=request.user, at=timezone.now())
    return Status(201, {"token": raw, "label": body.label, "scopes": body.scopes})


@router.post("/me/tokens/{token_id}/revocation")
def revoke(request, token_id: int):
    """Revoke one of one's own tokens."""
    token = find(ApiToken.objects.filter(person=request.user, revoked_at=None), token_id)
    actions.revoke_token(token, by=request.user, at=timezone.now())
    return {"id": token.pk, "revoked": True}
