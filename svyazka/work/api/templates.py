"""Templates of tasks, spoken in JSON: kept, and laid over a stage."""

from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils import timezone
from ninja import Field, Router, Status

from svyazka.kit.api import Hours, In, Key, Number, listed, plain, staff_only, upto
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today
from svyazka.projects.queries import stages_visible_to
from svyazka.work import actions, queries
from svyazka.work.models import TaskTemplate
from svyazka.work.rules import whole

router = Router(tags=["work"])


def shown(template: TaskTemplate) -> dict:
    """Tell a template of tasks."""
    return {"id": template.pk, "version": template.version, "code": template.code, "edition": template.edition, "title": template.title,
            "starts_on": template.starts_on, "lines": [whole(line) for line in template.lines]}  # fmt: skip


@router.get("/task-templates")
def list_task_templates(request, cursor: str | None = None, limit: int = 50):
    """List the templates of tasks in force today."""
    staff_only(request)
    return listed(queries.in_force(today(timezone.now())), shown, cursor=cursor, limit=limit)


class LineIn(In):
    title: upto(300, least=1)
    specialism: upto(40) = ""
    duty: upto(60) = ""
    hours: Hours
    section: upto(200) = ""
    words: list[upto(60, least=1)] = Field([], max_length=20)
    kind: Literal["", "must", "should"] = ""
    after: list[Number] = []
    points: list[upto(300, least=1)] = Field([], max_length=40)


class TemplateIn(In):
    title: upto(120, least=1)
    code: upto(40) = ""
    lines: list[LineIn] = Field(min_length=1, max_length=40)
    starts_on: date | None = None


@router.post("/task-templates", response={201: dict})
def write_task_template(request, body: TemplateIn):
    """Write a template of tasks, or the next edition of the one with this code."""
    staff_only(request)
    lines = [{**line.dict(), "hours": plain(line.hours)} for line in body.lines]
    told = {"title": body.title, "code": body.code, "starts_on": body.starts_on, "lines": lines}
    return Status(201, shown(actions.write_task_template(the_agency(), by=request.user, at=timezone.now(), **told)))


@router.post("/task-templates/{template_id}/retirement")
def retire_task_template(request, template_id: int):
    """Retire a template of tasks."""
    staff_only(request)
    template = find(queries.in_force(today(timezone.now())), template_id)
    return shown(actions.retire_task_template(template, by=request.user, at=timezone.now()))


@router.get("/stages/{stage_id}/task-templates/{template_id}")
def preview(request, stage_id: int, template_id: int):
    """Tell what laying the template over the stage would set, who takes each task by the scheme, which clauses nobody would carry out."""
    at = timezone.now()
    stage = find(stages_visible_to(request.user, at), stage_id)
    template = find(queries.in_force(today(at)), template_id)
    rows, checks = queries.as_laid(template, stage, at), queries.checks(stage.engagement, at)
    left = queries.untouched(stage, queries.clauses_of(stage), {row.clause_id for row in rows})
    return {"template_id": template.pk, "hours": plain(sum((Decimal(row.line["hours"]) for row in rows), Decimal(0))),
            "lines": [{"number": row.number, **row.line, "assignee": row.assignee, "clause_id": row.clause_id} for row in rows],
            "checks": checks.username if checks else None, "untouched": [{"clause_id": one.key, "number": one.number, "text": one.text} for one in left]}  # fmt: skip


class LaidIn(In):
    number: Number
    assignee: upto(150, least=1)
    hours: Hours | None = None
    due_on: date | None = None
    clause_id: Key | None = None


class LayIn(In):
    template_id: Key
    lines: list[LaidIn] = Field(min_length=1, max_length=40)


@router.post("/stages/{stage_id}/task-templates", response={201: dict})
def lay_template(request, stage_id: int, body: LayIn):
    """Set the chosen tasks of a template on the stage, all or none."""
    stage = find(stages_visible_to(request.user, timezone.now()), stage_id)
    laid = actions.lay_template(stage, template_id=body.template_id, lines=[line.dict() for line in body.lines], by=request.user, at=timezone.now())
    return Status(201, {"stage_id": laid.pk, "tasks": len(body.lines), "untied": sum(1 for line in body.lines if line.clause_id is None)})
