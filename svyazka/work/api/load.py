"""Load by weeks, spoken in JSON; a task is moved to another week or person."""

from datetime import date
from typing import Annotated

from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from svyazka.kit.api import In, Key, Line, plain, staff_only
from svyazka.kit.http import find
from svyazka.people.queries import today
from svyazka.work import actions, queries
from svyazka.work.queries.allocation import Load, loads, names_for, people_of_load

router = Router(tags=["work"])
Weeks = Annotated[int, Field(ge=1, le=52)]


def shown(load: Load, named) -> dict:
    """Tell a person's weeks and overbooked ranges; tasks that the caller may not name are counted only."""
    return {
        "person": load.person.username,
        "name": load.person.name,
        "weeks": [{"week_on": week.monday, "hours": plain(week.hours), "capacity": plain(week.capacity), "over": week.over} for week in load.weeks],
        "overbooked": [_range(load, one, named) for one in load.ranges],
        "unplanned_hours": plain(load.unplanned),
    }


def _range(load: Load, one, named) -> dict:
    work = [load.work[key] for key in one.keys]
    seen = [task for task in work if named(task)]
    return {
        "first_on": one.first,
        "last_on": one.last,
        "demand": plain(one.demand),
        "capacity": plain(one.capacity),
        "over": plain(one.over),
        "tasks": [{"id": task.pk, "title": task.title, "project_id": task.project_id} for task in seen],
        "other_tasks": len(work) - len(seen),
    }


@router.get("/load")
def load_by_weeks(request, weeks: Weeks = 8, department: Key | None = None, specialism: Key | None = None):
    """Tell how loaded each person is, week by week, and which ranges of days hold more work than hours."""
    staff_only(request)
    at = timezone.now()
    day, named = today(at), names_for(request.user, at)
    found = loads(people_of_load(day, department=department, specialism=specialism), day, weeks)
    return {"items": [shown(one, named) for one in found], "next": None}


class LevellingIn(In):
    week_on: date
    assignee: Line | None = None


@router.post("/tasks/{task_id}/levelling", response={201: dict})
def level_task(request, task_id: int, body: LevellingIn):
    """Move a task to the week of that day, and to another person if one is named."""
    at = timezone.now()
    task = find(queries.visible_to(request.user, at), task_id)
    moved = actions.level_task(task, week_on=body.week_on, assignee=body.assignee or "", by=request.user, at=at)
    return Status(201, {"task_id": moved.task_id, "assignee": moved.task.assignee.username, "starts_on": moved.starts_on, "ends_on": moved.ends_on})


@router.delete("/tasks/{task_id}/levelling")
def take_levelling_back(request, task_id: int):
    """Let a task stand where it stood and with whom before it was moved last."""
    at = timezone.now()
    task = actions.take_levelling_back(find(queries.visible_to(request.user, at), task_id), by=request.user, at=at)
    return {"task_id": task.pk, "assignee": task.assignee.username}
