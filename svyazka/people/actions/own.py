"""What people do with their own sign-in: accept the invitation, settings, tokens for their programs."""

import hashlib
import secrets
from datetime import datetime
from zoneinfo import available_timezones

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import Duty, action
from svyazka.kit.record import record
from svyazka.people.models import ApiToken, Invitation, Person
from svyazka.people.rules import CALENDAR

OWN = Duty("own.settings", _("Keep one's own settings"))
THEMES = ("", "light", "dark", "system")


@action(OWN)
def accept_invitation(invitation: Invitation, *, password: str, by: Person, at: datetime) -> Person:
    """Choose a password by an invitation, once. Raises Refused when it is used or over, Malformed for a weak password."""
    if invitation.used_at or at >= invitation.expires_at:
        raise Refused(_("This invitation has been used or is over: ask for another one."))
    try:
        validate_password(password, by)
    except ValidationError as weak:
        raise Malformed(*weak.messages) from weak
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    by.set_password(password)
    by.save(update_fields=["password"])
    record(by, "people.joined", by=by, at=at, name=by.name)
    return by


@action(OWN)
def change_own(person: Person, *, name: str, zone: str = "", language: str = "", theme: str = "", by: Person,
               at: datetime) -> Person:  # fmt: skip
    """Change one's own name, time zone, language and theme; empty ones follow the agency and the browser."""
    if zone and zone not in available_timezones():
        raise Malformed(_("There is no such time zone."))
    if (language and language not in dict(settings.LANGUAGES)) or theme not in THEMES or not name.strip():
        raise Malformed(_("Check the name, the language and the theme."))
    person.name, person.zone, person.language, person.theme = name.strip()[:200], zone, language, theme
    person.save(update_fields=["name", "zone", "language", "theme"])
    record(person, "people.own_changed", by=by, at=at, name=person.name)
    return person


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


@action(OWN, lock=False)
def open_calendar(person: Person, *, of: str = CALENDAR, by: Person, at: datetime) -> str:
    """Make the only secret address of the person's calendar `of` tenders or tasks and return its secret, this once.

    The one before is worthless.
    """
    _close_calendar(person, of, at)
    secret = secrets.token_urlsafe(32)
    digest = hashlib.sha256(secret.encode()).hexdigest()
    token = ApiToken.objects.create(person=person, digest=digest, scopes=[of], made_at=at)
    record(token, "people.calendar_opened", by=by, at=at)
    return secret


@action(OWN, lock=False)
def close_calendar(person: Person, *, of: str = CALENDAR, by: Person, at: datetime) -> None:
    """Let no program read the person's calendar any more; nothing happens when none could."""
    if _close_calendar(person, of, at):
        record(person, "people.calendar_closed", by=by, at=at)


def _close_calendar(person: Person, of: str, at: datetime) -> int:
    return person.tokens.filter(scopes=[of], revoked_at=None).update(revoked_at=at)
