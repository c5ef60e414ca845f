"""The forms that stand on sites, the texts of consents and the ways to reach us, for who keeps them."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.leads.models import ConsentText, WebForm
from svyazka.people.queries import the_agency, today
from svyazka.sources.queries import in_use


@staff_page
@require_http_methods(["GET", "POST"])
def web_forms(request):
    """Show the forms; make one."""
    form = forms.WebFormForm(request.POST or None, sources=in_use(), initial={"asks": ["phone", "company"], "source": "search"})
    if form.is_valid():
        with refusals_said(request, beside=form):
            made = actions.make_form(the_agency(), by=request.user, at=timezone.now(), **form.told())
            return redirect("leads:form_settings", made.key)
    return _drawn_list(request, form, status=422 if form.errors else 200)


def _drawn_list(request, form, status: int = 200, **typed):
    told = {
        "rows": list(queries.forms()), "form": form, "last": queries.last_arrivals(), "ways": queries.ways(), "way_form": forms.WayForm(),
        "may_keep": may(request.user, actions.CHANNELS, the_agency(), timezone.now()),
    }  # fmt: skip
    return render(request, "leads/web_forms.html", {**told, **typed}, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def form_settings(request, key: str):
    """Show one form as visitors see it, with what to copy into a site; alter it."""
    shape = find(queries.forms().filter(key=key), None)
    initial = {name: getattr(shape, name) for name in ("title", "intro", "asks", "thanks", "thanks_url")}
    form = forms.WebFormForm(request.POST or None, sources=in_use(), initial={**initial, "source": shape.source.code, "sites": "\n".join(shape.sites)})
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.keep_form(shape, by=request.user, at=timezone.now(), **form.told())
            return redirect("leads:form_settings", key)
    at = timezone.now()
    site, texts = settings.SITE_ADDRESS.rstrip("/"), queries.texts_in_force(today(at))
    plain = render_to_string("leads/_plain_form.html", {"shape": shape, "texts": texts, "site": site}).strip()
    told = {"shape": shape, "form": form, "site": site, "plain": plain,
            "may_keep": may(request.user, actions.CHANNELS, the_agency(), at)}  # fmt: skip
    return render(request, "leads/web_form.html", told, status=422 if form.errors else 200)


@staff_page
@require_POST
def form_stopping(request, key: str):
    """Stop a form."""
    return _moved(request, key, actions.stop_form)


@staff_page
@require_POST
def form_resumption(request, key: str):
    """Let a form stand again."""
    return _moved(request, key, actions.resume_form)


def _moved(request, key: str, act):
    shape: WebForm = find(queries.forms().filter(key=key), None)
    act(shape, by=request.user, at=timezone.now())
    return redirect("leads:form_settings", key)


@staff_page
@require_POST
def contact_ways(request):
    """Say how else we are reached."""
    form = forms.WayForm(request.POST)
    if not form.is_valid():
        return _drawn_list(request, forms.WebFormForm(sources=in_use()), status=422, way_form=form)
    with refusals_said(request):
        actions.keep_contact_way(the_agency(), by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("leads:web_forms")


@staff_page
@require_http_methods(["GET", "POST"])
def consent_texts(request):
    """Show the texts of consents in their versions; publish the next one."""
    at = timezone.now()
    form = forms.ConsentTextForm(request.POST or None, initial=_next_version(request.GET.get("of", ""), at))
    if form.is_valid():
        with refusals_said(request, beside=form):
            actions.publish_text(the_agency(), by=request.user, at=at, **form.cleaned_data)
            return redirect("leads:consent_texts")
    day = today(at)
    told = {"rows": list(queries.all_texts()), "in_force": {text.pk for text in queries.texts_in_force(day)}, "day": day, "form": form,
            "chosen": request.GET.get("of", ""), "may_keep": may(request.user, actions.CHANNELS, the_agency(), at)}  # fmt: skip
    return render(request, "leads/consent_texts.html", told, status=422 if form.errors else 200)


def _next_version(purpose: str, at) -> dict:
    last = queries.all_texts().filter(purpose=purpose).first()
    told = {name: getattr(last, name) for name in ("purpose", "label", "title", "text")} if last else {}
    return {**told, "starts_on": today(at)}


@require_GET
def consent_text(request, purpose: str, version: int):
    """Show a stranger the full text of a consent; as plain text, exactly the words whose hash is kept."""
    text = find(ConsentText.objects.all(), None, purpose=purpose, version=min(version, 10**6))
    if "plain" in request.GET:
        return HttpResponse(text.words.encode(), content_type="text/plain; charset=utf-8")
    return render(request, "leads/consent_text.html", {"text": text})
