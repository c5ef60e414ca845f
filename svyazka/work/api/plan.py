"""Plans, spoken in JSON: the chart, files of other programs, the earliest day of a task, one's calendar."""

from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile

from svyazka.kit.api import Hours, In, Key, Line, listed, plain, staff_only, told
from svyazka.kit.errors import Malformed
from svyazka.kit.guard import require
from svyazka.kit.http import find
from svyazka.people import actions as people
from svyazka.people.queries import calendar_address
from svyazka.people.rules import TASKS
from svyazka.projects.queries import visible_to as projects_visible_to
from svyazka.work import actions, queries
from svyazka.work.api.tasks import shown as task_shown
from svyazka.work.api.tasks import task_seen
from svyazka.work.exchange import Unreadable, Verdict, folded, write_mspdi, write_table
from svyazka.work.models import PlanImport
from svyazka.work.rules import Wait

router = Router(tags=["work"])


def _project(request, project_id: int):
    return find(projects_visible_to(request.user, timezone.now()), project_id)


@router.get("/projects/{project_id}/chart")
def chart(request, project_id: int):
    """Tell what the chart of the project draws; the agency's hours are stretched over the whole day."""
    return queries.chart_of(staff_only(request), _project(request, project_id), timezone.now())


@router.get("/projects/{project_id}/plan.xml")
def plan_xml(request, project_id: int):
    """Download the plan for MS Project (MSPDI)."""
    plan = queries.plan_of(staff_only(request), _project(request, project_id), timezone.now())
    return HttpResponse(write_mspdi(plan), content_type="application/xml; charset=utf-8")


@router.get("/projects/{project_id}/plan.csv")
def plan_csv(request, project_id: int):
    """Download the plan as a table; the same columns are taken back."""
    plan = queries.plan_of(staff_only(request), _project(request, project_id), timezone.now())
    return HttpResponse(write_table(plan), content_type="text/csv; charset=utf-8")


class PinIn(In):
    not_before: date | None = None


def _told(request, task_id: int) -> dict:
    task = task_seen(request, task_id)
    return {**task_shown(task), "not_before": task.not_before}


@router.put("/tasks/{task_id}/pin")
def pin_task(request, task_id: int, body: PinIn):
    """Let the task begin on this day or later; null lets it begin whenever it can."""
    actions.pin_task(task_seen(request, task_id), not_before=body.not_before, by=request.user, at=timezone.now())
    return _told(request, task_id)


class EstimateIn(In):
    estimate_hours: Hours


@router.put("/tasks/{task_id}/estimate")
def estimate_task(request, task_id: int, body: EstimateIn):
    """Change how long the task should take, and nothing else of it."""
    task = task_seen(request, task_id)
    actions.change_task(task, title=task.title, assignee=task.assignee.username, estimate_hours=Decimal(body.estimate_hours), due_on=task.due_on, text=task.text,
                        by=request.user, at=timezone.now())  # fmt: skip
    return _told(request, task_id)


# ---- files of other programs --------------------------------------------------------------------------------------
def import_shown(row: PlanImport) -> dict:
    """Tell a file that was brought."""
    return {"id": row.pk, "version": row.version, "project_id": row.project_id, "name": row.name, "sha256": row.digest, "size": row.size, "tasks": row.tasks,
            "brought_by": row.brought_by.username, "brought_at": told(row.brought_at), "confirmed_by": row.confirmed_by.username if row.confirmed_by else None,
            "confirmed_at": told(row.confirmed_at), "outcome": row.outcome or None}  # fmt: skip


def verdict_shown(one: Verdict) -> dict:
    """Tell what would become of a row."""
    return {"uid": one.task.uid, "title": one.task.title, "stage": one.task.stage, "hours": str(one.task.hours), "act": one.act, "assignee": one.login or None,
            "stage_id": one.stage_id, "task_id": one.known.key if one.known else None, "changed": list(one.changed), "remarks": list(one.remarks),
            "links": [{"title": link.title, "now": _wait(link.now), "then": _wait(link.then)} for link in one.links]}  # fmt: skip


def _wait(wait: Wait | None) -> dict | None:
    return {"kind": wait.kind, "lag_hours": plain(wait.lag_hours)} if wait else None


