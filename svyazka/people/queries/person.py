"""Questions about the people of the agency: who they are, on which track, by which letters and addresses they come in."""

import hashlib
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed
from svyazka.kit.memo import once
from svyazka.people.models import ApiToken, Invitation, Person, TrackPeriod
from svyazka.people.queries.absence import absences_between
from svyazka.people.queries.days import on_day
from svyazka.people.rules import CALENDAR, Kind


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


def of_track(track: str, day: date) -> QuerySet[Person]:
    """Return the staff on this track on that day."""
    periods = TrackPeriod.objects.filter(on_day(day), track=track)
    return staff().filter(pk__in=periods.values("person"))


def track_of(person: Person, day: date) -> str:
    """Return the person's track on that day, or an empty word."""
    return person.tracks.filter(on_day(day)).values_list("track", flat=True).first() or ""


def listed(day: date, at: datetime) -> list[dict]:
    """Return the staff with track, department, whether they are away on that day, and whether an invitation waits."""
    people = list(staff().prefetch_related("specialisms"))
    periods = TrackPeriod.objects.filter(on_day(day), person__in=people).select_related("department")
    tracks = {period.person_id: period for period in periods}
    away = {absence.person_id: absence for absence in absences_between(day, day)}
    invited = set(Invitation.objects.filter(used_at=None, expires_at__gt=at).values_list("person", flat=True))
    return [{"person": p, "period": tracks.get(p.pk), "absence": away.get(p.pk), "invited": p.pk in invited} for p in people]


def waiting_invitation(person: Person, at: datetime) -> Invitation | None:
    """Return the invitation that the person has not used yet."""
    return person.invitations.filter(used_at=None, expires_at__gt=at).select_related("made_by").first()


def calendar_address(person: Person, of: str = CALENDAR) -> ApiToken | None:
    """Return the live secret address of the person's calendar: when it was made and read, never the secret."""
    return person.tokens.filter(scopes=[of], revoked_at=None).first()


def calendar_by(secret: str, of: str = CALENDAR) -> ApiToken | None:
    """Return the live address of a colleague's calendar by its secret, which is looked up by its hash."""
    found = ApiToken.objects.select_related("person").filter(scopes=[of], revoked_at=None, person__is_active=True, person__kind=Kind.STAFF)
    return found.filter(digest=hashlib.sha256(secret.encode()).hexdigest()).first()
