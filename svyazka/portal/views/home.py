"""What waits for the contact, one engagement, the talk and its files."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.clients.actions import client_says
from svyazka.clients.queries import files_visible_to, visible_to
from svyazka.kit.files import download
from svyazka.kit.http import contact_page, find, refusals_said
from svyazka.kit.pages import render
from svyazka.portal import queries
from svyazka.work import actions


@contact_page
@require_GET
def home(request):
    """Show what waits for the contact."""
    return render(request, "portal/home.html", queries.home(request.user, timezone.now()))


@contact_page
@require_GET
def engagement(request, engagement_id):
    """Show one engagement: stages, who answers today, the talk."""
    at = timezone.now()
    shown = find(visible_to(request.user, at), engagement_id)
    return render(request, "portal/engagement.html", queries.one(shown, request.user, at))


@contact_page
@require_POST
def say_it(request, engagement_id):
    """Write to the agency."""
    at = timezone.now()
    shown = find(visible_to(request.user, at), engagement_id)
    with refusals_said(request):
        client_says(shown, text=request.POST.get("text", ""), by=request.user, at=at)
    return redirect("portal:engagement", shown.pk)


@contact_page
@require_POST
def raise_problem(request, engagement_id):
    """Say what goes wrong; whoever answers for it is told."""
    at = timezone.now()
    shown = find(visible_to(request.user, at), engagement_id)
    with refusals_said(request):
        problem = queries.said_wrong(request.POST.get("kind", ""), request.POST.get("text", ""))
        actions.raise_problem(shown, by=request.user, at=at, **problem)
        messages.success(request, _("We have received it; whoever answers for this is told at once."))
    return redirect("portal:engagement", shown.pk)


@contact_page
@require_GET
def file(request, file_id):
    """Download a file of the stream that the client reads."""
    found = find(files_visible_to(request.user, timezone.now()), file_id)
    return download(found.digest, name=found.name, content_type=found.content_type)
