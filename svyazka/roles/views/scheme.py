"""Pages of schemes: their matrices, a draft edited, compared."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import clients_visible_to, visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.regulated import pages_of_duties
from svyazka.people.models import Department
from svyazka.people.queries import staff, the_agency
from svyazka.roles import actions, forms
from svyazka.roles.models import RoleScheme
from svyazka.roles.queries.matrix import matrix, rights_of, schemes
from svyazka.roles.queries.moves import faults_of, in_force_at, ruled_names, warnings_of


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
        "pages_of_duties": pages_of_duties(at),
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
