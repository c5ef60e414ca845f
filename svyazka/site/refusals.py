"""Turns a refusal nobody caught into a page, or a problem document, instead of a crash."""

import logging
from urllib.parse import urlsplit

from django.http import HttpResponse

from svyazka.kit.api import refusal
from svyazka.kit.errors import NOTICED, Refused, as_refusal
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import too_big
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
