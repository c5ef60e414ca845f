"""Filters of tasks saved by name, let go, shared with a project."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.kit.asked import whole
from svyazka.kit.http import back, find, misread, refusals_said, staff_page
from svyazka.work import actions, forms, queries
from svyazka.work.models import SavedFilter
from svyazka.work.rules import wanted_in
from svyazka.work.views.tasks import found_project


@staff_page
@require_POST
def keep(request):
    """Save what the list is narrowed to by a name."""
    form, key = forms.NameForm(request.POST), whole(request.POST.get("on", ""))
    project = found_project(request, key) if key is not None else None
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        kept = actions.keep_filter(request.user, name=form.cleaned_data["name"], wanted=wanted_in(request.POST), project=project, by=request.user, at=timezone.now())
        messages.success(request, _("The filter is saved: %(name)s.") % {"name": kept.name})
        return redirect(f"/work/projects/{project.pk}/?filter={kept.pk}" if project else f"/work/tasks/?filter={kept.pk}")
    return back(request, "/work/tasks/")


@staff_page
@require_POST
def drop(request, filter_id):
    """Let a filter of one's own go."""
    kept = find(SavedFilter.objects.filter(person=request.user), filter_id)
    where = f"/work/projects/{kept.project_id}/" if kept.project_id else "/work/tasks/"
    actions.drop_filter(kept, by=request.user, at=timezone.now())
    return redirect(where)


@staff_page
@require_POST
def share(request, project_id, filter_id):
    """Share a filter with the project, or take it back."""
    project, shared = found_project(request, project_id), request.POST.get("shared") != "0"
    kept = find(queries.filters_for(request.user, project), filter_id)
    with refusals_said(request):
        actions.share_filter(project, filter_id=kept.pk, shared=shared, by=request.user, at=timezone.now())
        messages.success(request, _("Everybody on the project has this filter now.") if shared else _("The filter is yours alone again."))
    return redirect(f"/work/projects/{project.pk}/?filter={filter_id}")
