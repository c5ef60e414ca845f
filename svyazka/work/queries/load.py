"""Where the days of the agency begin."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from svyazka.people.queries import the_agency


def midnight(day: date) -> datetime:
    """Return the moment the day begins where the agency works."""
    return datetime.combine(day, time(), ZoneInfo(the_agency().zone))
