"""Needs of an edition, changed where they stand."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from svyazka.briefs import actions, forms, queries
from svyazka.briefs.models import Need
from svyazka.briefs.views.parts import need_told
from svyazka.clients.queries import visible_to as engagements_visible_to
from svyazka.kit.guard import may
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.rows import all_right, as_typed, rows_in, told


@staff_page
@require_http_methods(["GET", "POST"])
def add(request, engagement_id):
    """Add a need to the draft; it is begun if there is none."""
    engagement = find(engagements_visible_to(request.user, timezone.now()), engagement_id)

    def act(said: dict) -> Need:
        return actions.add_need(engagement, by=request.user, at=timezone.now(), **said)

    return _typed(request, engagement, None, act)


@staff_page
@require_http_methods(["GET", "POST"])
def need(request, need_id):
    """Change a need where it stands."""
    found = _need(request, need_id)

    def act(said: dict) -> Need:
        return actions.change_need(found, by=request.user, at=timezone.now(), **said)

    return _typed(request, found.engagement, found, act)


def _need(request, need_id: int) -> Need:
    return find(queries.needs_visible_to(request.user, timezone.now()), need_id)


def _typed(request, engagement, found: Need | None, act):
    if request.method == "GET":
        form = forms.form_of(found) if found else forms.NeedForm()
        return _draw(request, engagement, found, form, forms.touched_rows(found.touched if found else ()))
    form, rows = forms.NeedForm(request.POST), rows_in(forms.TouchedRow, request.POST, "touched")
    if "more" in request.POST:
        return _draw(request, engagement, found, forms.NeedForm(initial=request.POST.dict()), [*as_typed(rows), forms.TouchedRow(), forms.TouchedRow()])
    if not (form.is_valid() & all_right(rows)):
        return _draw(request, engagement, found, form, [*rows, forms.TouchedRow()], status=422)
    with refusals_said(request, beside=form) as outcome:
        made = act(need_told(form, told(rows)))
        messages.success(request, _("Need № %(number)s is written down.") % {"number": made.position})
        return redirect(f"/briefs/{made.brief_id}/#need-{made.pk}")
    return _draw(request, engagement, found, form, [*rows, forms.TouchedRow()], status=outcome.status)


def _draw(request, engagement, found: Need | None, form, rows, *, status: int = 200):
    shown = {
        "engagement": engagement, "need": found, "form": form, "rows": rows, "sources": queries.sources_of(engagement.pk).get(found.key, []) if found else [],
        "may_research": may(request.user, actions.RESEARCH, engagement, timezone.now()), "brief": found.brief if found else queries.latest_brief(engagement),
    }  # fmt: skip
    return render(request, "briefs/need.html", shown, status=status)


@staff_page
@require_POST
def place(request, need_id):
    """Put a need at another place of the list."""
    found, form = _need(request, need_id), forms.PlaceForm(request.POST)
    with refusals_said(request):
        if not form.is_valid():
            raise misread(form)
        actions.move_need(found, to=form.cleaned_data["to"], by=request.user, at=timezone.now())
    return redirect(f"/briefs/{found.brief_id}/#needs")


@staff_page
@require_POST
def removal(request, need_id):
    """Take a need out of the draft."""
    found = _need(request, need_id)
    with refusals_said(request):
        actions.remove_need(found, by=request.user, at=timezone.now())
        messages.success(request, _("The need is removed."))
    return redirect(f"/briefs/{found.brief_id}/#needs")


@staff_page
@require_GET
def touched_row(request):
    """Return one more blank row of whom a need touches."""
    return render(request, "briefs/touched_row.html", {"row": forms.TouchedRow()})
