"""Questions about the agency and its people."""

from svyazka.people.queries.absence import absences_between, absences_of
from svyazka.people.queries.agency import departments, in_agency_language, the_agency
from svyazka.people.queries.days import on_day, own_day, reading_of, today, zone_of
from svyazka.people.queries.entity import entities, entities_on, tax_profile, taxes_of
from svyazka.people.queries.hours import agency_window, at_work_on, norm_of, own_days, windows_of
from svyazka.people.queries.person import (
    calendar_address,
    calendar_by,
    colleague,
    listed,
    of_track,
    staff,
    system,
    track_of,
    waiting_invitation,
)

__all__ = [
    "absences_between", "absences_of", "agency_window", "at_work_on", "calendar_address", "calendar_by", "colleague", "departments",
    "entities", "entities_on", "in_agency_language", "listed", "norm_of", "of_track", "on_day", "own_day", "own_days", "reading_of",
    "staff", "system", "tax_profile", "taxes_of", "the_agency", "today", "track_of", "waiting_invitation", "windows_of", "zone_of",
]  # fmt: skip
