"""The calendar of the desk: a month of days, drawn by the server."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import agency_window, calendar_address, today
from svyazka.tenders import actions, queries
from svyazka.tenders.rules import BEFORE_SUBMISSION
from svyazka.tenders.views.parts import desk_tabs, tone_of_day


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
    return draw(request)


def draw(request, fresh: str = ""):
    """Draw the month; `fresh` is the secret address of the calendar, shown this once."""
    at = timezone.now()
    first = _first(request.GET.get("month", ""), today(at))
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    marks: dict[date, list[Mark]] = {}
    for mark in marks_between(request.user, weeks[0][0], weeks[-1][-1], at):
        marks.setdefault(mark.on, []).append(mark)
    window = agency_window()
    told = {
        "tabs": desk_tabs(request, "calendar"), "fresh": fresh, "address": calendar_address(request.user), "weeks": weeks, "marks": marks, "first": first, "day": today(at),
        "worked": {day for week in weeks for day in week if window.spans(day)},
        "before": (first - timedelta(days=1)).replace(day=1), "after": (first + timedelta(days=32)).replace(day=1),
    }  # fmt: skip
    return render(request, "tenders/calendar.html", told)


def _first(asked: str, day: date) -> date:
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        return day.replace(day=1)


def marks_between(person: Person, first: date, last: date, at: datetime) -> list[Mark]:
    """Return what the person sees on the days [first, last]."""
    return [*_applications(person, first, last, at), *_days(person, first, last, at), *_securities(person, first, last, at),
            *_documents(person, first, last, at)]  # fmt: skip


def _applications(person: Person, first: date, last: date, at: datetime) -> list[Mark]:
    edges = [datetime.combine(day, datetime.min.time(), UTC) for day in (first - timedelta(days=1), last + timedelta(days=2))]
    found = queries.visible_to(person, at).filter(deadline_at__gte=edges[0], deadline_at__lt=edges[1])
    return [
        Mark(today(one.deadline_at), _("Applications end"), one.title, reverse("tenders:tender", args=[one.pk]),
             "bad" if one.state in BEFORE_SUBMISSION else "plain", one.deadline_at, f"application-{one.pk}")
        for one in found if first <= today(one.deadline_at) <= last
    ]  # fmt: skip


def _days(person: Person, first: date, last: date, at: datetime) -> list[Mark]:
    return [
        Mark(one.on, str(one.name), one.tender.title, reverse("tenders:tender", args=[one.tender_id]), tone_of_day(one, today(at)), key=f"day-{one.pk}")
        for one in queries.deadlines_between(person, first, last, at)
    ]


def _securities(person: Person, first: date, last: date, at: datetime) -> list[Mark]:
    found = queries.securities_out(person, at).filter(returned_on=None, due_back_on__gte=first, due_back_on__lte=last)
    return [
        Mark(one.due_back_on, _("Security comes back"), one.tender.title, reverse("tenders:papers", args=[one.tender_id]),
             "bad" if one.is_overdue(today(at)) else "good", key=f"security-{one.pk}")
        for one in found if one.due_back_on
    ]  # fmt: skip


def _documents(person: Person, first: date, last: date, at: datetime) -> list[Mark]:
    if not queries.locker_open_to(person, actions.DUTIES_OF_THE_DESK, at):
        return []
    found = queries.documents().filter(expires_on__gte=first, expires_on__lte=last)
    return [Mark(one.expires_on, _("Document expires"), one.title, reverse("tenders:locker"), "warn", key=f"document-{one.pk}")
            for one in found if one.expires_on]  # fmt: skip
