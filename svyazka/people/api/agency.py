"""The agency, its legal entities and its own days, spoken in JSON."""

from datetime import date, time

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Line, kept, plain, staff_only
from svyazka.kit.guard import require
from svyazka.kit.http import find
from svyazka.people import actions, queries
from svyazka.people.actions.agency import DETAILS, PROXY_DAYS
from svyazka.people.models import Agency, LegalEntity, TaxProfile

router = Router()


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
              "vat_percent": plain(tax.vat_percent), "vat_rounding": tax.vat_rounding, "basis": tax.basis} for tax in queries.taxes_of(entity)]  # fmt: skip
    details = {name: getattr(entity, name) for name in (*DETAILS, *PROXY_DAYS)}
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
    signer_genitive: kept(LegalEntity, "signer_genitive") = ""
    signer_basis: kept(LegalEntity, "signer_basis") = ""
    proxy_number: kept(LegalEntity, "proxy_number") = ""
    proxy_on: date | None = None
    proxy_until: date | None = None


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
    vat_rounding: Line = "document"


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
