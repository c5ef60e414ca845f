"""What the head does with people: invite, change their card, track and norm, let go; departments."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed, Refused, refuse_if, unknown
from svyazka.kit.guard import Duty, action
from svyazka.kit.record import record
from svyazka.people import rules
from svyazka.people.models import Agency, Department, Invitation, NormHours, Person, Specialism, TrackPeriod
from svyazka.people.rules import Track, reasons_not_to_close
from svyazka.people.steps import end_sign_in, forget_addresses, send_invitation

PEOPLE = Duty("people.keep", _("Keep the list of people and departments"))


@action(PEOPLE, lock=False)
def invite_person(agency: Agency, *, login: str, name: str, email: str, track: str, starts_on: date,
                  department: Department | None = None, position: str = "", language: str = "", specialisms: Sequence[str] = (),
                  by: Person, at: datetime) -> Person:  # fmt: skip
    """Write a new person down and send them a letter by which they choose a password.

    Raises Refused if the login or the address is taken, Malformed for an address or a track that is none.
    """
    _check_login(login)
    _check_address(email)
    if track not in Track.values:
        raise Malformed(_("There is no such track."))
    if language and language not in dict(settings.LANGUAGES):
        raise unknown("language", language)
    refuse_if(rules.reasons_not_to_invite(
        login_taken=Person.objects.filter(username__iexact=login).exists(),
        email_taken=Person.objects.filter(email__iexact=email).exists(),
    ))  # fmt: skip
    person = Person.objects.create_user(login, email, None, name=name[:200], position=position[:200], language=language)
    person.specialisms.set(_specialisms(specialisms))
    TrackPeriod.objects.create(person=person, track=track, department=department, starts_on=starts_on)
    record(person, "people.invited", by=by, at=at, name=person.name, track=track)
    send_invitation(person, by=by, at=at)
    return person


def _check_login(login: str) -> None:
    try:
        Person._meta.get_field("username").run_validators(login)
    except ValidationError as wrong:
        raise Malformed(_("login: it has letters, digits and @ . + - _ only, and at most 150 of them.")) from wrong


def _check_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as wrong:
        raise Malformed(_("This is not an e-mail address.")) from wrong


def _specialisms(codes: Sequence[str]) -> list[Specialism]:
    found = list(Specialism.objects.filter(code__in=codes))
    if len(found) < len(set(codes)):
        raise Malformed(_("There is no such specialism."))
    return found


@action(PEOPLE)
def invite_again(person: Person, *, by: Person, at: datetime) -> Invitation:
    """Send another invitation; the one before is over. Raises Refused once the person has a password."""
    if person.has_usable_password() or not person.email:
        raise Refused(_("This person has signed in already, or has no e-mail address."))
    record(person, "people.invited_again", by=by, at=at, name=person.name)
    return send_invitation(person, by=by, at=at)


@action(PEOPLE)
def take_back_invitation(person: Person, *, by: Person, at: datetime) -> Person:
    """Make every waiting invitation of the person worthless."""
    if not person.invitations.filter(used_at=None, expires_at__gt=at).update(expires_at=at):
        raise Refused(_("No invitation of this person waits."))
    record(person, "people.invitation_taken_back", by=by, at=at, name=person.name)
    return person


@action(PEOPLE)
def change_card(person: Person, *, name: str, position: str = "", email: str = "", specialisms: Sequence[str] = (), by: Person,
                at: datetime) -> Person:  # fmt: skip
    """Change a person's name, position, address and specialisms. Raises Refused if the address is another's."""
    if email:
        _check_address(email)
    if email and Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise Refused(_("This address is another person's."))
    if not name.strip():
        raise Malformed(_("A person has a name."))
    person.name, person.position, person.email = name.strip()[:200], position[:200], email
    person.save(update_fields=["name", "position", "email"])
    forget_addresses(person)
    person.specialisms.set(_specialisms(specialisms))
    record(person, "people.card_changed", by=by, at=at, name=person.name)
    return person


@action(PEOPLE)
def change_norm(person: Person, *, starts_on: date, hours: Sequence[Decimal], by: Person, at: datetime) -> NormHours:
    """Say how many hours the person works on each weekday, Monday first, from a day on.

    Raises Refused for a week of other than seven days, or a day of more than 24 hours.
    """
    refuse_if(rules.reasons_not_a_norm(hours))
    norm, _made = NormHours.objects.update_or_create(person=person, starts_on=starts_on, defaults={"hours": list(hours)})
    record(person, "people.norm_changed", by=by, at=at, name=person.name, on=str(starts_on), week=str(sum(hours)))
    return norm


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
    """Let the person go: the next request of theirs finds no sign-in, their tokens are revoked, history stays.

    Their seats and what is agreed about them are free from that moment.
    """
    if person.pk == by.pk:
        raise Refused(_("Nobody lets themselves go."))
    end_sign_in(person, by=by, at=at)
    record(person, "people.let_go", by=by, at=at, name=person.name)
    return person


@action(PEOPLE)
def close_department(department: Department, *, on: date, reason: str, by: Person, at: datetime) -> Department:
    """Close a department; its history stays. Raises Refused while people are in it."""
    people = department.periods.filter(ends_on=None, person__is_active=True).count()
    refuse_if(reasons_not_to_close(closed=department.closed_on is not None, people=people, opened_on=department.opened_on, on=on))
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
