"""How people sign in: nobody signs themselves up, a deactivated person is let in nowhere, one address is the card's."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.adapter import get_adapter as adapter
from allauth.account.forms import ResetPasswordForm, UserTokenForm
from allauth.usersessions.middleware import UserSessionsMiddleware
from allauth.usersessions.models import UserSession
from django.core.mail import send_mail
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from svyazka.people.models import Person
from svyazka.people.queries import the_agency

MOMENT = timedelta(minutes=5)  # of the list of sign-ins, which tells hours and days
LETTER = gettext_noop(
    "Good day, %(name)s!\n\nA new password was asked for your sign-in at %(agency)s. To choose it, open this address:\n\n"
    "%(url)s\n\nIf it was not you, do nothing: the password stays as it is.\n"
)


class Accounts(DefaultAccountAdapter):
    """The library's doors, with the one for strangers shut: people come by invitation."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def send_password_reset_mail(self, user, email, context):
        """Write to the address on the card, letter for letter: what was typed may only look like it."""
        told = {"agency": the_agency().name, "name": user.name, "url": context["password_reset_url"]}
        with translation.override(user.language or the_agency().language):
            send_mail(_("A new password at %(agency)s") % told, _(LETTER) % told, None, [user.email])


class ResetForm(ResetPasswordForm):
    """Ask for a new password: only who has one already, still works here, and has this very address on their card.

    The library's own table of addresses is not asked: an address that the head has taken from a card opens nothing.
    """

    def clean_email(self) -> str:
        email = adapter().clean_email(self.cleaned_data["email"])
        self.users = [person for person in Person.objects.filter(email__iexact=email, is_active=True) if person.has_usable_password()]
        return email


class ResetKeyForm(UserTokenForm):
    """The link of such a letter: worthless once the person was let go."""

    def clean(self):
        cleaned = super().clean()
        if not self.reset_user.is_active or not self.reset_user.has_usable_password():
            raise adapter().validation_error("invalid_password_reset")
        return cleaned


class Sessions(UserSessionsMiddleware):
    """The list of where a person is signed in; a program with a token is no such place.

    Who was seen there a moment ago is not written down again, so that a page only reads.
    """

    def __call__(self, request):
        known = request.token is not None or _just_seen(request)
        return self.get_response(request) if known else super().__call__(request)


def _just_seen(request) -> bool:
    """Tell whether this person was seen within the last minutes at this very place: by the same browser, from the same address."""
    seen = UserSession.objects.filter(
        session_key=request.session.session_key, user_id=request.user.pk, ip=adapter().get_client_ip(request),
        user_agent=request.headers.get("User-Agent", "")[: UserSession._meta.get_field("user_agent").max_length],
        last_seen_at__gt=timezone.now() - MOMENT,
    )  # fmt: skip
    return request.user.is_authenticated and seen.exists()


def shut(request):
    """Show nothing: the address is kept on the person's card, by the head, with a word in the journal."""
    raise Http404
