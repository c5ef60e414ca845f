"""Hours, spoken in JSON: written on tasks and duties, my week, handed in, checked, locked, opened again; norms by date."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.clients.models import Engagement
from svyazka.kit.api import Hours, In, Key, Line, Number, listed, overwrites_nobody, plain, staff_only, upto
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import within_sight
from svyazka.kit.http import find
from svyazka.people.models import Person
from svyazka.people.queries import colleague, the_agency
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.api.shown_hours import shown_entry, shown_norms, shown_week
from svyazka.work.queries import FILLS
from svyazka.work.queries import Line as Worked
from svyazka.work.rules import Norms

router = Router(tags=["work"])


class HoursIn(In):
    on: date
    hours: Hours
    note: upto(500) = ""


class HoursSetIn(HoursIn):
    was: Hours | None = None


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
def set_hours(request, task_id: int, body: HoursSetIn):
    """Make one's hours on a task that day exactly this many; zero takes them away. `was` refuses what has changed meanwhile."""
    at = timezone.now()
    task = find(queries.visible_to(request.user, at), task_id)
    actions.set_hours(task, worked_on=body.on, hours=body.hours, note=body.note, was=body.was, by=request.user, at=at)
    return {"task_id": task.pk, "on": body.on, "hours": plain(body.hours)}


def place_in(request, engagement_id: int) -> Engagement:
    """Return the engagement that the caller sees. Raises Http404."""
    staff_only(request)
    return find(within_sight(Engagement.objects.select_related("client", "project"), request.user, timezone.now(), path="pk"), engagement_id)


class DutyHoursIn(HoursSetIn):
    duty: upto(40)


@router.put("/engagements/{engagement_id}/hours")
@overwrites_nobody
def set_duty_hours(request, engagement_id: int, body: DutyHoursIn):
    """Make one's hours of a duty on an engagement that day exactly this many: hours without a task."""
    line = Worked(place_in(request, engagement_id), kind=body.duty)
    actions.set_duty_hours(line, worked_on=body.on, hours=body.hours, note=body.note, was=body.was, by=request.user, at=timezone.now())
    return {"engagement_id": engagement_id, "duty": body.duty, "on": body.on, "hours": plain(body.hours)}


@router.get("/time-entries")
def list_entries(request, task: Key | None = None, person: str = "", engagement: Key | None = None,
                 cursor: str | None = None, limit: int = 50):  # fmt: skip
    """List hours on the engagements the caller sees."""
    asked = {"task": task, "person__username": person, "engagement": engagement}
    entries = queries.entries_visible_to(request.user, timezone.now())
    return listed(entries.filter(**{k: v for k, v in asked.items() if v not in ("", None)}), shown_entry,
                  cursor=cursor, limit=limit)  # fmt: skip


@router.get("/me/hours")
def my_week(request, week: date, fill: str = ""):
    """Tell one's week: lines and days with the norm; `fill` plan or last suggests hours of empty cells, which are not written."""
    if fill and fill not in FILLS:
        raise Malformed(f"fill: {', '.join(FILLS)}")
    person, at = staff_only(request), timezone.now()
    return shown_week(queries.week_grid(person, queries.monday_of(week), at, fill=fill))


class WeekIn(In):
    week: date


@router.post("/me/hours/submissions", response={201: dict})
def submit_week(request, body: WeekIn):
    """Hand one's hours of a week to the PMs; days with less than the norm are told, not forbidden."""
    at, monday = timezone.now(), queries.monday_of(body.week)
    gaps = queries.week_grid(staff_only(request), monday, at).gaps
    rows = actions.submit_week(Person.objects.get(pk=request.user.pk), week_on=body.week, by=request.user, at=at)
    return Status(201, {"week": monday, "entries": rows, "gaps": [{"on": day, "hours": plain(hours), "norm": plain(norm)} for day, hours, norm in gaps]})


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


@router.post("/engagements/{engagement_id}/hours-checks", response={201: dict})
def check_early_week(request, engagement_id: int, body: HoursCheckIn):
    """Confirm a person's hours of a week on an engagement that has no project yet, or give them back."""
    place, person = place_in(request, engagement_id), colleague("person", body.person)
    hours = actions.check_early_week(place, week_on=body.week, person=person, passed=body.passed, reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, {"engagement_id": place.pk, "person": body.person, "hours": plain(hours), "passed": body.passed})


class ReopeningIn(In):
    week: date
    person: Line
    reason: upto(500)


@router.post("/projects/{project_id}/hours-reopenings", response={201: dict})
def reopen_week(request, project_id: int, body: ReopeningIn):
    """Open a locked week of a person on the project again, for a reason that stays."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    person = colleague("person", body.person)
    hours = actions.reopen_week(project.engagement, week_on=body.week, person=person, reason=body.reason, by=request.user, at=at)
    return Status(201, {"project_id": project.pk, "person": body.person, "hours": plain(hours)})


@router.post("/engagements/{engagement_id}/hours-reopenings", response={201: dict})
def reopen_early_week(request, engagement_id: int, body: ReopeningIn):
    """Open a locked week of a person on an engagement again, whether or not it has a project."""
    place, person = place_in(request, engagement_id), colleague("person", body.person)
    hours = actions.reopen_week(place, week_on=body.week, person=person, reason=body.reason, by=request.user, at=timezone.now())
    return Status(201, {"engagement_id": place.pk, "person": body.person, "hours": plain(hours)})


class LockIn(In):
    until: date


@router.post("/hours-locks", response={201: dict})
def lock_weeks(request, body: LockIn):
    """Lock the checked hours up to a day."""
    staff_only(request)
    return Status(201, {"until": body.until, "weeks": actions.lock_weeks(the_agency(), until=body.until, by=request.user, at=timezone.now())})


@router.get("/hours-norms")
def list_norms(request):
    """List the norms of hours, dated; the latest that has begun is in force."""
    staff_only(request)
    return {"items": [shown_norms(row) for row in queries.norms_rows()], "next": None}


class NormsIn(In):
    starts_on: date
    step_minutes: Number
    rounding: upto(10)
    most_timer_hours: Number
    in_within_days: Number
    least_percent: Number
    check_within_days: Number
    lock_after_days: Number
    reminds: bool = True


@router.post("/hours-norms", response={201: dict})
def set_hours_norms(request, body: NormsIn):
    """Let other norms of hours hold from a day on."""
    staff_only(request)
    said = body.model_dump()
    starts_on = said.pop("starts_on")
    return Status(201, shown_norms(actions.set_hours_norms(the_agency(), starts_on=starts_on, norms=Norms(**said), by=request.user, at=timezone.now())))
