"""Pages that join the rooms: Today, search, notices, the demo's open door."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from svyazka.journal.models import Notice
from svyazka.journal.queries import notices_of
from svyazka.kit import verbs
from svyazka.kit.http import back, find, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import PLACES
from svyazka.kit.search import search
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
    told = {"sections": ordered(items, at), "count": len(items), "at": at, "asked": list(requests_to(request.user))}
    return render(request, "today.html", told)


@staff_page
@require_GET
def found(request):
    """Show what was found by the text."""
    text = request.GET.get("q", "")
    told = {"text": text, "hits": search(request.user, timezone.now(), text)}
    return render(request, "search.html", told)


@staff_page
@require_GET
def palette(request):
    """Answer the command palette with what was found."""
    text = request.GET.get("q", "")
    told = {"text": text, "hits": search(request.user, timezone.now(), text)}
    return render(request, "palette.html", told)


@staff_page
@require_GET
def notices(request):
    """Show the words that colleagues and rooms have sent me."""
    rows = [{"notice": row, "text": verbs.phrase(row.text_verb)} for row in notices_of(request.user)[:100]]
    return render(request, "notices.html", {"rows": rows})


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


@require_POST
def enter(request, who: str):
    """Let a visitor of the demo in as one of its people, in one click; outside of the demo this door is not there."""
    if not settings.DEMO:
        raise Http404
    person = find(Person.objects.filter(is_active=True).exclude(kind="system"), None, username=who)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect("/")


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