def _brought(request, import_id: int) -> PlanImport:
    row = find(queries.plan_imports_visible_to(staff_only(request), timezone.now()), import_id)
    require(request.user, actions.SET_TASK, row.project, timezone.now())
    return row


@router.get("/projects/{project_id}/plan-imports")
def list_plan_imports(request, project_id: int, cursor: str | None = None, limit: int = 50):
    """List the files that were brought into the plan of the project."""
    project = _project(request, project_id)
    require(staff_only(request), actions.SET_TASK, project, timezone.now())
    return listed(queries.plan_imports_visible_to(request.user, timezone.now()).filter(project=project), import_shown, cursor=cursor, limit=limit)


@router.post("/projects/{project_id}/plan-imports", response={201: dict})
def bring_plan(request, project_id: int, file: File[UploadedFile]):
    """Keep a plan of MS Project (XML) or a table (CSV; multipart/form-data, field `file`); nothing is changed yet."""
    row = actions.bring_plan(_project(request, project_id), raw=file.read(), name=file.name or "", by=request.user, at=timezone.now())
    return Status(201, import_shown(row))


@router.get("/plan-imports/{import_id}")
def try_plan(request, import_id: int, stage_id: Key | None = None, assignee: str = "", stage: list[str] = Query([]), person: list[str] = Query([])):
    """Tell what the file would make, change and refuse; `stage` is «title=key», `person` is «name=login», each repeated."""
    row = _brought(request, import_id)
    pairs = {one.rpartition("=")[0]: one.rpartition("=")[2] for one in stage}
    if not all(key.isdecimal() and len(key) < 19 for key in pairs.values()):
        raise Malformed("stage: title=key")
    choices = _choices(stage_id, assignee, {name: int(key) for name, key in pairs.items()}, {one.rpartition("=")[0]: one.rpartition("=")[2] for one in person})
    try:
        plan, verdicts = queries.readings_of(row, choices)
    except Unreadable as error:
        raise Malformed(str(error)) from None
    return {**import_shown(row), "lost": list(plan.lost), "rows": [verdict_shown(one) for one in verdicts]}


def _choices(stage_id: int | None, assignee: str, stages: dict[str, int], people_named: dict[str, str]) -> dict:
    return {"stage_id": stage_id, "assignee": assignee, "stages": {folded(name): key for name, key in stages.items()},
            "people": {folded(name): login for name, login in people_named.items()}}  # fmt: skip


class ChoicesIn(In):
    stage_id: Key | None = None
    assignee: str = ""
    stages: dict[str, Key] = {}
    people: dict[str, Line] = {}


@router.post("/plan-imports/{import_id}/confirmation", response={201: dict})
def confirm_plan(request, import_id: int, body: ChoicesIn | None = None):
    """Set and change the tasks as the dry run told."""
    said = body or ChoicesIn()
    row = find(queries.plan_imports_visible_to(staff_only(request), timezone.now()), import_id)
    choices = _choices(said.stage_id, said.assignee, said.stages, said.people)
    return Status(201, import_shown(actions.confirm_plan(row, choices=choices, by=request.user, at=timezone.now())))


# ---- one's calendar -----------------------------------------------------------------------------------------------
def _address(request) -> dict:
    found = calendar_address(staff_only(request), TASKS)
    return {"made_at": found.made_at if found else None, "read_at": found.used_at if found else None}


@router.get("/task-calendar/address")
def task_calendar(request):
    """Tell whether there is a secret address from which a calendar program reads your tasks, and when it was read last."""
    return _address(request)


@router.post("/task-calendar/address", response={201: dict})
def open_task_calendar(request):
    """Make the secret address of your tasks' calendar; it is told this once, and the one before is worthless."""
    secret = people.open_calendar(staff_only(request), of=TASKS, by=request.user, at=timezone.now())
    return Status(201, {**_address(request), "address": request.build_absolute_uri(reverse("work:subscription", args=[secret]))})


@router.delete("/task-calendar/address")
def close_task_calendar(request):
    """Let no program read your tasks any more."""
    people.close_calendar(staff_only(request), of=TASKS, by=request.user, at=timezone.now())
    return _address(request)
