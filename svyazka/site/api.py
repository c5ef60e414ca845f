"""The API's root: one door for programs, the same problems and the same rights as on pages."""

import json
import logging
from collections.abc import Iterator
from functools import wraps
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from svyazka.kit.api import Reading, problem, refusal
from svyazka.kit.errors import NOTICED, Refused, as_refusal
from svyazka.kit.http import unseen_problem
from svyazka.kit.shapes import reason
from svyazka.people.models import ApiToken
from svyazka.portal.rules import open_to_contacts

log = logging.getLogger("svyazka.api")


class Token(HttpBearer):
    """A bearer token with the scope that the method needs."""

    def authenticate(self, request, token):
        if request.token is None:
            return None
        scope = "read" if request.method in ("GET", "HEAD", "OPTIONS") else "write"
        if scope not in request.token.scopes:
            raise HttpError(403, _("This token may only read."))
        ApiToken.objects.filter(pk=request.token.pk).update(used_at=timezone.now())
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
    return problem(401, _("Who are you?"), reasons=[_("Send a token: Authorization: Bearer …")])


@api.exception_handler(HttpError)
def other(request, error):
    return problem(error.status_code, str(error), reasons=[str(error)])


@api.exception_handler(Exception)
def broken(request, error):
    """Own to a fault of ours in the shape a program reads; the log holds the whole story."""
    log.exception("%s %s", request.method, request.path)
    return problem(500, _("Something broke on our side"), reasons=[
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


def _refuse_words(view):
    """Let a call that takes no fields say so when some are sent; an empty body, {} and null are none."""

    @wraps(view)
    def asked(request, *words, **more):
        if request.content_type == "application/json" and request.body.strip() not in (b"", b"{}", b"null"):
            raise HttpError(422, _("This call takes no fields."))
        return view(request, *words, **more)

    return asked


def _every(routers) -> Iterator:
    """Yield each router and those it is made of."""
    for _prefix, router, *_more in routers:
        yield router
        yield from _every(router._routers)


for router in _every(api._routers):
    for path_view in router.path_operations.values():
        for operation in path_view.operations:
            takes = {getattr(model, "__ninja_param_source__", "") for model in operation.models}
            takes |= {"body"} if getattr(operation.view_func, "reads_any_body", False) else set()  # of a sender's own shape
            if "GET" not in operation.methods and not takes & {"body", "form", "file"}:
                operation.view_func = _refuse_words(operation.view_func)
