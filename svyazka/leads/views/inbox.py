"""The inbox of leads."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from svyazka.kit.asked import page_in
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.leads import queries
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
    page = page_in(request.GET.get("page", ""))
    start, stop = (page - 1) * PAGE, page * PAGE + 1
    waits = tab == "waiting"
    rows = queries.burning_first(leads, at, start, stop) if waits else list(queries.with_pauses(leads)[start:stop])
    shown = rows[:PAGE]
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
        "sees_intake": queries.sees_intake(person, at),
        "sees_imports": queries.sees_imports(person, at),
        "at": at,
    }
    return render(request, "leads/inbox.html", told, block="list")
