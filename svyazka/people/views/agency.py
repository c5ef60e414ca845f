"""Pages of the agency: its details, legal entities with their taxes, days of its own calendar."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.kit.guard import may, require
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people import actions, forms, queries
from svyazka.people.models import LegalEntity


@staff_page
@require_GET
def agency(request):
    """Show the agency."""
    return _draw(request)


def _draw(request, *, status: int = 200, **typed):
    at, shown = timezone.now(), queries.the_agency()
    names = ("name", "zone", "region", "opens", "closes", "lunch_opens", "lunch_closes")
    told = {
        "agency": shown,
        "entities": queries.entities_on(queries.today(at)),
        "days": list(queries.own_days(queries.today(at))),
        "may_keep": may(request.user, actions.AGENCY, shown, at),
        "details_form": typed.get("details") or forms.AgencyForm(initial={name: getattr(shown, name) for name in names}),
        "day_form": typed.get("day") or forms.DayForm(),
    }
    return render(request, "people/agency.html", told, status=status)


@staff_page
@require_POST
def details(request):
    """Change the agency's details."""
    at, shown, form = timezone.now(), queries.the_agency(), forms.AgencyForm(request.POST)
    require(request.user, actions.AGENCY, shown, at)
    if not form.is_valid():
        return _draw(request, details=form, status=422)
    with refusals_said(request):
        actions.change_agency(shown, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("The details are saved."))
    return redirect("people:agency")


@staff_page
@require_POST
def set_day(request):
    """Set a day of the agency's own calendar."""
    at, shown, form = timezone.now(), queries.the_agency(), forms.DayForm(request.POST)
    require(request.user, actions.AGENCY, shown, at)
    if not form.is_valid():
        return _draw(request, day=form, status=422)
    actions.set_day(shown, by=request.user, at=at, **form.cleaned_data)
    messages.success(request, _("The day is set: clocks and schedules follow it from now on."))
    return redirect("people:agency")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


@staff_page
@require_POST
def forget_day(request, day):
    """Let the production calendar say again what the day is."""
    with refusals_said(request):
        actions.forget_day(queries.the_agency(), day=_day(day), by=request.user, at=timezone.now())
    return redirect("people:agency")


@staff_page
@require_http_methods(["GET", "POST"])
def new_entity(request):
    """Add a legal entity."""
    shown = queries.the_agency()
    require(request.user, actions.AGENCY, shown, timezone.now())
    form = forms.EntityForm(request.POST or None)
    made = _saved(request, form, lambda told: actions.add_entity(shown, details=told, by=request.user, at=timezone.now()))
    return redirect("people:entity", made.pk) if made else _draw_entity(request, None, form)


@staff_page
@require_http_methods(["GET", "POST"])
def entity(request, entity_id):
    """Show and change a legal entity."""
    shown = find(LegalEntity.objects.all(), entity_id)
    require(request.user, actions.AGENCY, shown, timezone.now())
    form = forms.EntityForm(request.POST or None, instance=shown)
    subject = find(LegalEntity.objects.all(), entity_id)
    made = _saved(request, form, lambda told: actions.change_entity(subject, details=told, by=request.user, at=timezone.now()))
    return redirect("people:entity", made.pk) if made else _draw_entity(request, shown, form)


def _saved(request, form, act) -> LegalEntity | None:
    if request.method != "POST" or not form.is_valid():
        return None
    with refusals_said(request, beside=form):
        made = act(form.cleaned_data)
        messages.success(request, _("The legal entity is saved: new papers carry these details."))
        return made
    return None


def _draw_entity(request, shown: LegalEntity | None, form, *, tax_form=None, status: int = 200):
    told = {
        "entity": shown,
        "form": form,
        "taxes": list(shown.tax_profiles.order_by("-starts_on")) if shown else [],
        "tax_form": tax_form or forms.TaxForm(),
    }
    return render(request, "people/entity.html", told, status=422 if form.errors else status)


@staff_page
@require_POST
def tax(request, entity_id):
    """Let the entity pay VAT another way from a day on."""
    shown, form = find(LegalEntity.objects.all(), entity_id), forms.TaxForm(request.POST)
    require(request.user, actions.AGENCY, shown, timezone.now())
    if not form.is_valid():
        return _draw_entity(request, shown, forms.EntityForm(instance=shown), tax_form=form, status=422)
    with refusals_said(request):
        actions.change_tax(shown, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The tax profile is added; papers of that day and later follow it."))
    return redirect("people:entity", shown.pk)
