"""Who holds a duty: seat holders, their stand-ins, those of the agency's seats."""

from datetime import datetime

from django.db.models import QuerySet

from svyazka.clients.models import Engagement
from svyazka.kit.guard import Duty
from svyazka.people.models import Person, TrackPeriod
from svyazka.people.queries import on_day, staff, today
from svyazka.roles.queries.compiled import Compiled
from svyazka.roles.queries.place import place_of
from svyazka.roles.queries.sitting import sitting, standing_in
from svyazka.roles.queries.standing import scheme_of, schemes_in_force
from svyazka.roles.rules import Place


def holders(scheme: Compiled, duty: Duty, subject, at: datetime, answers: str = "R") -> list[dict]:
    """List {"login", "name", "seat"} of the people who may do this now: seat holders, their stand-ins, the agency's."""
    engagement_id, client_id, _department = place_of(subject)
    codes = scheme.opening(duty.code, answers)
    found = []
    for code in codes:
        seat = scheme.seats.get(code)
        if seat is None:
            continue
        people = _people_in(seat, engagement_id, client_id, subject, at)
        if not people and duty.claims and seat.place == Place.ENGAGEMENT:
            people = list(staff().filter(pk__in=on_tracks(seat.tracks, at)))
        found += [{"login": p.username, "name": p.name, "seat": seat.title} for p in people]
    return found


def holders_of(duty: Duty, subject, at: datetime) -> list[dict]:
    """List {"login", "name", "seat"} of the people who do the duty for the subject now or answer for it."""
    engagement_id, client_id, department_id = place_of(subject)
    scheme = schemes_in_force(at).scheme_for(engagement_id=engagement_id, client_id=client_id, department_id=department_id)
    return holders(scheme, duty, subject, at, "RA") if scheme else []


def _people_in(seat, engagement_id, client_id, subject, at: datetime) -> list[Person]:
    if seat.place == Place.ENGAGEMENT and engagement_id is not None:
        rows = list(sitting(engagement_id, at).filter(seat=seat.code).select_related("person"))
        deputies = standing_in([engagement_id], at).filter(seat=seat.code, absent__in=[row.person_id for row in rows])
        return [row.person for row in rows] + [row.deputy for row in deputies]
    if seat.place == Place.AGENCY and seat.code != "reviewer":
        return list(staff().filter(pk__in=on_tracks(seat.tracks, at)))
    if seat.place == Place.CLIENT and client_id:
        return list(Person.objects.filter(contact__client=client_id, is_active=True))
    if seat.place == Place.SELF and getattr(subject, "owner_id", None):
        return list(Person.objects.filter(pk=subject.owner_id))
    return []


def on_tracks(tracks, at: datetime) -> QuerySet:
    """Return the keys of whoever is on one of these tracks on the day of that moment."""
    return TrackPeriod.objects.filter(on_day(today(at)), track__in=tracks).values("person")


def holder_of(engagement: Engagement, duty: str, at: datetime) -> Person | None:
    """Return the person in the seat responsible for the duty on the engagement: a stand-in first, if there is one."""
    scheme = scheme_of(engagement, at)
    if scheme is None:
        return None
    people: list[Person] = []
    for code in scheme.opening(duty, "R"):
        seat = scheme.seats.get(code)
        if seat is not None and seat.place == Place.ENGAGEMENT:
            people += _people_in(seat, engagement.pk, engagement.client_id, None, at)
    return people[-1] if people else None
