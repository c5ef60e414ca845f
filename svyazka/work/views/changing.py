"""A task is changed; who comes second to the same words sees both and chooses."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from svyazka.briefs.rules import word_diff
from svyazka.kit.http import staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff
from svyazka.work import actions, forms
from svyazka.work.models import Task
from svyazka.work.rules import SAID, Overtaken
from svyazka.work.views.tasks import draw, found_task


@staff_page
@require_POST
def change(request, task_id):
    """Change what the task says."""
    shown, form = found_task(request, task_id), forms.ChangeForm(request.POST)
    if not form.is_valid():
        looked = {name: request.POST.get(name, "") for name in ("seen", *(f"was-{one}" for one in SAID))}
        return draw(request, shown, change_form=form, looked=looked, status=422)
    seen, was = forms.seen_in(request.POST), forms.was_in(request.POST)
    try:
        actions.change_task(shown, **form.told(), seen=seen, was=was, by=request.user, at=timezone.now())
    except Overtaken as overtaken:
        return _both(request, shown, overtaken)
    messages.success(request, _("The task is changed; compute the schedule again to see what it means."))
    return redirect("work:task", task_id)


def _both(request, shown: Task, overtaken: Overtaken):
    """Show what both have changed side by side; what does not contradict is chosen already."""
    told = {
        "task": shown, "overtaken": overtaken, "names": dict(staff().values_list("username", "name")), "diff": word_diff(overtaken.theirs["text"], overtaken.mine["text"]),
        "labels": {name: form_field.label for name, form_field in forms.ChangeForm.base_fields.items()},
    }  # fmt: skip
    return render(request, "work/both.html", told, status=overtaken.status)
