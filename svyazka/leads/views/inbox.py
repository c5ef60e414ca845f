"""The inbox of leads, and the page on which one is written down."""

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.kit.guard import may
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.leads import actions, forms, queries
from svyazka.people.queries import the_agency
from svyazka.sources.models import Source

PAGE = 50


@staff_page
@require_GET
def inbox(request):
    """Show the leads, the ones that burn first."""
    at, person = timezone.now(), request.user
    tab, text, source = (request.GET.get(name, "") for name in ("tab", "q", "source"))
    tab = tab if tab in queries.TABS else "waiting"
    seen = queries.visible_to(person, at)
    leads = queries.tab(seen, tab, person)
    if text:
        leads = queries.matching(leads, text)
    if source:
        leads = leads.filter(source__code=source)
    named = request.GET.get("page", "")
    page = max(int(named), 1) if named.isdecimal() and len(named) < 7 else 1
    start, stop = (page - 1) * PAGE, page * PAGE + 1
    waits = tab == "waiting"
    rows = queries.burning_first(leads, at, start, stop) if waits else list(queries.with_pauses(leads)[start:stop])
    shown = rows[:PAGE]
    if waits and page == 1 and not (text or source):
        shown = queries.offered_first(shown, person)
    told = {
        "leads": shown,
        "alike": queries.alike_among(shown),
        "offers": queries.open_offers(shown),
        "sees_takers": queries.may_see_takers(person, at),
        "clocks": queries.clocks_of(shown, at),
        "paused": list(queries.paused(seen)[:PAGE]) if waits and page == 1 else [],
        "more": page + 1 if len(rows) > PAGE else None,
        "tab": tab,
        "text": text,
        "source": source,
        "sources": list(Source.objects.order_by("name")),
        "may_take": queries.may_take(person, at),
        "dead": queries.dead_letters_for(person, at).count(),
        "at": at,
    }
    return render(request, "leads/inbox.html", told, block="list")


@staff_page
@require_http_methods(["GET", "POST"])
def new(request):
    """Write a lead down."""
    at = timezone.now()
    form = forms.LeadForm(request.POST or None, sources=Source.objects.filter(retired_on=None).order_by("name"))
    if form.is_valid():
        told = dict(form.cleaned_data)
        contact = {name: told.pop(name) for name in ("name", "email", "phone")}
        lead = actions.receive_lead(the_agency(), contact=contact, by=request.user, at=at, **told)
        return redirect("leads:lead", lead.pk)
    answer = may(request.user, actions.INTAKE, the_agency(), at, answers="RA")
    return render(request, "leads/new.html", {"form": form, "may_receive": answer}, status=422 if form.errors else 200)
