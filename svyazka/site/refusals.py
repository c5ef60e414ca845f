"""Turns a refusal nobody caught into a page, or a problem document, instead of a crash."""

import logging
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _

from svyazka.kit.api import PROBLEM, problem, refusal, title
from svyazka.kit.errors import NOTICED, Refused, as_refusal
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import too_big, unseen_problem
from svyazka.kit.pages import render

log = logging.getLogger("svyazka.pages")


class RefusalPage:
    """Middleware: the reasons, who holds the duty, and the offer to ask that person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refused = too_big(request)
        return self.process_exception(request, refused) if refused else self.get_response(request)

    def process_exception(self, request, error) -> HttpResponse | None:
        if isinstance(error, NOTICED):
            log.exception("%s %s", request.method, request.path)
            error = as_refusal(error, request.POST.dict())
        if not isinstance(error, Refused):
            return None
        if request.path.startswith("/api/"):
            return refusal(error)
        told = {
            "reasons": [str(reason) for reason in error.reasons],
            "duty": DUTIES.get(error.duty),
            "held_by": error.held_by,
            "back": request.META.get("HTTP_REFERER", "/"),
            "back_path": urlsplit(request.META.get("HTTP_REFERER", "/")).path or "/",
            "engagement": error.engagement_id,
            "typed": request.POST.get("title", "")[:300],
        }
        return render(request, "refused.html", told, status=error.status)


class WrongMethodPage:
    """Middleware: who opens an address that only takes what a form sends is told so on a page, with a way back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET" or request.path.startswith("/api/"):
            return response
        shown = render(request, "only_forms.html", {"back": request.META.get("HTTP_REFERER", "/")}, status=405)
        shown["Allow"] = response.get("Allow", "POST")
        return shown


class ProblemsOfTheApi:
    """Middleware, the outermost: whatever is refused below /api/ before a call is found is told there as a problem document too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith("/api/") or response["Content-Type"] == PROBLEM:
            return response
        with override(response.get("Content-Language") or get_language_from_request(request)):
            return _as_problem(response)


def _as_problem(response) -> HttpResponse:
    """Return the same answer, its headers kept, with a problem document for its body."""
    if response.status_code == 405:
        response["Allow"] = ", ".join(sorted(response["Allow"].split(", ")))
    told = unseen_problem() if response.status_code == 404 else problem(response.status_code, title(response.status_code), reasons=_reasons(response))
    for name, value in response.items():
        if name not in ("Content-Type", "Content-Length"):
            told[name] = value
    told.cookies = response.cookies
    return told


def _reasons(response) -> list[str]:
    if response.status_code == 405:
        return [_("This address takes only %(methods)s.") % {"methods": response["Allow"]}]
    return [_("What was sent cannot be read as a request.")] if response.status_code == 400 else []
