"""The agency, its legal entities and departments, and the people who sign in."""

from svyazka.people.models.absence import Absence
from svyazka.people.models.agency import Agency, DayOverride, Department
from svyazka.people.models.entity import LegalEntity, Signing, TaxProfile
from svyazka.people.models.key import ApiToken, Invitation
from svyazka.people.models.person import NormHours, Person, Specialism, TrackPeriod

__all__ = [
    "Absence", "Agency", "ApiToken", "DayOverride", "Department", "Invitation", "LegalEntity", "NormHours", "Person", "Signing",
    "Specialism", "TaxProfile", "TrackPeriod",
]  # fmt: skip
