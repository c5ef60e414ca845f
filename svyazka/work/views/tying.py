"""A task gets its clause, from its own card or from the page of coverage."""

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.briefs.queries import numbered_in
from svyazka.kit.http import back, refusals_said, staff_page
from svyazka.work import actions
from svyazka.work.views.tasks import found_task


@staff_page
@require_POST
def tie(request, task_id):
    """Name the clause of a task by its number in an edition."""
    task = found_task(request, task_id)
    with refusals_said(request):
        clause = numbered_in(request.POST, task.engagement_id)
        actions.tie_task(task, clause_id=clause.pk, by=request.user, at=timezone.now())
        messages.success(request, _("The task follows from the clause now: %(text)s") % {"text": clause.text[:80]})
    return back(request, f"/work/tasks/{task_id}/")
