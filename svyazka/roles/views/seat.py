"""Who sits where, who is asked to do what, and why one may not."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import visible_to
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import DUTIES
from svyazka.kit.http import back, find, misread, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import staff, the_agency
from svyazka.roles import actions, forms
from svyazka.roles.models import DutyRequest
from svyazka.roles.queries.holders import holders_of
from svyazka.roles.queries.matrix import holding_of
from svyazka.roles.queries.standing import scheme_of


@staff_page
@require_POST
def seats(request, engagement_id):
    """Seat a person on an engagement."""
    at = timezone.now()
    engagement, form = find(visible_to(request.user, at), engagement_id), forms.SeatForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    person = find(staff(), None, username=form.cleaned_data["login"])
    actions.seat_person(engagement, seat=form.cleaned_data["seat"], person=person,
                        reason=form.cleaned_data["reason"], by=request.user, at=at)  # fmt: skip
    return back(request, f"/engagements/{engagement.pk}/")


@staff_page
@require_POST
def ask(request):
    """Ask whoever holds a duty to do it."""
    at, form = timezone.now(), forms.AskForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say which duty it is about."))
    told = form.cleaned_data
    engagement = find(visible_to(request.user, at), told["engagement"]) if told["engagement"] else None
    person = _whom(told, engagement, at)
    if person is None:
        raise Refused(_("Nobody holds this duty now: ask the head."))
    actions.ask_for(the_agency(), duty=told["duty"], of=person, engagement=engagement, note=told["note"],
                    url=told["url"], by=request.user, at=at)  # fmt: skip
    messages.success(request, _("%(name)s will see your request on Today.") % {"name": person.name})
    return back(request, told["url"] if told["url"].startswith("/") else "/")


def _whom(told: dict, engagement, at) -> Person | None:
    """Return who is to be asked: the one named if they hold the duty, else the first who does; the head where nobody does."""
    duty, subject = DUTIES.get(told["duty"]), engagement or the_agency()
    if duty is None:
        return None
    logins = [who["login"] for who in holders_of(duty, subject, at) or holders_of(actions.SEAT, the_agency(), at)]
    wanted = told["login"] if told["login"] in logins else next(iter(logins), "")
    return staff().filter(username=wanted).first()


@staff_page
@require_POST
def answer(request, request_id):
    """Answer a colleague's request."""
    asked = find(DutyRequest.objects.filter(asked_of=request.user), request_id)
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say whether it is done."))
    actions.answer_request(asked, by=request.user, at=timezone.now(), **form.cleaned_data)
    return back(request, "/")


@staff_page
@require_POST
def vacancies(request, engagement_id):
    """Let a person leave a seat without a successor."""
    at = timezone.now()
    engagement, form = find(visible_to(request.user, at), engagement_id), forms.VacancyForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    told = form.cleaned_data
    person = find(Person.objects.all(), None, username=told["login"])
    actions.free_seat(engagement, seat=told["seat"], person=person, reason=told["reason"], by=request.user, at=at)
    messages.success(request, _("The seat is vacant now."))
    return back(request, f"/engagements/{engagement.pk}/")


@staff_page
@require_GET
def holding(request, engagement_id):
    """Show who holds each duty on this engagement today, and what the reader may do."""
    at = timezone.now()
    engagement = find(visible_to(request.user, at), engagement_id)
    found = scheme_of(engagement, at)
    told = {
        "engagement": engagement,
        "scheme": found,
        "stages": holding_of(found, engagement, request.user, at) if found else [],
    }
    return render(request, "roles/holding.html", told)
