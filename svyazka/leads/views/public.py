"""Forms for strangers: the agency's own one, those on others' sites, the script that puts them there."""

import hashlib
import json

from csp.constants import SELF
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.http import find
from svyazka.kit.pages import render
from svyazka.kit.regions import REGIONS
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import WebForm
from svyazka.leads.rules import RawState
from svyazka.leads.rules.touch import touch_in
from svyazka.leads.rules.webform import as_bytes, neighbourhood
from svyazka.people.queries import system, the_agency, today

HOUR = 3600


@csrf_exempt  # nobody is signed in here, and a page in another's frame gets no cookie
@require_http_methods(["GET", "POST"])
def public(request):
    """The agency's own form for a stranger: what was sent is stored as it came and acknowledged; the queue reads it."""
    return _answer(request, queries.own_form(request.GET.get("source", "")))


@csrf_exempt
@require_http_methods(["GET", "POST"])
def webform(request, key: str):
    """A form on others' sites, in a frame or by a plain post from a page of theirs."""
    form = find(queries.form_at(key), None)
    return _on_its_sites(_answer(request, form), form)


def _on_its_sites(response, form: WebForm):
    """Let only the form's own sites, and our page that previews it, show the answer in a frame."""
    if form.key:
        response.xframe_options_exempt = True
        response._csp_replace = {"frame-ancestors": [SELF, *form.sites], "form-action": [SELF, *form.sites]}
    return response


def _answer(request, form: WebForm):
    if request.method == "GET":
        return _draw(request, form, _blank(form))
    at, by = timezone.now(), system()
    row = actions.take_form(the_agency(), raw=_as_sent(request), name=form.key or "form",
                            where=neighbourhood(request.META.get("REMOTE_ADDR", "")), by=by, at=at)  # fmt: skip
    typed = forms.PublicForm(request.POST, form=form, texts=queries.texts_in_force(today(at)))
    if row.state != RawState.LINKED and not typed.is_valid():
        row = actions.return_form(row, reason=typed.reasons(), by=by, at=at)
        if row.state != RawState.LINKED:
            return _draw(request, form, typed, status=422)
    return _thank(request, form)


def _blank(form: WebForm):
    return forms.PublicForm(form=form, texts=queries.texts_in_force(today(timezone.now())))


def _draw(request, form: WebForm, typed, status: int = 200):
    """Draw the form with a fresh opening, whatever was typed kept."""
    told = {"shape": form, "form": typed, "opening": queries.opening_of(form), "ways": queries.ways(), "address": request.get_full_path(),
            "regions": REGIONS}  # fmt: skip
    return render(request, "leads/public.html", told, status=status)


def _as_sent(request) -> bytes:
    """Return the request as it came (its fields, if it came in parts)."""
    kind, told = request.META.get("CONTENT_TYPE", ""), request.META
    body = request.body if request.content_type == "application/x-www-form-urlencoded" else request.POST.urlencode().encode()
    return as_bytes(address=request.get_full_path(), referrer=told.get("HTTP_REFERER", ""), origin=told.get("HTTP_ORIGIN", ""), kind=kind, body=body)


def _thank(request, form: WebForm):
    """Send the person to the page of thanks: the site's own one after a plain post, else ours, which tells the script."""
    plain = not request.POST.get("opened")
    if form.thanks_url and plain:
        return redirect(form.thanks_url)
    return redirect("leads:form_thanks", form.key) if form.key else redirect("leads:thanks")


@require_GET
def thanks(request, key: str = ""):
    """Thank a stranger who has written."""
    form = find(queries.form_at(key), None) if key else queries.own_form()
    told = {"text": form.thanks or _("We have your request and will answer in working hours."), "shape": form}
    return _on_its_sites(render(request, "leads/thanks.html", told), form)


@require_GET
def script(request, key: str):
    """The script that puts the form into a page of a site: the same bytes for everybody, kept by browsers for an hour."""
    form = find(queries.form_at(key), None)
    told = json.dumps({"key": form.key, "title": form.title, "thanks": form.thanks_url}, ensure_ascii=False).replace("<", "\\u003c")
    body = render_to_string("leads/embed.js").replace("__TOLD__", told).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match") == tag
    response = HttpResponseNotModified() if known else HttpResponse(body, content_type="text/javascript; charset=utf-8")
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={HOUR}", "Access-Control-Allow-Origin": "*",
               "Cross-Origin-Resource-Policy": "cross-origin"}  # fmt: skip
    for name, value in headers.items():
        response[name] = value
    return response


@csrf_exempt
@require_POST
def messenger(request, key: str):
    """Give a visitor a code of their own and show where to write with it."""
    form, at = find(queries.form_at(key), None), timezone.now()
    told = touch_in(request.POST.get("touch", "")[:12000])
    told = {"referrer": request.META.get("HTTP_REFERER", ""), **told.get("first", told)}
    code = actions.give_code(the_agency(), source=form.source.code, label=form.title, told=told, by=system(), at=at)
    return redirect("codes:code", code.code)
