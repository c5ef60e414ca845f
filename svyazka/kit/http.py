"""Helpers shared by pages: find what a person sees, say what was refused, pass on the version that was seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseNotFound, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from svyazka.kit.api import problem, refusal
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale, TooBig
from svyazka.kit.guard import expecting
from svyazka.kit.mail import clean

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
    if refused.links:
        messages.error(request, format_html_join(" · ", '<a class="link" href="{1}">{0}</a>', refused.links))


@dataclass
class Outcome:
    """What came of an act tried from a page."""

    refused: Refused | None = None

    @property
    def status(self) -> int:
        return self.refused.status if self.refused else 200


@contextmanager
def refusals_said(request, *, beside=None) -> Iterator[Outcome]:
    """Say why what is tried inside was refused, on the next drawn page or in the form it stands `beside`.

    Who may not do it, or looked at an older version, is told so by the page of refusals: that goes on as it is.
    """
    outcome = Outcome()
    try:
        yield outcome
    except (NotYourDuty, Stale):
        raise
    except Refused as refused:
        outcome.refused = refused
        if beside is None:
            say(request, refused)
        else:
            beside.add_error(None, [str(reason) for reason in refused.reasons])


def misread(form) -> Malformed:
    """Return what is wrong in a form as one refusal, for a page that does not draw the form again; each fault names its field."""
    rows = [(form[name].label if name in form.fields else "", error) for name, errors in form.errors.items() for error in errors]
    return Malformed(*[f"{label}: {error}" if label else str(error) for label, error in rows])


def typed_in(form) -> dict:
    """Return what a valid form says, in the words of the action where it knows them."""
    return form.told() if hasattr(form, "told") else form.cleaned_data


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


MOST_BYTES = 25 * 2**20
AROUND = 64 * 2**10  # what a form adds to a file


def too_big(request) -> TooBig | None:
    """Return the refusal of a request whose body is longer than a file may be, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length[:12]) <= MOST_BYTES + AROUND:
        return None
    return TooBig(_("This is too big: at most %(most)s MB are taken.") % {"most": MOST_BYTES // 2**20})


class Readable:
    """Middleware: what no text may hold is not looked for in an address, and is taken out of what was asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_api = request.path.startswith("/api/")
        if "\x00" in request.path:
            return unseen_problem() if is_api else HttpResponseNotFound()
        if is_api and (refused := too_big(request)):
            return refusal(refused)
        if "%" in request.META.get("QUERY_STRING", ""):
            request.GET = _cleaned(request.GET)
        return self.get_response(request)


def unseen_problem():
    """Answer a program that there is nothing."""
    return problem(404, _("Not found"), reasons=[_("There is nothing here that you can see.")])


def _cleaned(asked: QueryDict) -> QueryDict:
    kept = QueryDict(mutable=True)
    for name, values in asked.lists():
        kept.setlist(clean(name), [clean(value) for value in values])
    kept._mutable = False
    return kept


NEVER = -1  # the version that nothing has


class SeenVersion:
    """Middleware: the version a form or an `If-Match` header names is compared by the first action."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with expecting(version_in(request)):
            return self.get_response(request)


def version_in(request) -> int | None:
    """Return the version that the request says was seen; None if it says none."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    said = request.headers.get("If-Match")
    if said is None and not request.path.startswith("/api/") and request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        said = request.POST.get("_version") or None
    if said is None or said.strip() == "*":  # RFC 9110: any version, if only there is one
        return None
    said = said.strip().removeprefix("W/").strip('"')
    return int(said) if said.isdecimal() and len(said) < 10 else NEVER


class NoStore:
    """Middleware: what a signed-in person sees is kept in no cache on the way."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
