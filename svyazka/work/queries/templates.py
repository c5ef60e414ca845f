"""Which templates of tasks are in force, and what laying one over a stage would set."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from svyazka.briefs.queries import document, edition_in_force, latest_brief
from svyazka.people.models import Person
from svyazka.people.queries import staff
from svyazka.projects.models import Stage
from svyazka.roles.queries.rights import seated
from svyazka.work.models import TaskTemplate
from svyazka.work.rules import clause_for


def in_force(day: date) -> QuerySet[TaskTemplate]:
    """Return the edition of each template that is in force on that day; retired ones are left out."""
    newest = TaskTemplate.objects.filter(starts_on__lte=day).order_by("code", "-edition").distinct("code").values("pk")
    return TaskTemplate.objects.filter(pk__in=newest).exclude(lines=[]).order_by("title", "pk")


@dataclass(frozen=True)
class Laid:
    """A line of a template as it would be laid: whom it fits first, and the clause it seems to carry out."""

    number: int
    line: dict
    assignee: str
    clause_id: int | None


def as_laid(template: TaskTemplate, stage: Stage, at) -> list[Laid]:
    """Return each line with who does such work, those who sit on the engagement first, and the clause of the section it names."""
    clauses = _clauses(stage)
    fits = _who_does(stage, at)
    return [
        Laid(number, line, fits.get(line["specialism"], ""), clause_for(line["section"], clauses)) for number, line in enumerate(template.lines, 1)
    ]


def _clauses(stage: Stage) -> list[tuple[str, int, str]]:
    brief = edition_in_force(stage.engagement) or latest_brief(stage.engagement)
    return [(clause.section, clause.pk, clause.text) for part in (document(brief) if brief else []) for _n, clause in part.clauses if clause.kind != "wont"]


def _who_does(stage: Stage, at) -> dict[str, str]:
    """Return a login by specialism."""
    here = set(seated(stage.engagement_id, at).values_list("person", flat=True))
    people: list[Person] = sorted(staff().prefetch_related("specialisms"), key=lambda one: one.pk not in here)
    found: dict[str, str] = {}
    for one in people:
        for specialism in one.specialisms.all():
            found.setdefault(specialism.code, one.username)
    return found
