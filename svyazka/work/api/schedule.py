"""Schedules, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, told
from svyazka.kit.http import find
from svyazka.projects.models import Schedule
from svyazka.projects.queries import latest_schedule
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions
from svyazka.work.api.agency_plan import shown_move
from svyazka.work.queries import sees_whole
from svyazka.work.queries.told import told_clash, told_moves, told_offers

router = Router(tags=["work"])


def shown_schedule(schedule: Schedule, reader) -> dict:
    """Tell a schedule: when each task, which are critical, what is late and why, what moved and why, what clashes."""
    return {
        "id": schedule.pk,
        "project_id": schedule.project_id,
        "computed_at": told(schedule.computed_at),
        "deadline_on": schedule.deadline_on,
        "ends_on": schedule.ends_on,
        "baseline": schedule.baseline,
        "tasks": [
            {"id": row.task_id, "starts_at": told(row.starts_at), "ends_at": told(row.ends_at), "critical": row.critical}
            for row in schedule.tasks.order_by("starts_at", "task_id")
        ],
        "late": schedule.late,
        "moves": [shown_move(one) for one in told_moves(schedule.moves, reader, timezone.now())],
        "clash": None if schedule.clash is None else told_clash(schedule.clash, reader, timezone.now()),
        "offers": told_offers(schedule.clash, reader, timezone.now()),
    }


class ScheduleIn(In):
    deadline_on: date | None = None
    anew: bool = False


@router.post("/projects/{project_id}/schedules", response={201: dict})
def plan_schedule(request, project_id: int, body: ScheduleIn | None = None):
    """Compute the schedule of a project."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    asked = body or ScheduleIn()
    made = actions.plan_schedule(project, deadline_on=asked.deadline_on, anew=asked.anew, by=request.user, at=at)
    return Status(201, shown_schedule(made, request.user))


@router.get("/projects/{project_id}/schedule")
def last_schedule(request, project_id: int):
    """Tell the last schedule of a project; null when there is none, or the caller sees only tasks of their own."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    kept = latest_schedule(project) if sees_whole(request.user, project, at) else None
    return {"schedule": shown_schedule(kept, request.user) if kept else None}
