"""Pages of people: the list with departments, an invitation, one person's card."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.guard import may, require
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people import actions, forms, queries
from svyazka.people.models import Department, Person


@staff_page
@require_GET
def people(request):
    """List the people with their tracks, and the departments."""
    return _draw_people(request)


def _draw_people(request, *, department_form=None, status: int = 200):
    at = timezone.now()
    told = {
        "people": queries.listed(queries.today(at), at),
        "departments": list(queries.departments()),
        "may_keep": may(request.user, actions.PEOPLE, queries.the_agency(), at),
        "department_form": department_form or forms.DepartmentForm(initial={"on": queries.today(at)}),
        "closing_form": forms.ClosingForm(initial={"on": queries.today(at)}),
    }
    return render(request, "people/list.html", told, status=status)


@staff_page
@require_http_methods(["GET", "POST"])
def invite(request):
    """Invite a new person."""
    at, agency = timezone.now(), queries.the_agency()
    require(request.user, actions.PEOPLE, agency, at)
    form = forms.InvitationForm(request.POST or None, initial={"starts_on": queries.today(at), "language": agency.language})
    if request.method == "POST" and form.is_valid():
        with refusals_said(request, beside=form):
            made = actions.invite_person(agency, by=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("The invitation has been sent to %(address)s.") % {"address": made.email})
            return redirect("people:person", made.pk)
    return render(request, "people/invite.html", {"form": form}, status=422 if form.errors else 200)


@staff_page
@require_GET
def person(request, person_id):
    """Show one person: track, specialisms, norm, absences, and what later rooms know of them."""
    return _draw_person(request, _colleague(person_id))


def _colleague(person_id: int) -> Person:
    return find(Person.objects.filter(kind="staff"), person_id)


def _draw_person(request, shown: Person, *, status: int = 200, **typed):
    at, day = timezone.now(), queries.today(timezone.now())
    norms = list(shown.norms.order_by("-starts_on"))
    hours = queries.norm_of(shown.pk, day)
    card = {"name": shown.name, "position": shown.position, "email": shown.email,
            "specialisms": list(shown.specialisms.values_list("code", flat=True))}  # fmt: skip
    told = {
        "shown": shown,
        "tracks": list(shown.tracks.select_related("department").order_by("-starts_on")),
        "specialisms": list(shown.specialisms.all()),
        "norms": norms,
        "hours": hours,
        "week": sum(hours),
        "absences": list(queries.absences_of(shown, day)),
        "invitation": queries.waiting_invitation(shown, at),
        "may_keep": may(request.user, actions.PEOPLE, queries.the_agency(), at),
        "panels": panels("person.main", request, shown),
        "card_form": typed.get("card") or forms.CardForm(initial=card),
        "track_form": typed.get("track") or forms.TrackForm(initial={"starts_on": day}),
        "norm_form": typed.get("norm") or forms.NormForm(hours=hours, initial={"starts_on": day}),
        "at": at,
    }
    return render(request, "people/person.html", told, status=status)


def _done(request, shown: Person, act: Callable, said: str, **details):
    """Carry the act out and come back to the card; a refusal is shown there."""
    with refusals_said(request):
        act(shown, by=request.user, at=timezone.now(), **details)
        messages.success(request, said)
    return redirect("people:person", shown.pk)


@staff_page
@require_POST
def card(request, person_id):
    """Change a person's card."""
    shown, form = _colleague(person_id), forms.CardForm(request.POST)
    require(request.user, actions.PEOPLE, shown, timezone.now())
    if not form.is_valid():
        return _draw_person(request, shown, card=form, status=422)
    return _done(request, shown, actions.change_card, _("The card is saved."), **form.cleaned_data)


@staff_page
@require_POST
def track(request, person_id):
    """Put a person on another track."""
    shown, form = _colleague(person_id), forms.TrackForm(request.POST)
    require(request.user, actions.PEOPLE, shown, timezone.now())
    if not form.is_valid():
        return _draw_person(request, shown, track=form, status=422)
    return _done(request, shown, actions.change_track, _("The track is changed."), **form.cleaned_data)


@staff_page
@require_POST
def norm(request, person_id):
    """Change a person's norm of hours."""
    shown, form = _colleague(person_id), forms.NormForm(request.POST)
    require(request.user, actions.PEOPLE, shown, timezone.now())
    if not form.is_valid():
        return _draw_person(request, shown, norm=form, status=422)
    return _done(request, shown, actions.change_norm, _("The norm is changed."), **form.told())


@staff_page
@require_POST
def invite_again(request, person_id):
    """Send another invitation."""
    shown = _colleague(person_id)
    return _done(request, shown, actions.invite_again, _("The invitation has been sent to %(address)s.") % {"address": shown.email})


@staff_page
@require_POST
def take_back(request, person_id):
    """Take an invitation back."""
    shown = _colleague(person_id)
    return _done(request, shown, actions.take_back_invitation, _("The invitation works no more."))


@staff_page
@require_POST
def deactivate(request, person_id):
    """Let a person go."""
    shown = find(queries.staff(), person_id)
    return _done(request, shown, actions.deactivate_person, _("%(name)s has no sign-in any more; the history stays.") % {"name": shown.name})


@staff_page
@require_POST
def open_department(request):
    """Open a department."""
    at, agency, form = timezone.now(), queries.the_agency(), forms.DepartmentForm(request.POST)
    require(request.user, actions.PEOPLE, agency, at)
    if not form.is_valid():
        return _draw_people(request, department_form=form, status=422)
    with refusals_said(request):
        actions.open_department(agency, by=request.user, at=at, **form.cleaned_data)
    return redirect("people:list")


@staff_page
@require_POST
def close_department(request, department_id):
    """Close a department."""
    shown, form, at = find(Department.objects.all(), department_id), forms.ClosingForm(request.POST), timezone.now()
    require(request.user, actions.PEOPLE, shown, at)
    with refusals_said(request):
        if form.is_valid():
            actions.close_department(shown, by=request.user, at=at, **form.cleaned_data)
        else:
            messages.error(request, _("Say from which day and why the department is closed."))
    return redirect("people:list")
