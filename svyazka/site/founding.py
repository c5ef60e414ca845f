"""Founding an agency: the first rows, before there is anybody to ask for a right."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.db import connection, transaction

from svyazka.leads.steps import ship_marks, ship_norms, ship_terms, ship_texts
from svyazka.people.models import Agency, Department, LegalEntity, Person, Specialism, TaxProfile, TrackPeriod
from svyazka.people.rules import Kind
from svyazka.roles.models import SchemeInForce
from svyazka.roles.steps import ship_schemes
from svyazka.sources.steps import ship_sources

SPECIALISMS = (("dev", "Разработка"), ("design", "Дизайн"), ("seo", "SEO"), ("smm", "SMM"), ("copy", "Тексты"))


@transaction.atomic
def found(answers: Mapping, *, at: datetime) -> Agency:
    """Found the agency from the answers: name, zone, scheme, legal entity, people. Founding twice changes nothing.

    `answers["people"]` lists {"login", "name", "track", "password"?, "email"?, "department"?, "specialism"?};
    `leads_offered_from` is the day from which each lead is offered to one person, the first one where it is not said.
    """
    agency, made = Agency.objects.get_or_create(pk=1, defaults={"name": answers["name"], "zone": answers.get("zone", "Asia/Krasnoyarsk")})
    if not made:
        return agency
    since = answers.get("since") or at.date()
    entity = _entity(answers["legal_entity"], since)
    Person.objects.create(username="system", name="Связка", kind=Kind.SYSTEM, is_active=True)
    for code, name in SPECIALISMS:
        Specialism.objects.create(code=code, name=name)
    for told in answers["people"]:
        add_person(told, since)
    schemes = ship_schemes(at=at)
    SchemeInForce.objects.create(scheme=schemes[answers["scheme"]], scope="agency", starts_at=datetime.combine(since, datetime.min.time(), UTC))
    sources = ship_sources()
    ship_norms(sources, starts_on=since)
    ship_terms(starts_on=answers.get("leads_offered_from") or since)
    ship_marks(sources, starts_on=since)
    ship_texts(entity.full_name or entity.name, starts_on=since, at=at)
    _ship_later_rooms(since)
    return agency


def _entity(told: Mapping, since: date) -> LegalEntity:
    profile = dict(told.get("tax") or {"regime": "usn", "vat_mode": "none", "basis": "п. 1 ст. 145 НК РФ"})
    entity = LegalEntity.objects.create(pk=1, **{key: value for key, value in told.items() if key != "tax"})
    with connection.cursor() as cursor:  # the first entity is number one, the next numbers come from the sequence
        cursor.execute("select setval(pg_get_serial_sequence('people_legalentity', 'id'), 1)")
    TaxProfile.objects.create(entity=entity, starts_on=since, **profile)
    return entity


def add_person(told: Mapping, since: date) -> Person:
    """Write down one of the founders: sign-in, track, department, specialism."""
    person = Person.objects.create_user(
        told["login"], told.get("email", ""), told.get("password"), name=told["name"], position=told.get("position", "")
    )
    department = None
    if told.get("department"):
        department, _made = Department.objects.get_or_create(name=told["department"], defaults={"opened_on": since})
    TrackPeriod.objects.create(person=person, track=told["track"], department=department, starts_on=told.get("since", since))
    person.specialisms.set(Specialism.objects.filter(code=told.get("specialism", "")))
    return person


def _ship_later_rooms(since: date) -> None:
    """Let each later room write down the tables it ships filled: rates, directions, rules of bonuses."""
    from importlib import import_module
    from importlib.util import find_spec

    for room in ("tenders", "briefs", "deals", "projects", "work", "growth", "bonus", "pulse"):
        if find_spec(f"svyazka.{room}.steps"):
            ship = getattr(import_module(f"svyazka.{room}.steps"), "ship", None)
            if ship:
                ship(since)
