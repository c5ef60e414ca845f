"""Pages of a switch: its dry run, and carrying it out."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.guard import may
from svyazka.kit.http import find, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.kit.panels import panels
from svyazka.people.queries import the_agency
from svyazka.roles import actions
from svyazka.roles.models import SchemeTransition
from svyazka.roles.queries.moves import moves_told


@staff_page
@require_GET
def dry_run(request, transition_id):
    """Show what a switch would move and what nobody would hold."""
    at = timezone.now()
    shown = find(SchemeTransition.objects.select_related("scheme", "drafted_by"), transition_id)
    told = {"transition": shown, "may_switch": may(request.user, actions.SWITCH, the_agency(), at), "panels": panels("transition", request, shown), **moves_told(shown)}
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
