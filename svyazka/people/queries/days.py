"""Which day and which hour it is for the agency and for each of its people."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from svyazka.people.models import Person
from svyazka.people.queries.agency import the_agency


def today(at: datetime) -> date:
    """Return the day it is at that moment where the agency works."""
    return at.astimezone(ZoneInfo(the_agency().zone)).date()


def zone_of(person: Person) -> str:
    """Return the zone in which this person reads moments."""
    return person.zone or the_agency().zone


def own_day(person: Person, at: datetime) -> date:
    """Return the day it is for the person at that moment: the one they work on."""
    return at.astimezone(ZoneInfo(zone_of(person))).date()


def on_day(day: date) -> Q:
    """Return the condition "in force on that day" for rows with starts_on and an open ends_on."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))


def reading_of(person: Person) -> tuple[str, ZoneInfo]:
    """Return the language and the zone in which the person reads when no browser says it."""
    agency = the_agency()
    return person.language or agency.language, ZoneInfo(person.zone or agency.zone)
