"""Pages of the way of working: the matrix, a switch, who sits where, requests to whoever holds a duty."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import clients_visible_to, visible_to
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import DUTIES, may
from svyazka.kit.http import back, find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.models import Department, Person
from svyazka.people.queries import staff, the_agency
from svyazka.roles import actions, forms
from svyazka.roles.models import DutyRequest, RoleScheme, SchemeTransition
from svyazka.roles.queries.matrix import holding_of, matrix, rights_of, schemes
from svyazka.roles.queries.moves import faults_of, in_force_at, moves_told, ruled_names, warnings_of
from svyazka.roles.queries.rights import holders_of, scheme_of


@staff_page
@require_GET
def index(request):
    """Show the scheme in force for the agency, or the first one."""
    rule = in_force_at(timezone.now()).filter(scope="agency").first()
    scheme = rule.scheme if rule else schemes().first()
    return redirect("roles:scheme", scheme.pk) if scheme else render(request, "roles/none.html")


@staff_page
@require_GET
def scheme(request, scheme_id):
    """Show one scheme's matrix, compared with another when asked."""
    return _draw_scheme(request, find(schemes(), scheme_id))


def _draw_scheme(request, shown: RoleScheme, *, copy_form=None, switch_form=None, seat_form=None):
    at, every = timezone.now(), list(schemes())
    other = next((s for s in every if str(s.pk) == request.GET.get("with")), None)
    person = staff().filter(username=request.GET.get("person", "")).first()
    told = {
        "scheme": shown,
        "schemes": every,
        "other": other,
        "plan": shown.plan(),
        "stages": matrix(shown.plan(), other.plan() if other else None),
        "rules": list(in_force_at(at)),
        "faults": faults_of(shown, at),
        "warnings": warnings_of(shown, at),
        "may_switch": may(request.user, actions.SWITCH, the_agency(), at),
        "editable": not shown.in_force.exists(),
        "people": list(staff()),
        "person": person,
        "rights": rights_of(person, the_agency(), at) if person else [],
        "copy_form": copy_form or forms.CopyForm(initial={"name": _("%(name)s, our own") % {"name": shown.title}, "code": _free_code(shown, every)}),
        "agency_rules": {rule.scheme_id for rule in in_force_at(at) if rule.scope == "agency"},
        "switch_form": switch_form or _switch_form(request),
        "seat_form": seat_form or forms.SchemeSeatForm(seats=shown.plan().seats, auto_id="seat-%s"),
        "ruled": ruled_names(in_force_at(at)),
    }
    return render(request, "roles/scheme.html", told)


def _free_code(shown: RoleScheme, every: list[RoleScheme]) -> str:
    taken = {scheme.code for scheme in every}
    return next(code for n in range(1, 1000) if (code := f"{shown.code[:30]}_own{n if n > 1 else ''}") not in taken)


def _switch_form(request, typed=None) -> forms.SwitchForm:
    at = timezone.now()
    open_ones = visible_to(request.user, at).filter(closed_at=None).select_related("client").order_by("-pk")
    return forms.SwitchForm(
        typed,
        departments=Department.objects.filter(closed_on=None).order_by("name"),
        clients=clients_visible_to(request.user, at).order_by("name"),
        engagements=open_ones,
    )


@staff_page
@require_POST
def copy(request, scheme_id):
    """Copy a scheme to make a hybrid of one's own."""
    shown, form = find(schemes(), scheme_id), forms.CopyForm(request.POST)
    if not form.is_valid():
        return _draw_scheme(request, shown, copy_form=form)
    made = actions.copy_scheme(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("roles:scheme", made.pk)


@staff_page
@require_POST
def cells(request, scheme_id):
    """Save the letters of a draft's matrix."""
    shown = find(schemes(), scheme_id)
    kept = {(duty, seat): letter for duty, seat, letter in shown.plan().cells}
    typed = {tuple(name.removeprefix("cell:").split("|")): letter for name, letter in request.POST.items() if name.startswith("cell:")}
    changed = [(*key, letter) for key, letter in typed.items() if len(key) == 2 and kept.get(key, "") != letter]
    return _edited(request, shown, lambda at: actions.edit_cells(shown, cells=changed, by=request.user, at=at))


@staff_page
@require_POST
def add_seat(request, scheme_id):
    """Add a seat of the agency's own to a draft."""
    shown = find(schemes(), scheme_id)
    form = forms.SchemeSeatForm(request.POST, seats=shown.plan().seats)
    if not form.is_valid():
        return _draw_scheme(request, shown, seat_form=form)
    return _edited(request, shown, lambda at: actions.add_seat(shown, by=request.user, at=at, **form.cleaned_data))


@staff_page
@require_POST
def remove_seat(request, scheme_id, code):
    """Take a seat and its letters out of a draft."""
    shown = find(schemes(), scheme_id)
    return _edited(request, shown, lambda at: actions.remove_seat(shown, code=code, by=request.user, at=at))


def _edited(request, shown: RoleScheme, act):
    with refusals_said(request):
        act(timezone.now())
        messages.success(request, _("The scheme is saved."))
    return redirect("roles:scheme", shown.pk)


@staff_page
@require_POST
def transition(request, scheme_id):
    """Make a dry run of a switch to this scheme."""
    shown, form = find(schemes(), scheme_id), _switch_form(request, request.POST)
    if not form.is_valid():
        return _draw_scheme(request, shown, switch_form=form)
    at = timezone.now()
    starts_at = form.cleaned_data["starts_at"] or at
    draft = actions.draft_transition(shown, starts_at=starts_at, by=request.user, at=at, **form.told())
    return redirect("roles:dry_run", draft.pk)


@staff_page
@require_GET
def dry_run(request, transition_id):
    """Show what a switch would move and what nobody would hold."""
    at = timezone.now()
    shown = find(SchemeTransition.objects.select_related("scheme", "drafted_by"), transition_id)
    told = {"transition": shown, "may_switch": may(request.user, actions.SWITCH, the_agency(), at), **moves_told(shown)}
    return render(request, "roles/transition.html", told)


@staff_page
@require_POST
def execution(request, transition_id):
    """Carry the switch out."""
    shown = find(SchemeTransition.objects.all(), transition_id)
    with refusals_said(request):
        actions.carry_out_transition(shown, by=request.user, at=timezone.now())
        messages.success(request, _("The scheme is in force; the next request obeys it."))
    return redirect("roles:dry_run", shown.pk)


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
