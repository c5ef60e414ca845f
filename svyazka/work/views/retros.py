"""Looks back: opened, filled with thoughts, promised from, closed."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.kit.errors import Malformed
from svyazka.kit.http import find, staff_page
from svyazka.work import actions, forms, queries
from svyazka.work.views.sprints import draw
from svyazka.work.views.tasks import found_project


@staff_page
@require_POST
def open_retro(request, project_id):
    """Open a look back."""
    form = forms.RetroForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("There is no such form of retrospective."))
    project = found_project(request, project_id)
    actions.open_retro(project, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("work:sprints", project_id)


def _retro(request, retro_id: int):
    return find(queries.retros_visible_to(request.user, timezone.now()), retro_id)


@staff_page
@require_POST
def card(request, retro_id):
    """Put a thought into a column."""
    retro = _retro(request, retro_id)
    form = forms.CardForm(request.POST, format=retro.format, auto_id="card-%s")
    if not form.is_valid():
        return draw(request, retro.project, card_form=form, status=422)
    actions.add_card(retro, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("work:sprints", retro.project_id)


@staff_page
@require_POST
def promise(request, retro_id):
    """Write what will change."""
    retro, form = _retro(request, retro_id), forms.ActionForm(request.POST, auto_id="action-%s")
    if not form.is_valid():
        return draw(request, retro.project, action_form=form, status=422)
    actions.promise_action(retro, by=request.user, at=timezone.now(), **form.cleaned_data)
    return redirect("work:sprints", retro.project_id)


@staff_page
@require_POST
def close_retro(request, retro_id):
    """Close the look back."""
    retro = _retro(request, retro_id)
    actions.close_retro(retro, by=request.user, at=timezone.now())
    return redirect("work:sprints", retro.project_id)


@staff_page
@require_POST
def close_action(request, action_id):
    """Close what was promised."""
    promised = find(queries.retro_actions_visible_to(request.user, timezone.now()), action_id)
    form = forms.OutcomeForm(request.POST)
    if not form.is_valid():
        raise Malformed(_("Say what came of it: done, or dropped and why."))
    actions.close_action(promised, outcome=form.cleaned_data["outcome"], by=request.user, at=timezone.now())
    return redirect("work:sprints", promised.retro.project_id)
