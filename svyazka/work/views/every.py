"""All tasks one sees as a list: narrowed, saved, changed by many."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from svyazka.kit import bulk
from svyazka.kit.asked import wholes
from svyazka.kit.errors import Malformed, Refused
from svyazka.kit.guard import may
from svyazka.kit.http import back, find, misread, say, staff_page
from svyazka.kit.pages import render
from svyazka.people.queries import staff, today
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, forms, queries
from svyazka.work.rules import Due, TaskState
from svyazka.work.views.wanting import asked_for

ON_PAGE = 50
MOST_TOLD = 20  # refusals shown by row


@staff_page
@require_GET
def every(request):
    """Show the tasks of the engagements I see, narrowed."""
    return _draw(request, request.GET)


def page_of(request, asked: QueryDict, at: datetime):
    """Return the page of tasks that is asked for, and what narrows it."""
    wanted, kept = _wanted(request, asked)
    found = queries.only_wanted(queries.with_parts(queries.visible_to(request.user, at)), wanted, today(at))
    return Paginator(queries.by_urgency(found), ON_PAGE).get_page(asked.get("page")), wanted, kept


def _wanted(request, asked: QueryDict) -> tuple:
    wanted, kept = asked_for(request, asked=asked)
    wanted.setdefault("state", "open")
    return wanted, kept


def _draw(request, asked: QueryDict, *, status: int = 200, **typed):
    """Draw the list; `typed` are the chosen tasks and what was to change of them, told again where nothing was changed."""
    at = timezone.now()
    page, wanted, kept = page_of(request, asked, at)
    project = projects_visible_to(request.user, at).filter(pk=wanted["project"]).first() if "project" in wanted else None
    rows = list(page.object_list)
    told = {
        "page": page, "rows": rows, "seen": queries.list_stands(rows) if status == 200 else "", "states": TaskState.choices, "people": list(staff().values_list("username", "name")), "wanted": wanted, "kept": kept, "dues": Due.choices,
        "today": today(at), "tab": "every", "project": project, "choices": queries.choices_of(project) if project else {},
        "filters": list(queries.filters_for(request.user)), "chosen": set(), "typed": {}, "here": "/work/tasks/" + (f"?{asked.urlencode()}" if asked else ""), **typed,
    }  # fmt: skip
    told["may_set"] = may(request.user, actions.SET_TASK, project, at) if project else None
    told["pickable"] = {row.pk for row in told["rows"] if row.state != TaskState.DONE and may(request.user, actions.SET_TASK, row, at)}
    return render(request, "work/every.html", told, block="list" if status == 200 else None, status=status)


@staff_page
@require_POST
def many(request):
    """Change the chosen tasks alike, each by itself, and tell by row who was refused."""
    at, form = timezone.now(), forms.ManyForm(request.POST)
    keys = wholes(request.POST.getlist("row"), bulk.MOST)
    tasks = list(queries.visible_to(request.user, at).filter(pk__in=keys))
    if len(tasks) < len(keys):
        raise Http404
    if not form.is_valid():
        return _again(request, tasks, misread(form))
    key = form.cleaned_data["sprint_id"]
    sprint = find(queries.sprints_visible_to(request.user, at), key) if key else None
    if not tasks or (not form.told() and sprint is None):
        return _again(request, tasks, Malformed(_("Choose tasks, and what is to change of them.")))
    try:
        outcome = bulk.each(tasks, lambda task: _change(task, form.told(), sprint, request.user, at))
    except Refused as refused:
        if refused.status == 403:
            raise
        return _again(request, tasks, refused)
    _tell(request, outcome)
    return back(request, "/work/tasks/")


def _again(request, tasks: list, refused: Refused):
    """Draw the list as it was, with what was chosen and typed: nothing was changed."""
    say(request, refused)
    asked = QueryDict(urlsplit(request.POST.get("next", "")).query)
    return _draw(request, asked, chosen={task.pk for task in tasks}, typed=request.POST, status=refused.status)


def _tell(request, outcome: bulk.Outcome) -> None:
    for task, refused in outcome.refused[:MOST_TOLD]:
        messages.error(request, f"{task}: {refused}")
    said = ngettext("%(num)s task is changed.", "%(num)s tasks are changed.", len(outcome.done)) % {"num": len(outcome.done)}
    messages.success(request, said)


def _change(task, to: dict, sprint, by, at):
    """Change one of the chosen tasks, each thing by its own duty."""
    if to:
        actions.adjust_task(task, to=to, by=by, at=at)
    if sprint is not None:
        actions.add_to_sprint(sprint, tasks=[task.pk], by=by, at=at)
    return task
