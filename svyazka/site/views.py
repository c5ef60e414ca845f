"""Pages that join the rooms: Today, search, notices, the demo's open door."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.models import Engagement
from svyazka.journal.models import Notice
from svyazka.journal.queries import notices_of
from svyazka.kit import verbs
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import PLACES
from svyazka.kit.search import other_layout, search
from svyazka.leads.views.quick import said_in
from svyazka.people.models import Person
from svyazka.people.queries import the_agency
from svyazka.roles.queries.matrix import requests_to
from svyazka.site.sample import sample
from svyazka.site.today import ordered


def home(request):
    """Bring each kind of visitor to their own door."""
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    if request.user.kind == "contact":
        return redirect("portal:home")
    return today(request)


@staff_page
@require_GET
def today(request):
    """Show what waits for me, ordered by duty and clock."""
    at = timezone.now()
    items = [item for offer in PLACES.get("today", ()) for item in offer(request, None) or ()]
    asked = list(requests_to(request.user))
    told = {"sections": ordered(items, at), "count": len(items) + len(asked), "at": at, "asked": asked, "duties": DUTIES,
            "opens_at": min((item.clock.opens_at for item in items if item.clock and item.clock.opens_at), default=None)}  # fmt: skip
    return render(request, "today.html", told)


@staff_page
@require_GET
def found(request):
    """Show what was found by the text."""
    text = request.GET.get("q", "")
    return render(request, "search.html", {"text": text, "hits": _hits(request, text)})


def _hits(request, text: str) -> list:
    """Return what is found; when nothing is, what the same keys say on the other keyboard layout."""
    at = timezone.now()
    return search(request.user, at, text) or search(request.user, at, other_layout(text))


@staff_page
@require_GET
def palette(request):
    """Answer the command palette with what was found, or with the lead that the line says."""
    text = request.GET.get("q", "")
    quick = said_in(request, text)
    return render(request, "palette.html", {"quick": quick, "hits": [] if quick else _hits(request, text)})


@staff_page
@require_GET
def notices(request):
    """Show the words that colleagues and rooms have sent me."""
    told = list(notices_of(request.user)[:100])
    titles = dict(Engagement.objects.filter(pk__in={row.engagement_id for row in told}).values_list("pk", "title"))
    rows = [
        {"notice": row, "text": verbs.phrase(row.text_verb), "about": _about(row.facts), "work": titles.get(row.engagement_id, "")}
        for row in told
    ]
    return render(request, "notices.html", {"rows": rows})


TOLD = ("title", "number", "text", "duty", "reason", "note")  # what of a notice's facts is told, in this order


def _about(facts: dict) -> str:
    return " · ".join(str(facts[name]) for name in TOLD if facts.get(name))


@staff_page
@require_GET
def open_notice(request, notice_id: int):
    """Go where a notice points; it is read by that."""
    notice = find(Notice.objects.filter(person=request.user), notice_id)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(notice.url or "/")


@staff_page
@require_POST
def read_notices(request):
    """Mark my notices as read."""
    Notice.objects.filter(person=request.user, read_at=None).update(read_at=timezone.now())
    return redirect("notices")


@staff_page
@require_GET
def style(request):
    """Show every component of the design."""
    return render(request, "style.html", sample(timezone.now()))


@require_GET
def demo(request):
    """Show the people of the demo, to enter as another one; outside of the demo this page is not there."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo.html")


@require_POST
def enter(request, who: str):
    """Let a visitor of the demo in as one of its people, in one click; outside of the demo this door is not there."""
    if not settings.DEMO:
        raise Http404
    person = find(Person.objects.filter(is_active=True).exclude(kind="system"), None, username=who)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return back(request, "/")


@require_GET
def health(request):
    """Answer a monitor that the application and its database live."""
    the_agency()
    return HttpResponse("ok", content_type="text/plain")


@require_POST
def set_preferences(request):
    """Remember the reader's language and theme: with the person, else in a cookie."""
    chosen = {name: request.POST[name] for name in ("language", "theme") if request.POST.get(name) in KNOWN[name]}
    response = back(request, "/")
    if request.user.is_authenticated and chosen:
        Person.objects.filter(pk=request.user.pk).update(**chosen)
    if "language" in chosen:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen["language"], max_age=365 * 24 * 3600, samesite="Lax")
    return response


KNOWN = {"language": dict(settings.LANGUAGES), "theme": ("light", "dark", "system")}
