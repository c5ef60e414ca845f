"""The calendar of the desk: a month of days by the server, and the same days as an iCalendar file."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import agency_window, today
from svyazka.tenders import actions, queries
from svyazka.tenders.rules import BEFORE_SUBMISSION
from svyazka.tenders.views.parts import desk_tabs, tone_of_day

AHEAD = timedelta(days=180)


@dataclass(frozen=True)
class Mark:
    """Something on a day of the calendar."""

    on: date
    title: str
    about: str
    url: str
    tone: str
    moment: datetime | None = None
    key: str = ""

    @property
    def clock(self) -> str:
        """What o'clock it is then for the reader."""
        return f"{timezone.localtime(self.moment):%H:%M}" if self.moment else ""


@staff_page
@require_GET
def month(request):
    """Show a month: deadlines of applications, days of tenders, securities to come back, documents that expire."""
    at = timezone.now()
    first = _first(request.GET.get("month", ""), today(at))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    marks: dict[date, list[Mark]] = {}
    for mark in _marks(request, weeks[0][0], weeks[-1][-1], at):
        marks.setdefault(mark.on, []).append(mark)
    window = agency_window()
    told = {
        "tabs": desk_tabs(request, "calendar"), "weeks": weeks, "marks": marks, "first": first, "day": today(at),
        "worked": {day for week in weeks for day in week if window.spans(day)},
        "before": (first - timedelta(days=1)).replace(day=1), "after": (first + timedelta(days=32)).replace(day=1),
    }  # fmt: skip
    return render(request, "tenders/calendar.html", told)


def _first(asked: str, day: date) -> date:
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return day.replace(day=1)


def _marks(request, first: date, last: date, at: datetime) -> list[Mark]:
    return [*_applications(request, first, last, at), *_days(request, first, last, at), *_securities(request, first, last, at),
            *_documents(request, first, last, at)]  # fmt: skip


def _applications(request, first: date, last: date, at: datetime) -> list[Mark]:
    edges = [datetime.combine(day, datetime.min.time(), UTC) for day in (first - timedelta(days=1), last + timedelta(days=2))]
    found = queries.visible_to(request.user, at).filter(deadline_at__gte=edges[0], deadline_at__lt=edges[1])
    return [
        Mark(today(one.deadline_at), _("Applications end"), one.title, reverse("tenders:tender", args=[one.pk]),
             "bad" if one.state in BEFORE_SUBMISSION else "plain", one.deadline_at, f"application-{one.pk}")
        for one in found if first <= today(one.deadline_at) <= last
    ]  # fmt: skip


def _days(request, first: date, last: date, at: datetime) -> list[Mark]:
    return [
        Mark(one.on, str(one.name), one.tender.title, reverse("tenders:tender", args=[one.tender_id]), tone_of_day(one, today(at)), key=f"day-{one.pk}")
        for one in queries.deadlines_between(request.user, first, last, at)
    ]


def _securities(request, first: date, last: date, at: datetime) -> list[Mark]:
    found = queries.securities_out(request.user, at).filter(returned_on=None, due_back_on__gte=first, due_back_on__lte=last)
    return [
        Mark(one.due_back_on, _("Security comes back"), one.tender.title, reverse("tenders:papers", args=[one.tender_id]),
             "bad" if one.is_overdue(today(at)) else "good", key=f"security-{one.pk}")
        for one in found if one.due_back_on
    ]  # fmt: skip


def _documents(request, first: date, last: date, at: datetime) -> list[Mark]:
    if not queries.locker_open_to(request.user, actions.DUTIES_OF_THE_DESK, at):
        return []
    found = queries.documents().filter(expires_on__gte=first, expires_on__lte=last)
    return [Mark(one.expires_on, _("Document expires"), one.title, reverse("tenders:locker"), "warn", key=f"document-{one.pk}")
            for one in found if one.expires_on]  # fmt: skip


@staff_page
@require_GET
def feed(request):
    """Give the same days from a month ago to half a year ahead as an iCalendar file (RFC 5545)."""
    at = timezone.now()
    marks = _marks(request, today(at) - timedelta(days=30), today(at) + AHEAD, at)
    host = request.get_host()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Svyazka//Tenders//RU", "CALSCALE:GREGORIAN"]
    for mark in marks:
        lines += _event(mark, at, host, request.build_absolute_uri(mark.url))
    body = "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="tenders.ics"'})


def _event(mark: Mark, at: datetime, host: str, url: str) -> list[str]:
    when = f"DTSTART:{mark.moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if mark.moment else f"DTSTART;VALUE=DATE:{mark.on:%Y%m%d}"
    return ["BEGIN:VEVENT", f"UID:{mark.key}@{host}", f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}", when,
            f"SUMMARY:{_escaped(f'{mark.title}: {mark.about}')}", f"URL:{url}", "END:VEVENT"]  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line at 75 octets, never inside a letter (RFC 5545, 3.1)."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 73:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part]) + "\r\n"
