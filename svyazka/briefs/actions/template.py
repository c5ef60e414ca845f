"""Templates of a specification are added, edited by new versions, copied, retired."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from svyazka.briefs import queries, rules
from svyazka.briefs.actions.duties import TEMPLATES
from svyazka.briefs.models import SpecTemplate
from svyazka.briefs.rules import ClauseKind, Mark
from svyazka.briefs.steps import write_template
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import action
from svyazka.people.models import Agency, Person
from svyazka.people.queries import today


@action(TEMPLATES, lock=False)
def add_template(agency: Agency, *, title: str, sections: Sequence[Mapping], standard: str = "", mark: str = Mark.OWN, source: str = "",
                 starts_on: date | None = None, by: Person, at: datetime) -> SpecTemplate:  # fmt: skip
    """Add a template in force from that day, today where it is not told.

    `sections` are {"heading", "hint", "mark"?, "clauses": [{"kind", "text", "criterion"}]}. Raises Refused with what it lacks.
    """
    _check(title, sections, mark)
    template = write_template(
        _free_code(), 1, {"title": title, "standard": standard, "mark": mark, "source": source, "sections": sections},
        starts_on=starts_on or today(at), by=by,
    )  # fmt: skip
    record(template, "briefs.template_added", by=by, at=at, title=title)
    return template


def _check(title: str, sections: Sequence[Mapping], mark: str) -> None:
    refuse_if(rules.reasons_not_a_template(title, sections))
    if {mark, *(one.get("mark", Mark.OWN) for one in sections)} - set(Mark.values):
        raise Malformed(_("A text is marked V, K or O."))
    if {clause["kind"] for one in sections for clause in one["clauses"]} - set(ClauseKind.values):
        raise Malformed(_("A clause is must, should or wont."))


def _free_code() -> str:
    """Return a code that no template has; the rows are numbered by the table itself."""
    with connection.cursor() as cursor:
        number = cursor.execute("select nextval(pg_get_serial_sequence('briefs_spectemplate', 'id'))").fetchone()[0]
    return f"own-{number}"


@action(TEMPLATES)
def edit_template(template: SpecTemplate, *, title: str, sections: Sequence[Mapping], standard: str = "", mark: str = Mark.OWN,
                  source: str = "", starts_on: date | None = None, by: Person, at: datetime) -> SpecTemplate:  # fmt: skip
    """Write the next version of a template, in force from that day, and end this one on it; editions begun from it keep it.

    Raises Refused with what it lacks, if it is retired or has a newer version, Malformed if it would begin before this one.
    """
    _check(title, sections, mark)
    _refuse_if_over(template)
    day = starts_on or max(today(at), template.starts_on)
    _end(template, day)
    newer = write_template(
        template.code, template.edition + 1, {"title": title, "standard": standard, "mark": mark, "source": source, "sections": sections},
        starts_on=day, by=by,
    )  # fmt: skip
    record(newer, "briefs.template_edited", by=by, at=at, title=title, edition=newer.edition, starts_on=str(day))
    return newer


def _refuse_if_over(template: SpecTemplate) -> None:
    if queries.last_version(template.code).pk != template.pk:
        raise Refused(_("This template has a newer version: edit that one."))
    if template.ends_on is not None:
        raise Refused(_("This template is retired: copy it, if it is needed again."))


def _end(template: SpecTemplate, day: date) -> None:
    if day < template.starts_on:
        raise Malformed(_("It cannot end before it starts."))
    template.ends_on = day
    template.save(update_fields=["ends_on"])


@action(TEMPLATES)
def copy_template(template: SpecTemplate, *, title: str, by: Person, at: datetime) -> SpecTemplate:
    """Copy a template under another name, in force from today. Raises Refused without a name."""
    sections = [
        {"heading": one.heading, "hint": one.hint, "mark": one.mark,
         "clauses": [{"kind": row.kind, "text": row.text, "criterion": row.criterion} for row in one.starters.all()]}
        for one in template.sections.prefetch_related("starters")
    ]  # fmt: skip
    _check(title, sections, template.mark)
    told = {"title": title, "standard": template.standard, "mark": template.mark, "source": template.source, "sections": sections}
    copy = write_template(_free_code(), 1, told, starts_on=today(at), by=by)
    record(copy, "briefs.template_added", by=by, at=at, title=title, copied_from=template.title)
    return copy


@action(TEMPLATES)
def retire_template(template: SpecTemplate, *, on: date | None = None, by: Person, at: datetime) -> SpecTemplate:
    """End a template from that day on, today where it is not told: no edition begins from it, those begun stay.

    Raises Refused if it is retired or has a newer version, Malformed if it would end before it starts.
    """
    _refuse_if_over(template)
    _end(template, on or max(today(at), template.starts_on))
    record(template, "briefs.template_retired", by=by, at=at, title=template.title, on=str(template.ends_on))
    return template
