"""Who reads: the token's owner on the API, and the language and the zone in which this person reads."""

import hashlib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from svyazka.people.models import Agency, ApiToken
from svyazka.people.queries import the_agency
from svyazka.people.rules import CALENDARS

KNOWN = dict(settings.LANGUAGES)


class Reader:
    """Middleware: sets request.token and request.user from a bearer token, then language and zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.token = token_in(request)
        if request.token is not None:
            request.user = request.token.person
        language = _language(request)
        with translation.override(language), timezone.override(_zone(request)):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


def token_in(request) -> ApiToken | None:
    """Return the live token of the Authorization header; it is looked up by its hash."""
    scheme, _space, said = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not request.path.startswith("/api/"):
        return None
    digest = hashlib.sha256(said.strip().encode()).hexdigest()
    tokens = ApiToken.objects.select_related("person").filter(revoked_at=None, person__is_active=True).exclude(scopes__overlap=CALENDARS)
    return tokens.filter(digest=digest).first()


A_USE = timedelta(minutes=1)  # a program calls many times a second: that it calls is written down once in so long


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Write down when the token was used last, to the minute."""
    if token.used_at is None or at - token.used_at >= A_USE:
        ApiToken.objects.filter(pk=token.pk).update(used_at=at)


def _language(request) -> str:
    if request.path.startswith("/api/") and request.headers.get("Accept-Language"):
        return _by_browser(request)
    own = getattr(request.user, "language", "") if request.user.is_authenticated else ""
    chosen = own or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in KNOWN else _by_browser(request)


def _by_browser(request) -> str:
    return translation.get_language_from_request(request)


def _zone(request) -> ZoneInfo:
    own = getattr(request.user, "zone", "") if request.user.is_authenticated else ""
    try:
        return ZoneInfo(own or the_agency().zone)
    except Agency.DoesNotExist:
        return ZoneInfo("UTC")
