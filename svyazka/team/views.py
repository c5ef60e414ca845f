"""The page of absences and covers, and what is done on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Person
from svyazka.people.queries import staff, the_agency, today
from svyazka.team import actions, forms, queries


@staff_page
@require_GET
def team(request):
    """Show who is away, and the covers."""
    return _draw(request, forms.AbsenceForm())


def _draw(request, form, status: int = 200):
    at = timezone.now()
    told = {
        "absences": list(queries.absences_visible_to(request.user, at).filter(ends_on__gte=today(at))),
        "settled": set(queries.settled(today(at)).values_list("pk", flat=True)),
        "covers": list(queries.covers_visible_to(request.user, at).filter(absence__ends_on__gte=today(at))),
        "refusal_form": forms.RefusalForm(),
        "may_assign": may(request.user, actions.ASSIGN, the_agency(), at),
        "people": list(queries.who_may_stand_in(today(at))),
        "form": form,
    }
    return render(request, "team/team.html", told, status=status)


@staff_page
@require_POST
def absences(request):
    """Ask for days off for oneself."""
    form = forms.AbsenceForm(request.POST)
    if not form.is_valid():
        return _draw(request, form, status=422)
    person = Person.objects.get(pk=request.user.pk)
    return _done(request, lambda at: actions.request_absence(person, by=request.user, at=at, **form.cleaned_data),
                 _("Asked: the covers are computed, the head sees them."))  # fmt: skip


def _done(request, act, said: str):
    with refusals_said(request):
        act(timezone.now())
        messages.success(request, said)
    return redirect("team:list")


def _cover(request, cover_id):
    return find(queries.covers_visible_to(request.user, timezone.now()), cover_id)


@staff_page
@require_POST
def acceptance(request, cover_id):
    """Agree to stand in, or not."""
    cover, accepted = _cover(request, cover_id), request.POST.get("accepted") == "1"
    return _done(request, lambda at: actions.accept_cover(cover, accepted=accepted, by=request.user, at=at),
                 _("Thank you: the head sees your answer."))  # fmt: skip


@staff_page
@require_POST
def deputy(request, cover_id):
    """Name another deputy."""
    cover, person = _cover(request, cover_id), find(staff(), None, username=request.POST.get("deputy", ""))
    return _done(request, lambda at: actions.name_deputy(cover, deputy=person, by=request.user, at=at),
                 _("%(name)s is asked to stand in.") % {"name": person.name})  # fmt: skip


@staff_page
@require_POST
def approval(request, cover_id):
    """Approve a cover."""
    cover, signed = _cover(request, cover_id), request.POST.get("risk_signed") == "1"
    return _done(request, lambda at: actions.approve_cover(cover, risk_signed=signed, by=request.user, at=at),
                 _("Approved: the deputy has the rights for these days only."))  # fmt: skip


@staff_page
@require_POST
def absence_approval(request, absence_id):
    """Approve days off whose covers are settled, or that nothing is to be covered in."""
    absence = find(queries.absences_visible_to(request.user, timezone.now()), absence_id)
    return _done(request, lambda at: actions.approve_absence(absence, by=request.user, at=at), _("The days off are approved."))


@staff_page
@require_POST
def absence_refusal(request, absence_id):
    """Decline days off that were asked for, and say why."""
    absence = find(queries.absences_visible_to(request.user, timezone.now()), absence_id)
    form = forms.RefusalForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _done(request, lambda at: actions.decline_absence(absence, reason=reason, by=request.user, at=at),
                 _("The days off are declined; the person is told why."))  # fmt: skip


@staff_page
@require_POST
def absence_cancellation(request, absence_id):
    """Cancel days off."""
    absence = find(queries.absences_visible_to(request.user, timezone.now()), absence_id)
    return _done(request, lambda at: actions.cancel_absence(absence, by=request.user, at=at), _("The days off are cancelled."))
