"""Refusals as problem documents (RFC 9457)."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from svyazka.kit.errors import Refused

PROBLEM = "application/problem+json"


def problem(status: int, title: str, *, reasons=(), duty: str = "", held_by=(), **more) -> HttpResponse:
    """Answer with a problem document (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "reasons": [str(reason) for reason in reasons],
        "duty": duty or None,
        "held_by": list(held_by),
        **more,
    }
    return HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)


def title(status: int) -> str:
    """Return what a refusal with this status is called, in the reader's language."""
    titles = {
        400: _("This cannot be read"), 401: _("Who are you?"), 403: _("Not your duty"), 404: _("Not found"), 405: _("This is not done here"),
        409: _("This was not done"), 410: _("Gone"), 412: _("Changed meanwhile"), 413: _("Too big"), 422: _("Malformed"),
        428: _("Which version have you seen?"), 429: _("Too often"), 500: _("Something broke on our side"),
    }  # fmt: skip
    return titles.get(status) or HTTPStatus(status).phrase


def refusal(error: Refused) -> HttpResponse:
    """Tell a refusal as a problem document."""
    links = {"links": [{"title": name, "href": href} for name, href in error.links]} if error.links else {}
    response = problem(error.status, title(error.status), reasons=error.reasons, duty=error.duty, held_by=error.held_by, **links)
    if error.status == 429:
        response["Retry-After"] = "60"
    return response
