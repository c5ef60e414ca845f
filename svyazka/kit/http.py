"""Helpers shared by pages: find what a person sees, say what was refused, pass on the version that was seen."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from svyazka.kit.errors import Refused
from svyazka.kit.guard import expecting

MOST_KEY = 2**63 - 1


def find(queryset, key, **lookups):
    """Return the one row, or raise Http404: what is not seen is not there."""
    if key is not None and not 0 <= int(key) <= MOST_KEY:
        raise Http404
    found = queryset.filter(**({"pk": key} if key is not None else {}), **lookups).first()
    if found is None:
        raise Http404
    return found


def say(request, refused: Refused) -> None:
    """Show the reasons of a refusal on the next drawn page."""
    for reason in refused.reasons:
        messages.error(request, str(reason))


def back(request, otherwise: str):
    """Redirect to the page the form names in `next`, if it is ours."""
    target = request.POST.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return redirect(target if safe else otherwise)


def staff_page(view):
    """Let only people of the agency see the page; a client's contact finds nothing here."""

    @login_required
    @wraps(view)
    def page(request, *args, **kwargs):
        if request.user.kind != "staff":
            raise Http404
        return view(request, *args, **kwargs)

    return page


def contact_page(view):
    """Let only a client's contacts see the page."""

    @login_required
    @wraps(view)
    def page(request, *args, **kwargs):
        if request.user.kind != "contact":
            raise Http404
        return view(request, *args, **kwargs)

    return page


class SeenVersion:
    """Middleware: the version a form or an `If-Match` header names is compared by the first action."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with expecting(_version_in(request)):
            return self.get_response(request)


def _version_in(request) -> int | None:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    said = request.headers.get("If-Match")
    if said is None and request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        said = request.POST.get("_version")
    said = (said or "").removeprefix("W/").strip('"')
    return int(said) if said.isdecimal() and len(said) < 10 else None


class NoStore:
    """Middleware: what a signed-in person sees is kept in no cache on the way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
