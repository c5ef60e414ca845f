"""Templates of specifications, spoken in JSON."""

from datetime import date

from django.utils import timezone
from ninja import Router, Status

from svyazka.briefs import actions, queries
from svyazka.briefs.models import SpecTemplate
from svyazka.kit.api import In, Text, kept, staff_only, upto
from svyazka.kit.http import find
from svyazka.people.queries import the_agency, today

router = Router()


def template_shown(template: SpecTemplate) -> dict:
    """Tell a version of a template with its sections and first clauses."""
    return {
        **{name: getattr(template, name) for name in ("code", "edition", "version", "title", "standard", "mark", "source", "starts_on", "ends_on")},
        "id": template.pk,
        "sections": [{"number": one.number, "heading": one.heading, "hint": one.hint, "mark": one.mark,
                      "clauses": [{"kind": row.kind, "text": row.text, "criterion": row.criterion} for row in one.starters.all()]}
                     for one in template.sections.all()],
    }  # fmt: skip


@router.get("/spec-templates")
def list_templates(request, on: date | None = None):
    """List the templates in force on a day, today when not said."""
    staff_only(request)
    found = queries.whole(queries.templates_on(on or today(timezone.now())))
    return {"items": [template_shown(one) for one in found], "next": None}


def _template(request, template_id: int) -> SpecTemplate:
    staff_only(request)
    return find(queries.whole(SpecTemplate.objects.all()), template_id)


@router.get("/spec-templates/{template_id}")
def one(request, template_id: int):
    """Tell one version of a template."""
    return template_shown(_template(request, template_id))


class StarterIn(In):
    kind: str
    text: Text
    criterion: upto(20000) = ""


class SectionIn(In):
    heading: upto(200)
    hint: upto(20000) = ""
    mark: upto(1) = "O"
    clauses: list[StarterIn] = []


class TemplateIn(In):
    title: kept(SpecTemplate, "title")
    sections: list[SectionIn]
    standard: kept(SpecTemplate, "standard") = ""
    mark: upto(1) = "O"
    source: kept(SpecTemplate, "source") = ""
    starts_on: date | None = None


@router.post("/spec-templates", response={201: dict})
def add(request, body: TemplateIn):
    """Add a template."""
    staff_only(request)
    return Status(201, template_shown(actions.add_template(the_agency(), by=request.user, at=timezone.now(), **body.model_dump())))


@router.post("/spec-templates/{template_id}/editions", response={201: dict})
def edit(request, template_id: int, body: TemplateIn):
    """Write the next version of a template."""
    written = actions.edit_template(_template(request, template_id), by=request.user, at=timezone.now(), **body.model_dump())
    return Status(201, template_shown(written))


class CopyIn(In):
    title: kept(SpecTemplate, "title")


@router.post("/spec-templates/{template_id}/copies", response={201: dict})
def copy(request, template_id: int, body: CopyIn):
    """Copy a template under another name."""
    return Status(201, template_shown(actions.copy_template(_template(request, template_id), title=body.title, by=request.user, at=timezone.now())))


class RetirementIn(In):
    on: date | None = None


@router.post("/spec-templates/{template_id}/retirement")
def retire(request, template_id: int, body: RetirementIn):
    """Retire a template: no edition begins from it any more."""
    return template_shown(actions.retire_template(_template(request, template_id), on=body.on, by=request.user, at=timezone.now()))
