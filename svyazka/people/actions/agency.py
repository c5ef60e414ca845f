"""What the head does with the agency: its details, legal entities, taxes by dates, days of its own calendar."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from svyazka.kit import hours as working_hours
from svyazka.kit import requisites
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.memo import forget
from svyazka.kit.record import record
from svyazka.people import rules
from svyazka.people.models import Agency, DayOverride, LegalEntity, Person, TaxProfile

AGENCY = Duty("agency.keep", _("Keep the agency's details"))
DETAILS = ("name", "full_name", "inn", "kpp", "ogrn", "address", "bank", "bik", "account", "correspondent_account", "signer_name",
           "signer_position", "signer_genitive", "signer_basis", "proxy_number")  # fmt: skip
PROXY_DAYS = ("proxy_on", "proxy_until")


@action(AGENCY)
def change_agency(agency: Agency, *, name: str, zone: str, opens: time, closes: time, lunch_opens: time | None = None,
                  lunch_closes: time | None = None, region: str = "", by: Person, at: datetime) -> Agency:  # fmt: skip
    """Change the agency's name, time zone and the hours in which it answers.

    Raises Malformed for a zone that is none, Refused for hours that do not make a day.
    """
    if zone not in available_timezones():
        raise Malformed(_("There is no such time zone."))
    refuse_if(rules.reasons_not_a_day(opens, closes, lunch_opens, lunch_closes))
    agency.name, agency.zone, agency.region = name.strip()[:200], zone, region[:100]
    agency.opens, agency.closes, agency.lunch_opens, agency.lunch_closes = opens, closes, lunch_opens, lunch_closes
    agency.save()
    forget()
    working_hours.changed(by=by, at=at)
    record(agency, "people.agency_changed", by=by, at=at, name=agency.name, zone=zone)
    return agency


@action(AGENCY, lock=False)
def add_entity(agency: Agency, *, details: Mapping, by: Person, at: datetime) -> LegalEntity:
    """Add a legal entity in whose name papers are signed. Raises Refused if a number of it is wrong."""
    entity = _written(LegalEntity(), details)
    record(entity, "people.entity_added", by=by, at=at, name=entity.name, inn=entity.inn)
    return entity


@action(AGENCY)
def change_entity(entity: LegalEntity, *, details: Mapping, by: Person, at: datetime) -> LegalEntity:
    """Change an entity's details; papers made before keep theirs. Raises Refused if a number of it is wrong."""
    _written(entity, details)
    record(entity, "people.entity_changed", by=by, at=at, name=entity.name, inn=entity.inn)
    return entity


def _written(entity: LegalEntity, details: Mapping) -> LegalEntity:
    told = {name: str(details.get(name, "")).strip() for name in DETAILS}
    days = {name: details.get(name) for name in PROXY_DAYS}
    refuse_if([
        *rules.reasons_not_an_entity(**{name: told[name] for name in rules.CHECKED}),
        *requisites.reasons_against_proxy(number=told["proxy_number"], on=days["proxy_on"], until=days["proxy_until"]),
    ])  # fmt: skip
    for name, value in (told | days).items():
        setattr(entity, name, value)
    entity.save()
    return entity


@action(AGENCY)
def change_tax(entity: LegalEntity, *, regime: str, vat_mode: str, vat_percent: Decimal | None = None, basis: str = "",
               vat_rounding: str = rules.VatRounding.DOCUMENT, starts_on: date, by: Person, at: datetime) -> TaxProfile:  # fmt: skip
    """Let the entity pay VAT another way from a day on; the profile before ends there and stays.

    `vat_rounding` is of papers of several lines: once, or line by line. Raises Refused if a later profile is there already, or the percent does not stand with the mode.
    """
    last = entity.tax_profiles.order_by("-starts_on").first()
    refuse_if(rules.reasons_not_a_tax(vat_mode=vat_mode, vat_percent=vat_percent, basis=basis, starts_on=starts_on, vat_rounding=vat_rounding,
                                      last_starts_on=last.starts_on if last else None))  # fmt: skip
    entity.tax_profiles.filter(ends_on=None).update(ends_on=starts_on)
    profile = TaxProfile.objects.create(entity=entity, regime=regime[:40], vat_mode=vat_mode, vat_percent=vat_percent,
                                        basis=basis[:300], vat_rounding=vat_rounding, starts_on=starts_on)  # fmt: skip
    record(entity, "people.tax_changed", by=by, at=at, name=entity.name, vat=str(vat_percent or vat_mode), on=str(starts_on))
    return profile


@action(AGENCY, lock=False)
def set_day(agency: Agency, *, day: date, hours: Decimal, reason: str, by: Person, at: datetime) -> DayOverride:
    """Let the agency work so many hours on a day, whatever the production calendar says; 0 is a day off.

    Raises Refused without a reason or for more than 24 hours.
    """
    if not 0 <= hours <= 24 or not reason.strip():
        raise Refused(_("Say the hours from 0 to 24, and why."))
    made, _new = DayOverride.objects.update_or_create(day=day, defaults={"hours": hours, "reason": reason.strip()[:300]})
    forget()
    working_hours.changed(by=by, at=at)
    record(agency, "people.day_set", by=by, at=at, day=str(day), hours=str(hours), reason=made.reason)
    return made


@action(AGENCY, lock=False)
def forget_day(agency: Agency, *, day: date, by: Person, at: datetime) -> date:
    """Let the production calendar say again what the day is. Raises Refused if it says so already."""
    gone, _rows = DayOverride.objects.filter(day=day).delete()
    if not gone:
        raise Refused(_("This day is as the production calendar says."))
    forget()
    working_hours.changed(by=by, at=at)
    record(agency, "people.day_forgotten", by=by, at=at, day=str(day))
    return day
