"""Pages of whoever checks hours and keeps them: weeks that wait, weeks that are agreed, norms by date."""

from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.models import Engagement
from svyazka.kit.asked import whole
from svyazka.kit.doing import done
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import DUTIES, may, within_sight
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import the_agency, today
from svyazka.work import actions, forms, queries

A_QUARTER = timedelta(weeks=13)
MOST_TO_CHECK = 40


@staff_page
@require_GET
def to_check(request):
    """Show the weeks that wait for my check, each with its plan and its fact."""
    every = queries.unchecked_weeks(queries.waits_for(request.user, timezone.now()))
    asked = [week for week in every if week.engagement_id == whole(request.GET.get("place", ""))]
    place = asked[0].engagement_id if asked else None
    asked = asked or every
    if len(asked) > MOST_TO_CHECK:  # what stays for a look comes first
        asked = sorted(asked, key=lambda week: week.fits)
    weeks = queries.weeks_on_page(asked, page=request.GET.get("page"), most=MOST_TO_CHECK)
    told = {
        "weeks": weeks, "works": [list(rows) for _key, rows in groupby(weeks, lambda week: week.engagement_id)], "waiting": len(every),
        "fitting": [week for week in asked if week.fits], "place": place,
        "places": list({week.engagement_id: week.place for week in every}.items()), "tab": "check",
    }  # fmt: skip
    return render(request, "work/hours_to_check.html", told)


def _back_to_check(request, *, beside: int | None = None):
    """Return to the page of weeks from which something was confirmed or given back, beside that work."""
    kept = {name: request.POST[name] for name in ("place", "page") if request.POST.get(name, "").isdecimal()}
    return redirect(reverse("work:hours_to_check") + (f"?{urlencode(kept)}" if kept else "") + (f"#e{beside}" if beside else ""))


def _named(request, form) -> tuple[Engagement, Person]:
    """Return the engagement and the person that the form names, as far as they are seen."""
    if not form.is_valid():
        raise Malformed(_("Say whose week on which engagement."))
    seen = within_sight(Engagement.objects.select_related("client", "project"), request.user, timezone.now(), path="pk")
    return find(seen, form.cleaned_data["engagement"]), find(Person.objects.filter(kind="staff"), form.cleaned_data["person"])


@staff_page
@require_POST
def check(request):
    """Confirm a week, or give it back."""
    form = forms.WeekCheckForm(request.POST)
    place, person = _named(request, form)
    said = form.cleaned_data
    with refusals_said(request):
        _check(place, week_on=said["week_on"], person=person, passed=said["passed"], reason=said["reason"], by=request.user, at=timezone.now())
        messages.success(request, _("Hours are confirmed.") if said["passed"] else _("Hours are given back."))
    return redirect("work:hours_agreed") if request.POST.get("from") == "agreed" else _back_to_check(request, beside=place.pk)


def _check(place: Engagement, **said) -> None:
    if queries.has_project(place):
        actions.check_week(place.project, **said)
    else:
        actions.check_early_week(place, **said)


@staff_page
@require_POST
def check_fitting(request):
    """Confirm the weeks that went as planned of those the page has counted; what came or changed since waits for a look."""
    at, counted = timezone.now(), set(request.POST.get("weeks", "").split())
    fitting = [week for week in queries.unchecked_weeks(queries.waits_for(request.user, at)) if week.fits and week.mark in counted]
    places = Engagement.objects.select_related("client", "project").in_bulk([week.engagement_id for week in fitting])
    people = Person.objects.in_bulk([week.person_id for week in fitting])
    with refusals_said(request), transaction.atomic():
        for week in fitting:
            _check(places[week.engagement_id], week_on=week.monday, person=people[week.person_id], by=request.user, at=at)
        messages.success(request, ngettext("%(num)d week is confirmed.", "%(num)d weeks are confirmed.", len(fitting)) % {"num": len(fitting)})
    return _back_to_check(request)


@staff_page
@require_GET
def agreed(request):
    """Show the weeks that are checked and locked, and open them again where I may."""
    at, person = timezone.now(), request.user
    day = today(at)
    every, whose = queries.agreed_weeks(person, at, day - A_QUARTER), whole(request.GET.get("person", ""))
    weeks = queries.weeks_on_page([week for week in every if whose in (None, week.person_id)], page=request.GET.get("page"))
    places = Engagement.objects.filter(pk__in={week.engagement_id for week in weeks if not week.locked}).select_related("client", "project")
    until, may_keep = queries.locked_until(day), may(person, actions.KEEP_TIME, the_agency(), at)
    told = {
        "weeks": weeks, "people": queries.people_of(every), "whose": whose, "tab": "check", "until": until, "form": forms.LockForm(initial={"until": until}, auto_id="lock-%s"),
        "may_keep": may_keep, "open_till": queries.open_till(until) if may_keep else {},
        "may_check": {place.pk for place in places if _may_check(person, place, at)},
        "words": queries.words_on_weeks(person, at, day - A_QUARTER), "locks_by": queries.norms_on(day).lock_after_days,
    }  # fmt: skip
    return render(request, "work/hours_agreed.html", told)


def _may_check(person: Person, place: Engagement, at: datetime) -> bool:
    return bool(may(person, DUTIES[queries.duty_of_check(place)], place, at, answers="RA"))


@staff_page
@require_POST
def reopen(request):
    """Open a locked week again."""
    form = forms.ReopeningForm(request.POST)
    place, person = _named(request, form)
    with refusals_said(request):
        actions.reopen_week(place, week_on=form.cleaned_data["week_on"], person=person, reason=form.cleaned_data["reason"],
                            by=request.user, at=timezone.now())  # fmt: skip
        messages.success(request, _("The week is open again: %(name)s is told why.") % {"name": person.name})
    return redirect("work:hours_agreed")


@staff_page
@require_POST
def lock(request):
    """Lock the checked hours up to a day."""
    form = forms.LockForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        weeks = actions.lock_weeks(the_agency(), until=form.cleaned_data["until"], by=request.user, at=timezone.now())
        messages.success(request, _("Weeks locked: %(count)s.") % {"count": weeks})
    return redirect("work:hours_agreed")


@staff_page
@require_GET
def norms(request):
    """Show the norms of hours, by date."""
    return _draw_norms(request)


def _draw_norms(request, *, status: int = 200, form=None):
    at = timezone.now()
    day = today(at)
    now = vars(queries.norms_on(day)) | {"starts_on": day + timedelta(days=1)}
    told = {
        "rows": queries.norms_rows(), "now": queries.norms_row_on(day), "norms": queries.norms_on(day), "day": day, "tab": "check",
        "may_keep": may(request.user, actions.KEEP_TIME, the_agency(), at), "form": form or forms.NormsForm(initial=now, auto_id="norms-%s"),
    }  # fmt: skip
    return render(request, "work/hours_norms.html", told, status=status)


@staff_page
@require_POST
def set_norms(request):
    """Let other norms of hours hold from a day on."""
    return done(
        request, lambda said: actions.set_hours_norms(the_agency(), by=request.user, at=timezone.now(), **said), to=("work:hours_norms",), name="form",
        form=forms.NormsForm(request.POST, auto_id="norms-%s"), beside=True, said=_("It is written down, by its day."),
        draw=lambda **drawn: _draw_norms(request, **drawn),
    )  # fmt: skip
