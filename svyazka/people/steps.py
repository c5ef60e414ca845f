"""Small writes that later rooms' actions borrow: a letter by which a person chooses a password."""

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from svyazka.kit import post
from svyazka.kit.departures import leave
from svyazka.people.models import ApiToken, Invitation, Person
from svyazka.people.queries import the_agency
from svyazka.people.rules import INVITATION_DAYS


def send_invitation(person: Person, *, by: Person, at: datetime) -> Invitation:
    """Make the only live invitation of the person and send its letter; the table keeps a hash of the secret."""
    person.invitations.filter(used_at=None, expires_at__gt=at).update(expires_at=at)
    secret = secrets.token_urlsafe(32)
    made = Invitation.objects.create(person=person, digest=hashlib.sha256(secret.encode()).hexdigest(), made_by=by, made_at=at,
                                     expires_at=at + timedelta(days=INVITATION_DAYS))  # fmt: skip
    with translation.override(person.language or the_agency().language):
        address = f"{settings.SITE_ADDRESS}{reverse('people:join', args=[secret])}"
        told = {"name": person.name, "who": by.name, "agency": the_agency().name, "login": person.username,
                "address": address, "days": INVITATION_DAYS}  # fmt: skip
        post.write(to=person.email, subject=_("Invitation to %(agency)s") % told, text=_LETTERS[person.kind]() % told)
    return made


def end_sign_in(person: Person, *, by: Person, at: datetime) -> None:
    """Let the person in no more: sessions end at the next request, tokens and waiting invitations are worthless."""
    Person.objects.filter(pk=person.pk).update(is_active=False, deactivated_at=at)
    ApiToken.objects.filter(person=person, revoked_at=None).update(revoked_at=at)
    person.invitations.filter(used_at=None, expires_at__gt=at).update(expires_at=at)
    person.is_active, person.deactivated_at = False, at
    leave(person, by=by, at=at)


def forget_addresses(person: Person) -> None:
    """Forget what the sign-in has noted of addresses no longer on the person's card: nobody enters by them."""
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()


def _to_work() -> str:
    return _(
        "Good day, %(name)s!\n\n%(who)s invites you to work in Svyazka of %(agency)s. Your login is %(login)s.\n"
        "Choose a password here, within %(days)s days:\n%(address)s\n\nThe link works once. If you did not expect "
        "this letter, do nothing."
    )


def _to_portal() -> str:
    return _(
        "Good day, %(name)s!\n\n%(who)s opens for you the client portal of %(agency)s: what is done, what waits for your "
        "word, acts and invoices. Your login is %(login)s.\nChoose a password here, within %(days)s days:\n%(address)s\n\n"
        "The link works once. If you did not expect this letter, do nothing."
    )


_LETTERS = {"staff": _to_work, "contact": _to_portal}
