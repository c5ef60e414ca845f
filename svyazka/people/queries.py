"""Questions about the agency and its people."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from svyazka.kit.memo import once
from svyazka.kit.worktime import Window
from svyazka.people.models import Absence, Agency, DayOverride, LegalEntity, NormHours, Person, TaxProfile, TrackPeriod
from svyazka.people.rules import ABSENCE_COUNTS, Kind


def the_agency() -> Agency:
    """Return the agency of this database. Raises Agency.DoesNotExist before it is founded."""
    return once("agency", Agency.objects.get)


def today(at: datetime) -> date:
    """Return the day it is at that moment where the agency works."""
    return at.astimezone(ZoneInfo(the_agency().zone)).date()


def zone_of(person: Person) -> str:
    """Return the zone in which this person reads moments."""
    return person.zone or the_agency().zone


def staff() -> QuerySet[Person]:
    """Return the people of the agency who can sign in."""
    return Person.objects.filter(kind=Kind.STAFF, is_active=True).order_by("name", "pk")


def system() -> Person:
    """Return the principal in whose name intake and clocks act."""
    return Person.objects.get(kind=Kind.SYSTEM)


def on_day(day: date) -> Q:
    """Return the condition "in force on that day" for rows with starts_on and an open ends_on."""
    return Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day))


def of_track(track: str, day: date) -> QuerySet[Person]:
    """Return the staff on this track on that day."""
    periods = TrackPeriod.objects.filter(on_day(day), track=track)
    return staff().filter(pk__in=periods.values("person"))


def track_of(person: Person, day: date) -> str:
    """Return the person's track on that day, or an empty word."""
    return person.tracks.filter(on_day(day)).values_list("track", flat=True).first() or ""


def tax_profile(entity: LegalEntity, day: date) -> TaxProfile | None:
    """Return how the entity pays VAT on that day."""
    return entity.tax_profiles.filter(on_day(day)).first()


def absences_between(first: date, last: date) -> QuerySet[Absence]:
    """Return the approved absences that touch [first, last]."""
    return Absence.objects.filter(state__in=ABSENCE_COUNTS, starts_on__lte=last, ends_on__gte=first)


def is_absent(person_id: int, day: date) -> bool:
    """Tell whether the person is away on that day."""
    return absences_between(day, day).filter(person=person_id).exists()


def agency_window() -> Window:
    """Return the hours in which the agency answers."""
    agency = the_agency()
    overrides = once("overrides", lambda: dict(DayOverride.objects.values_list("day", "hours")))
    return Window(
        zone=agency.zone,
        opens=agency.opens,
        closes=agency.closes,
        lunch_opens=agency.lunch_opens,
        lunch_closes=agency.lunch_closes,
        overrides=overrides,
    )


def windows_of(people_ids: list[int], first: date, last: date) -> dict[int, Window]:
    """Return each person's working hours: the agency's, less their own absences in [first, last]."""
    base = agency_window()
    away: dict[int, set[date]] = {key: set() for key in people_ids}
    for absence in absences_between(first, last).filter(person__in=people_ids):
        length = (absence.ends_on - absence.starts_on).days + 1
        away[absence.person_id] |= {absence.starts_on + timedelta(days=n) for n in range(length)}
    return {key: Window(**{**vars(base), "days_off": frozenset(off)}) for key, off in away.items()}


def norm_of(person_id: int, day: date) -> list:
    """Return the hours a person works on each weekday, as in force on that day; eight on weekdays by default."""
    norm = NormHours.objects.filter(person=person_id, starts_on__lte=day).order_by("-starts_on").first()
    return norm.hours if norm else [8, 8, 8, 8, 8, 0, 0]


def listed(day: date) -> list[dict]:
    """Return the staff with track, department and whether they are away on that day. Three queries."""
    people = list(staff().prefetch_related("specialisms"))
    periods = TrackPeriod.objects.filter(on_day(day), person__in=people).select_related("department")
    tracks = {period.person_id: period for period in periods}
    away = {absence.person_id: absence for absence in absences_between(day, day)}
    return [{"person": p, "period": tracks.get(p.pk), "absence": away.get(p.pk)} for p in people]
