"""One's tasks and the promised days of projects as an iCalendar file: by hand, or by a secret address."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from svyazka.kit.http import find, staff_page
from svyazka.kit.ical import Event, as_calendar, to_a_program
from svyazka.kit.pages import render
from svyazka.people.actions import close_calendar, open_calendar
from svyazka.people.models import ApiToken, Person
from svyazka.people.queries import calendar_address, calendar_by, reading_of
from svyazka.people.rules import TASKS
from svyazka.projects.models import Project
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import queries
from svyazka.work.views.tasks import found_project


@staff_page
@require_GET
def page(request):
    """Show the address of one's calendar, and what it tells."""
    return _draw(request)


def _draw(request, secret: str = ""):
    at, person = timezone.now(), request.user
    projects = list(projects_visible_to(person, at).filter(state="running").order_by("title", "pk")[:50])
    told = {
        "address": calendar_address(person, TASKS), "fresh": _absolute(request, "work:subscription", secret) if secret else "",
        "projects": [(one, _absolute(request, "work:project_subscription", secret, one.pk) if secret else "") for one in projects],
        "tasks": queries.scheduled_of(person, at)[:10], "due": list(queries.due_of(person, at)[:10]), "tab": "mine",
    }  # fmt: skip
    return render(request, "work/calendar.html", told)


def _absolute(request, name: str, *args) -> str:
    return request.build_absolute_uri(reverse(name, args=args))


@staff_page
@require_POST
def address(request):
    """Make the secret address of one's calendar and show it, this once; the one before is worthless."""
    return _draw(request, open_calendar(request.user, of=TASKS, by=request.user, at=timezone.now()))


@staff_page
@require_POST
def closing(request):
    """Let no program read one's calendar any more."""
    close_calendar(request.user, of=TASKS, by=request.user, at=timezone.now())
    messages.success(request, _("The address works no more."))
    return redirect("work:calendar")


@staff_page
@require_GET
def download(request):
    """Give one's tasks as a file."""
    return _saved(_of_tasks(request, request.user, timezone.now()), "tasks.ics")


@staff_page
@require_GET
def promised(request, project_id):
    """Give the promised days of a project as a file."""
    return _saved(_of_project(request, request.user, found_project(request, project_id), timezone.now()), "promised.ics")


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def subscription(request, secret, project_id=None):
    """Give a calendar program what its owner may see now, in the owner's language and zone."""
    at, token = timezone.now(), calendar_by(secret, TASKS)
    if token is None:
        raise Http404
    language, zone = reading_of(token.person)
    with translation.override(language), timezone.override(zone):
        return to_a_program(request, lambda: _told(request, token, project_id, at))


def _told(request, token: ApiToken, project_id: int | None, at: datetime) -> HttpResponse:
    if project_id is not None:
        return _of_project(request, token.person, find(projects_visible_to(token.person, at), project_id), at)
    ApiToken.objects.filter(pk=token.pk).update(used_at=at)
    return _of_tasks(request, token.person, at)


def _of_tasks(request, person: Person, at: datetime) -> HttpResponse:
    events = [
        Event(f"task-{task.pk}", task.title, row.starts_at, row.ends_at, _absolute(request, "work:task", task.pk), _about(task), task.version)
        for task, row in queries.scheduled_of(person, at)
    ]
    events += [Event(f"due-{task.pk}", _("Due: %(title)s") % {"title": task.title}, task.due_on, None, _absolute(request, "work:task", task.pk), _about(task), task.version)
               for task in queries.due_of(person, at)]  # fmt: skip
    return as_calendar(_("My tasks"), "Work", events, host=request.get_host(), at=at)


def _about(task) -> str:
    return f"{task.engagement.client.name} · {task.project.title}"


def _of_project(request, person: Person, project: Project, at: datetime) -> HttpResponse:
    events = [
        Event(f"stage-{stage.pk}", f"{stage.title} · {project.title}", stage.promised_on, None, _absolute(request, "projects:project", project.pk),
              project.engagement.client.name, stage.version)
        for stage in queries.promised_to(person, at, project=project)
    ]  # fmt: skip
    return as_calendar(_("Promised: %(title)s") % {"title": project.title}, "Work", events, host=request.get_host(), at=at)
