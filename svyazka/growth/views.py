"""Pages of client development: the map and the ideas."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.queries import clients_visible_to
from svyazka.growth import actions, forms, queries
from svyazka.kit.errors import Refused
from svyazka.kit.http import back, find, misread, refusals_said, say, staff_page
from svyazka.kit.pages import render


@staff_page
@require_GET
def development(request):
    """Show clients by directions, and the newest ideas."""
    at = timezone.now()
    directions, rows = queries.map_of(request.user, at)
    told = {"directions": directions, "rows": rows, "ideas": list(queries.ideas_visible_to(request.user, at)[:50])}
    return render(request, "growth/map.html", told)


@staff_page
@require_POST
def ideas(request, client_id):
    """Add an idea."""
    at = timezone.now()
    client, form = find(clients_visible_to(request.user, at), client_id), forms.IdeaForm(request.POST)
    if form.is_valid():
        actions.add_idea(client, by=request.user, at=at, **form.cleaned_data)
    else:
        say(request, misread(form))
    return back(request, f"/clients/{client.pk}/")


@staff_page
@require_POST
def cells(request, client_id):
    """Say where the client stands in a direction."""
    at = timezone.now()
    client, form = find(clients_visible_to(request.user, at), client_id), forms.CellForm(request.POST)
    with refusals_said(request):
        if not form.is_valid():
            raise misread(form)
        actions.move_cell(client, by=request.user, at=at, **form.cleaned_data)
    return redirect("clients:client", client.pk)


@staff_page
@require_POST
def taking_up(request, idea_id):
    """Turn an idea into a lead."""
    at = timezone.now()
    idea = find(queries.ideas_visible_to(request.user, at), idea_id)
    taken = actions.take_up_idea(idea, title=idea.text[:200], by=request.user, at=at)
    return redirect("clients:engagement", taken.became_id)


@staff_page
@require_POST
def answers(request, idea_id):
    """Answer an idea: its author is told."""
    at = timezone.now()
    idea, form = find(queries.ideas_visible_to(request.user, at), idea_id), forms.AnswerForm(request.POST)
    if form.is_valid():
        actions.answer_idea(idea, by=request.user, at=at, **form.cleaned_data)
    else:
        say(request, Refused(_("Write something.")))
    return redirect("clients:client", idea.client_id)
