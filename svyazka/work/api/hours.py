"""Hours, spoken in JSON: written, set, handed in, checked."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import Hours, In, Key, Line, listed, overwrites_nobody, plain, upto
from svyazka.kit.http import find
from svyazka.people.models import Person
from svyazka.people.queries import colleague
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import TimeEntry

router = Router(tags=["work"])


def shown_entry(entry: TimeEntry) -> dict:
    """Tell hours."""
    return {
        "id": entry.pk,
        "task_id": entry.task_id,
        "person": entry.person.username,
        "on": entry.worked_on,
        "hours": plain(entry.hours),
        "note": entry.note,
        "state": entry.state,
    }


class HoursIn(In):
    on: date
    hours: Hours
    note: upto(500) = ""


@router.post("/tasks/{task_id}/time-entries", response={201: dict})
def log_time(request, task_id: int, body: HoursIn):
    """Write hours on a task."""
    at = timezone.now()
    entry = actions.log_time(
        find(queries.visible_to(request.user, at), task_id), worked_on=body.on, hours=body.hours, note=body.note, by=request.user, at=at
    )
    return Status(201, shown_entry(entry))


@router.put("/tasks/{task_id}/hours")
@overwrites_nobody
def set_hours(request, task_id: int, body: HoursIn):
    """Make one's hours on a task that day exactly this many; zero takes them away."""
    at = timezone.now()
    task = find(queries.visible_to(request.user, at), task_id)
    actions.set_hours(task, worked_on=body.on, hours=body.hours, note=body.note, by=request.user, at=at)
    return {"task_id": task.pk, "on": body.on, "hours": plain(body.hours)}


@router.get("/time-entries")
def list_entries(request, task: Key | None = None, person: str = "", engagement: Key | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List hours on the engagements the caller sees."""
    asked = {"task": task, "person__username": person, "engagement": engagement}
    entries = queries.entries_visible_to(request.user, timezone.now())
    return listed(entries.filter(**{k: v for k, v in asked.items() if v not in ("", None)}), shown_entry,
                  cursor=cursor, limit=limit)  # fmt: skip


class WeekIn(In):
    week: date


@router.post("/me/hours/submissions", response={201: dict})
def submit_week(request, body: WeekIn):
    """Hand one's hours of a week to the PMs."""
    rows = actions.submit_week(Person.objects.get(pk=request.user.pk), week_on=body.week, by=request.user, at=timezone.now())
    return Status(201, {"week": queries.monday_of(body.week), "entries": rows})


class HoursCheckIn(In):
    week: date
    person: Line
    passed: bool = True
    reason: upto(500) = ""


@router.post("/projects/{project_id}/hours-checks", response={201: dict})
def check_week(request, project_id: int, body: HoursCheckIn):
    """Confirm a person's hours of a week on the project, or give them back."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    person = colleague("person", body.person)
    hours = actions.check_week(
        project, week_on=body.week, person=person, passed=body.passed, reason=body.reason, by=request.user, at=at
    )
    return Status(201, {"project_id": project.pk, "person": body.person, "hours": plain(hours), "passed": body.passed})
