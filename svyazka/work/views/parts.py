"""Parts of a task and the points in it, from the card of the task."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.kit.guard import require
from svyazka.kit.http import back, misread, refusals_said, staff_page
from svyazka.work import actions, forms
from svyazka.work.views.tasks import draw, found_task


@staff_page
@require_POST
def part(request, task_id):
    """Set a part of the task."""
    whole, form, at = found_task(request, task_id), forms.PartForm(request.POST, auto_id="part-%s"), timezone.now()
    require(request.user, actions.SET_TASK, whole, at)
    if not form.is_valid():
        return draw(request, whole, part_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        made = actions.set_task(whole.project, stage_id=whole.stage_id, parent_id=whole.pk, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, _("The task is set: %(name)s sees it on Today.") % {"name": made.assignee.name})
        return back(request, f"/work/tasks/{task_id}/")
    return draw(request, whole, part_form=form, status=outcome.status)


@staff_page
@require_POST
def parent(request, task_id):
    """Make the task a part of another, or move it out."""
    task = found_task(request, task_id)
    form = forms.NestForm(request.POST, task=task)
    if not form.is_valid():
        raise misread(form)
    with refusals_said(request):
        actions.nest_task(task, parent_id=form.cleaned_data["parent_id"], by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/")


@staff_page
@require_POST
def points(request, task_id):
    """Add points to the task."""
    task, form = found_task(request, task_id), forms.PointsForm(request.POST, auto_id="points-%s")
    if not form.is_valid():
        return draw(request, task, points_form=form, status=422)
    with refusals_said(request, beside=form) as outcome:
        actions.add_points(task, texts=form.cleaned_data["texts"], by=request.user, at=timezone.now())
        return back(request, f"/work/tasks/{task_id}/#points")
    return draw(request, task, points_form=form, status=outcome.status)


@staff_page
@require_POST
def tick(request, task_id, point_id):
    """Tick a point, or take the tick away."""
    with refusals_said(request):
        actions.tick_point(found_task(request, task_id), point_id=point_id, done=request.POST.get("done") != "0", by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/#points")


@staff_page
@require_POST
def drop(request, task_id, point_id):
    """Take a point off the task."""
    with refusals_said(request):
        actions.drop_point(found_task(request, task_id), point_id=point_id, by=request.user, at=timezone.now())
    return back(request, f"/work/tasks/{task_id}/#points")
