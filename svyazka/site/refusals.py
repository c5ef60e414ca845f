"""Turns a refusal nobody caught into a page, or a problem document, instead of a crash."""

from django.http import HttpResponse

from svyazka.kit.api import refusal
from svyazka.kit.errors import Refused
from svyazka.kit.guard import DUTIES
from svyazka.kit.pages import render


class RefusalPage:
    """Middleware: the reasons, who holds the duty, and the offer to ask that person."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        if request.path.startswith("/api/"):
            return refusal(error)
        match = request.resolver_match
        told = {
            "reasons": [str(reason) for reason in error.reasons],
            "duty": DUTIES.get(error.duty),
            "held_by": error.held_by,
            "back": request.META.get("HTTP_REFERER", "/"),
            "path": request.path,
            "room": match.namespace if match else "",
        }
        return render(request, "refused.html", told, status=error.status)
