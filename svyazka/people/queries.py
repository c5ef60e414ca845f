"""Questions about the agency and its people."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from svyazka.kit.errors import Malformed
from svyazka.kit.memo import once
from svyazka.kit.worktime import Window
from svyazka.people.models import (
    Absence,
    Agency,
    ApiToken,
    DayOverride,
    Department,
    Invitation,
    LegalEntity,
    NormHours,
    Person,
    TaxProfile,
    TrackPeriod,
)
from svyazka.people.rules import ABSENCE_COUNTS, CALENDAR, Kind


def the_agency() -> Agency:
    """Return the agency of this database. Raises Agency.DoesNotExist before it is founded."""
    return once("agency", Agency.objects.get)


@contextmanager
def in_agency_language() -> Iterator[None]:
    """Speak the agency's language inside: what is kept, or read by a client, is not in the language of whoever pressed."""
    with override(the_agency().language):
        yield


def today(at: datetime) -> date:
    """Return the day it is at that moment where the agency works."""
    return at.astimezone(ZoneInfo(the_agency().zone)).date()


def zone_of(person: Person) -> str:
    """Return the zone in which this person reads moments."""
    return person.zone or the_agency().zone


def own_day(person: Person, at: datetime) -> date:
    """Return the day it is for the person at that moment: the one they work on."""
    return at.astimezone(ZoneInfo(zone_of(person))).date()


def staff() -> QuerySet[Person]:
    """Return the people of the agency who can sign in."""
    return Person.objects.filter(kind=Kind.STAFF, is_active=True).order_by("name", "pk")


def colleague(field: str, login: str) -> Person:
    """Return the colleague with this login. Raises Malformed, naming the field, if there is none."""
    found = staff().filter(username=login).first()
    if found is None:
        raise Malformed(_("%(field)s: nobody in the agency has the login “%(login)s”.") % {"field": field, "login": login})
    return found


def system() -> Person:
    """Return the principal in whose name intake and clocks act."""
    return once("system", lambda: Person.objects.get(kind=Kind.SYSTEM))


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


def entities() -> QuerySet[LegalEntity]:
    """Return the legal entities with how each pays VAT, by dates: two questions whatever their number."""
    return LegalEntity.objects.prefetch_related("tax_profiles").order_by("pk")


def taxes_of(entity: LegalEntity) -> list[TaxProfile]:
    """Return how the entity has paid VAT and will, the newest first."""
    return sorted(entity.tax_profiles.all(), key=lambda tax: tax.starts_on, reverse=True)


def entities_on(day: date) -> list[tuple[LegalEntity, TaxProfile | None]]:
    """Return each legal entity with how it pays VAT on that day."""
    return [(one, next((tax for tax in taxes_of(one) if _holds(tax, day)), None)) for one in entities()]


def _holds(tax: TaxProfile, day: date) -> bool:
    return tax.starts_on <= day and (tax.ends_on is None or tax.ends_on > day)


def absences_between(first: date, last: date) -> QuerySet[Absence]:
    """Return the approved absences that touch [first, last]."""
    return Absence.objects.filter(state__in=ABSENCE_COUNTS, starts_on__lte=last, ends_on__gte=first)


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
    """Return each person's working hours: the agency's, at most their norm, less their absences in [first, last]."""
    base = agency_window()
    away: dict[int, set[date]] = {key: set() for key in people_ids}
    for absence in absences_between(first, last).filter(person__in=people_ids):
        length = (absence.ends_on - absence.starts_on).days + 1
        away[absence.person_id] |= {absence.starts_on + timedelta(days=n) for n in range(length)}
    weeks = _weeks_of(people_ids, first)
    return {key: replace(base, days_off=frozenset(off), week=weeks.get(key)) for key, off in away.items()}


def at_work_on(people: Iterable[Person], day: date) -> list[Person]:
    """Keep the people whose working day it is: not away, not a day off by their own hours."""
    found = list(people)
    windows = windows_of([person.pk for person in found], day, day)
    return [person for person in found if windows[person.pk].spans(day)]


def _weeks_of(people_ids: list[int], day: date) -> dict[int, tuple]:
    """Return the norms in force on that day, where one was set."""
    norms = NormHours.objects.filter(person__in=people_ids, starts_on__lte=day).order_by("person", "-starts_on")
    return {norm.person_id: tuple(norm.hours) for norm in norms.distinct("person")}


def norm_of(person_id: int, day: date) -> list:
    """Return the hours a person works on each weekday, as in force on that day; eight on weekdays by default."""
    norm = NormHours.objects.filter(person=person_id, starts_on__lte=day).order_by("-starts_on").first()
    return norm.hours if norm else [8, 8, 8, 8, 8, 0, 0]


def listed(day: date, at: datetime) -> list[dict]:
    """Return the staff with track, department, whether they are away on that day, and whether an invitation waits."""
    people = list(staff().prefetch_related("specialisms"))
    periods = TrackPeriod.objects.filter(on_day(day), person__in=people).select_related("department")
    tracks = {period.person_id: period for period in periods}
    away = {absence.person_id: absence for absence in absences_between(day, day)}
    invited = set(Invitation.objects.filter(used_at=None, expires_at__gt=at).values_list("person", flat=True))
    return [{"person": p, "period": tracks.get(p.pk), "absence": away.get(p.pk), "invited": p.pk in invited} for p in people]


def departments() -> QuerySet[Department]:
    """Return the departments with how many people are in each now, the open ones first."""
    here = Count("periods", filter=Q(periods__ends_on=None, periods__person__is_active=True))
    return Department.objects.annotate(people=here).order_by(F("closed_on").desc(nulls_first=True), "name")


def absences_of(person: Person, day: date) -> QuerySet[Absence]:
    """Return the person's absences of the year before that day and those to come, the newest first."""
    found = person.absences.filter(state__in=("requested", "approved"), ends_on__gte=day - timedelta(days=365))
    return found.order_by("-starts_on")


def waiting_invitation(person: Person, at: datetime) -> Invitation | None:
    """Return the invitation that the person has not used yet."""
    return person.invitations.filter(used_at=None, expires_at__gt=at).select_related("made_by").first()


def own_days(day: date) -> QuerySet[DayOverride]:
    """Return the days of the agency's own calendar, from a month before that day on."""
    return DayOverride.objects.filter(day__gte=day - timedelta(days=31)).order_by("day")


def calendar_address(person: Person, of: str = CALENDAR) -> ApiToken | None:
    """Return the live secret address of the person's calendar: when it was made and read, never the secret."""
    return person.tokens.filter(scopes=[of], revoked_at=None).first()


def calendar_by(secret: str, of: str = CALENDAR) -> ApiToken | None:
    """Return the live address of a colleague's calendar by its secret, which is looked up by its hash."""
    found = ApiToken.objects.select_related("person").filter(scopes=[of], revoked_at=None, person__is_active=True, person__kind=Kind.STAFF)
    return found.filter(digest=hashlib.sha256(secret.encode()).hexdigest()).first()


def reading_of(person: Person) -> tuple[str, ZoneInfo]:
    """Return the language and the zone in which the person reads when no browser says it."""
    agency = the_agency()
    return person.language or agency.language, ZoneInfo(person.zone or agency.zone)
