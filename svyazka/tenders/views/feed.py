"""The days of tenders as an iCalendar file (RFC 5545): taken by hand, or read by a calendar program from a secret address."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from svyazka.kit.http import staff_page
from svyazka.kit.ical import Event, as_calendar, to_a_program
from svyazka.people.actions import close_calendar, open_calendar
from svyazka.people.models import ApiToken, Person
from svyazka.people.queries import calendar_by, reading_of, today
from svyazka.tenders.views.calendar import draw, marks_between

BACK, AHEAD = timedelta(days=30), timedelta(days=180)
MOST_MARKS = 2000  # of one file: those to come first, the nearest of them on top


@staff_page
@require_GET
def download(request):
    """Give the days from a month ago to half a year ahead as a file."""
    response = _file(request, request.user, timezone.now())
    response["Content-Disposition"] = 'attachment; filename="tenders.ics"'
    return response


@staff_page
@require_POST
def address(request):
    """Make the secret address of one's calendar and show it, this once; the one before is worthless."""
    secret = open_calendar(request.user, by=request.user, at=timezone.now())
    return draw(request, fresh=request.build_absolute_uri(reverse("tenders:subscription", args=[secret])))


@staff_page
@require_POST
def closing(request):
    """Let no program read one's calendar any more."""
    close_calendar(request.user, by=request.user, at=timezone.now())
    messages.success(request, _("The address works no more."))
    return redirect("tenders:calendar")


@require_safe
def subscription(request, secret):
    """Give a calendar program what its owner may see now, in the owner's language and zone."""
    at, token = timezone.now(), calendar_by(secret)
    if token is None:
        raise Http404
    language, zone = reading_of(token.person)
    with translation.override(language), timezone.override(zone):
        return to_a_program(request, lambda: _read(request, token, at))


def _read(request, token: ApiToken, at: datetime) -> HttpResponse:
    ApiToken.objects.filter(pk=token.pk).update(used_at=at)
    return _file(request, token.person, at)


def _file(request, person: Person, at: datetime) -> HttpResponse:
    day = today(at)
    found = sorted(marks_between(person, day - BACK, day + AHEAD, at), key=lambda mark: (mark.on < day, mark.on))[:MOST_MARKS]
    events = [
        Event(mark.key, f"{mark.title}: {mark.about}", mark.moment or mark.on, url=request.build_absolute_uri(mark.url)) for mark in found
    ]
    return as_calendar(_("Tenders"), "Tenders", events, host=request.get_host(), at=at)
