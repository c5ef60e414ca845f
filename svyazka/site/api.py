"""The API's root: one door for programs, the same problems and the same rights as on pages."""

import json
import logging
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from svyazka.kit.api import Reading, problem, refusal, title
from svyazka.kit.errors import NOTICED, Refused, as_refusal
from svyazka.kit.http import unseen_problem
from svyazka.kit.shapes import reason
from svyazka.people.middleware import note_use
from svyazka.portal.rules import open_to_contacts
from svyazka.site.asking import ask_first

log = logging.getLogger("svyazka.api")


class Token(HttpBearer):
    """A bearer token with the scope that the method needs."""

    def authenticate(self, request, token):
        if request.token is None:
            return None
        scope = "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write"
        if scope not in request.token.scopes:
            raise HttpError(403, _("This token may only read."))
        note_use(request.token, at=timezone.now())
        return _let_in(request, request.token.person)


def _let_in(request, person):
    """Return the caller; a client's contact finds only the calls of their own door."""
    if person.kind == "contact" and not open_to_contacts(request.method, request.path.removeprefix("/api/v1")):
        raise Http404
    return person


class Session(SessionAuth):
    """A signed-in browser; whoever sends a token, or nothing at all, is not asked about forgery but who they are."""

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.headers.get("Authorization"):
            return None
        person = super().__call__(request)
        return _let_in(request, person) if person else None


api = NinjaAPI(
    title="Svyazka",
    version="1",
    description="Everything a page can do, through the same actions.",
    urls_namespace="api",
    parser=Reading(),
    auth=[Token(), Session(csrf=True)],
)


@api.exception_handler(Refused)
def refused(request, error):
    return refusal(error)


@api.exception_handler(Http404)
def unseen(request, error):
    return unseen_problem()


@api.exception_handler(AuthenticationError)
def unknown(request, error):
    response = problem(401, _("Who are you?"), reasons=[_("Send a token: Authorization: Bearer …")])
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def other(request, error):
    said = str(error)
    if error.status_code == 400:  # of the library's own making, in English
        said = _("The body cannot be read: it is no JSON.")
    elif said == "CSRF check Failed":
        said = _("Your browser did not send the token against forgery. Open the page anew and repeat.")
    return problem(error.status_code, said, reasons=[said])


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
def unreadable(request, error):
    return problem(400, title(400), reasons=[_("What was sent cannot be read as a request.")])


@api.exception_handler(Exception)
def broken(request, error):
    """Own to a fault of ours in the shape a program reads; the log holds the whole story."""
    log.exception("%s %s", request.method, request.path)
    return problem(500, title(500), reasons=[
        _("Nothing you typed was saved. Repeat it in a minute; the fault has been written down.")])  # fmt: skip


def noticed(request, error):
    """Refuse what only the database has noticed; the log holds the whole story, for a rule is missing before it."""
    log.exception("%s %s", request.method, request.path)
    return refusal(as_refusal(error, _said(request)))


for kind in NOTICED:
    api.add_exception_handler(kind, noticed)


def _said(request):
    try:
        return json.loads(request.body)
    except (ValueError, RawPostDataException, RecursionError):
        return request.POST.dict()


@api.exception_handler(RequestDataTooBig)
def too_big(request, error):
    return problem(413, _("Too big"), reasons=[_("The body is larger than 25 MB.")])


@api.exception_handler(ValidationError)
def malformed(request, error):
    fields = [{"path": ".".join(str(part) for part in e["loc"][1:]) or str(e["loc"][0]), "reason": reason(e)} for e in error.errors]
    reasons = [f"{field['path']}: {field['reason']}" for field in fields]
    return problem(422, _("The body has another shape."), reasons=reasons, fields=fields)


for room in settings.ROOMS:
    if room not in ("kit", "site") and find_spec(f"svyazka.{room}.api"):
        api.add_router("", import_module(f"svyazka.{room}.api").router)


ask_first(api)
