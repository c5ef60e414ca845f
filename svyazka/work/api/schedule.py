"""Schedules, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.kit.api import In, told
from svyazka.kit.http import find
from svyazka.projects.models import Schedule
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions

router = Router(tags=["work"])


def shown_schedule(schedule: Schedule) -> dict:
    """Tell a schedule: when each task, which are critical, what is late and why."""
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
    }


class ScheduleIn(In):
    deadline_on: date | None = None


@router.post("/projects/{project_id}/schedules", response={201: dict})
def plan_schedule(request, project_id: int, body: ScheduleIn | None = None):
    """Compute the schedule of a project."""
    at = timezone.now()
    project = find(projects_visible_to(request.user, at), project_id)
    deadline_on = body.deadline_on if body else None
    return Status(201, shown_schedule(actions.plan_schedule(project, deadline_on=deadline_on, by=request.user, at=at)))
