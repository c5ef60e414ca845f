"""What a task waits for, as its page changes it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.kit.http import refusals_said, staff_page
from svyazka.kit.rows import all_right, rows_in
from svyazka.work import actions, forms
from svyazka.work.views.tasks import draw, found_task


@staff_page
@require_POST
def dependencies(request, task_id):
    """Let the task wait for exactly these tasks, each in its way."""
    shown, rows = found_task(request, task_id), rows_in(forms.LinkRow, request.POST, "link")
    if not all_right(rows):
        return draw(request, shown, link_rows=rows, status=422)
    with refusals_said(request) as outcome:
        actions.link_task(shown, links=[row.wait() for row in rows], by=request.user, at=timezone.now())
        messages.success(request, _("The task is changed; compute the schedule again to see what it means."))
        return redirect("work:task", task_id)
    return draw(request, found_task(request, task_id), link_rows=rows, status=outcome.status)
