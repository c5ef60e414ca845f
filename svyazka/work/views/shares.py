"""The page of a project's shares: who is given to it, how much and when."""

from datetime import timedelta

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit.doing import done
from svyazka.kit.guard import may, within_sight
from svyazka.kit.http import find, misread, refusals_said, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import today
from svyazka.projects.actions import PLAN
from svyazka.projects.models import Project
from svyazka.work import actions, forms
from svyazka.work.models import ProjectShare
from svyazka.work.queries.planning import shares_of
from svyazka.work.views.tasks import found_project


@staff_page
@require_GET
def page(request, project_id):
    """Show who is given to the project."""
    return _draw(request, found_project(request, project_id))


def _draw(request, project: Project, *, status: int = 200, form=None):
    at = timezone.now()
    day = today(at)
    told = {
        "project": project, "rows": shares_of(project, day), "day": day, "may_plan": may(request.user, PLAN, project, at),
        "form": form or forms.ShareForm(initial={"starts_on": day, "percent": 50}, auto_id="share-%s"), "tomorrow": day + timedelta(days=1),
    }  # fmt: skip
    return render(request, "work/shares.html", told, status=status)


@staff_page
@require_POST
def give(request, project_id):
    """Give a share of a person to the project."""
    project = found_project(request, project_id)
    return done(
        request, lambda said: actions.give_share(project, by=request.user, at=timezone.now(), **said), to=("work:shares", project.pk),
        form=forms.ShareForm(request.POST, auto_id="share-%s"), name="form", beside=True, said=_("The share is given; compute the schedule to see what it means."),
        draw=lambda **drawn: _draw(request, project, **drawn),
    )  # fmt: skip


@staff_page
@require_POST
def end(request, share_id):
    """Let a share be no more from a day on."""
    at = timezone.now()
    share, form = find(within_sight(ProjectShare.objects, request.user, at, "project__engagement"), share_id), forms.EndForm(request.POST)
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        actions.end_share(share, on=form.cleaned_data["on"], by=request.user, at=at)
    return redirect("work:shares", share.project_id)
