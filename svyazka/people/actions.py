"""What can happen to people: their own settings, tracks, leaving, tokens."""

import hashlib
import secrets
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.record import record
from svyazka.people.models import Agency, ApiToken, Department, Person, TrackPeriod
from svyazka.people.rules import Track, reasons_not_to_close

OWN = Duty("own.settings", _("Keep one's own settings"))
PEOPLE = Duty("people.keep", _("Keep the list of people and departments"))
AGENCY = Duty("agency.keep", _("Keep the agency's details"))


@action(PEOPLE)
def change_track(person: Person, *, track: str, department: Department | None = None, starts_on: date, by: Person,
                 at: datetime) -> TrackPeriod:  # fmt: skip
    """Put the person on another track from a day on; history keeps the one before. Raises Refused on a past day."""
    if track not in Track.values:
        raise Malformed(_("There is no such track."))
    current = person.tracks.filter(ends_on=None).first()
    if current and starts_on <= current.starts_on:
        raise Refused(_("The new track begins after the one before."))
    if current:
        TrackPeriod.objects.filter(pk=current.pk).update(ends_on=starts_on)
    period = TrackPeriod.objects.create(person=person, track=track, department=department, starts_on=starts_on)
    record(person, "people.track_changed", by=by, at=at, name=person.name, track=track, on=str(starts_on))
    return period


@action(PEOPLE)
def deactivate_person(person: Person, *, by: Person, at: datetime) -> Person:
    """Let the person go: the next request of theirs finds no sign-in, their tokens are revoked, history stays."""
    if person.pk == by.pk:
        raise Refused(_("Nobody lets themselves go."))
    Person.objects.filter(pk=person.pk).update(is_active=False, deactivated_at=at)
    ApiToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    person.is_active, person.deactivated_at = False, at
    record(person, "people.let_go", by=by, at=at, name=person.name)
    return person


@action(PEOPLE)
def close_department(department: Department, *, on: date, reason: str, by: Person, at: datetime) -> Department:
    """Close a department; its history stays. Raises Refused while people are in it."""
    people = department.periods.filter(ends_on=None, person__is_active=True).count()
    refuse_if(reasons_not_to_close(closed=department.closed_on is not None, people=people))
    department.closed_on, department.closing_reason = on, reason[:500]
    department.save(update_fields=["closed_on", "closing_reason"])
    record(department, "people.department_closed", by=by, at=at, name=department.name, reason=reason)
    return department


@action(PEOPLE, lock=False)
def open_department(agency: Agency, *, name: str, on: date, by: Person, at: datetime) -> Department:
    """Open a department."""
    if Department.objects.filter(name=name).exists():
        raise Refused(_("There is such a department already."))
    department = Department.objects.create(name=name, opened_on=on)
    record(department, "people.department_opened", by=by, at=at, name=name)
    return department


@action(OWN, lock=False)
def issue_token(person: Person, *, label: str, scopes: tuple[str, ...], by: Person, at: datetime) -> str:
    """Make a token for the person's programs and return it, this once; only its hash is stored."""
    if not scopes or set(scopes) - {"read", "write"}:
        raise Malformed(_("A token reads, or reads and writes."))
    raw = f"svz_{secrets.token_urlsafe(32)}"
    digest = hashlib.sha256(raw.encode()).hexdigest()
    token = ApiToken.objects.create(person=person, label=label[:100], digest=digest, scopes=list(scopes), made_at=at)
    record(token, "people.token_issued", by=by, at=at, label=token.label)
    return raw


@action(OWN, lock=False)
def revoke_token(token: ApiToken, *, by: Person, at: datetime) -> ApiToken:
    """Revoke a token: the next call with it is refused."""
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(token, "people.token_revoked", by=by, at=at, label=token.label)
    return token
