"""The agency's own form for strangers."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.kit.pages import render
from svyazka.leads import actions, forms
from svyazka.people.queries import system, the_agency
from svyazka.sources.models import Source


@require_http_methods(["GET", "POST"])
def public(request):
    """The agency's own form for a stranger: what was sent is stored first, as it came, then read."""
    if request.method == "GET":
        return render(request, "leads/public.html", {"form": forms.PublicForm(initial={"opened": forms.OPENED.sign("form")})})
    at, by = timezone.now(), system()
    row = actions.store_raw(the_agency(), raw=_as_sent(request), channel="form", name="form", by=by, at=at)
    form = forms.PublicForm(request.POST)
    if not form.is_valid():
        actions.bury_raw(row, reason=form.reasons(), by=by, at=at)
        return render(request, "leads/public.html", {"form": form}, status=422)
    told = form.cleaned_data
    consents = [
        {"purpose": name, "text_version": "1", "text": str(form.fields[name].label)} for name in ("consent", "news") if told[name]
    ]
    touch = {"referrer": request.META.get("HTTP_REFERER", ""), **request.GET.dict()}
    actions.read_form(row, source=_source_of(request), told=told, consents=consents, touch=touch, by=by, at=at)
    return redirect("leads:thanks")


def _as_sent(request) -> bytes:
    """Return the request as it came: its address, referrer and kind, an empty line, the body (fields, if it came in parts)."""
    referrer = request.META.get("HTTP_REFERER", "")
    head = f"{request.get_full_path()}\r\nReferer: {referrer}\r\nContent-Type: {request.META.get('CONTENT_TYPE', '')}\r\n\r\n"
    urlencoded = request.content_type == "application/x-www-form-urlencoded"
    return head.encode("utf-8", "replace") + (request.body if urlencoded else request.POST.urlencode().encode())


def _source_of(request) -> str:
    named = request.GET.get("source", "")
    return named if Source.objects.filter(code=named, retired_on=None).exists() else "search"


@require_GET
def thanks(request):
    """Thank a stranger who has written."""
    return render(request, "leads/thanks.html", {"text": _("We have your request and will answer in working hours.")})
