"""A lead written down in ten seconds: the small form, one line of the palette, known clients while typing."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from svyazka.clients.queries import clients_visible_to
from svyazka.clients.rules import name_key
from svyazka.kit.guard import may
from svyazka.kit.http import refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.regions import REGIONS
from svyazka.leads import actions, forms, queries
from svyazka.leads.rules.quick import Quick, quick_in, with_source
from svyazka.people.queries import the_agency
from svyazka.sources.models import Source
from svyazka.sources.queries import in_use

MOST_KNOWN = 8


@staff_page
@require_http_methods(["GET", "POST"])
def new(request):
    """Write a lead down; one line of the palette fills the form."""
    at, sources = timezone.now(), list(in_use())
    form = forms.LeadForm(request.POST or None, sources=sources, initial=_said(request, sources))
    if form.is_valid():
        with refusals_said(request, beside=form):
            lead = actions.receive_lead(the_agency(), by=request.user, at=at, **form.told())
            return redirect("leads:lead", lead.pk)
    answer = may(request.user, actions.INTAKE, the_agency(), at, answers="RA")
    return render(request, "leads/new.html", {"form": form, "may_receive": answer, "regions": REGIONS}, status=422 if form.errors else 200)


def _said(request, sources: list[Source]) -> dict:
    """Return what the line in the address says, and the source that it names or this person wrote down last, if any."""
    said, source = _with_source(request.user, quick_in(request.GET.get("said", "")[:1000]) or Quick(), sources)
    return {"source": source, **said.told}


@staff_page
@require_GET
def known(request):
    """Offer the clients whose name holds what is being typed, of those this person sees."""
    text = name_key(request.GET.get("company", "")[:100])
    found = clients_visible_to(request.user, timezone.now()).filter(name_key__contains=text)[:MOST_KNOWN] if len(text) > 1 else []
    return render(request, "leads/known.html", {"clients": list(found)})


def said_in(request, text: str) -> dict | None:
    """Return what the palette shows for a line that says a lead, if this person may write one down."""
    said = quick_in(text[:1000])
    if said is None or not may(request.user, actions.INTAKE, the_agency(), timezone.now(), answers="RA"):
        return None
    sources = list(in_use())
    said, source = _with_source(request.user, said, sources)
    told = {"source": source, "channel": "phone", **said.told}
    return {"said": said, "source": next((one.name for one in sources if one.code == source), ""), "filled": told,
            "url": f"{reverse('leads:new')}?{urlencode({'said': text})}", "whole": bool(said.title and source)}  # fmt: skip


def _with_source(person, said: Quick, sources: list[Source]) -> tuple[Quick, str]:
    """Return what is said and its source: the named one, else this person's usual one; where neither is, the person chooses."""
    said, named = with_source(said, [(one.code, one.name) for one in sources])
    return said, named or queries.usual_source(person)
