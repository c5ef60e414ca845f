"""Which templates of tasks are in force, and what laying one over a stage would set."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext

from svyazka.kit.guard import DUTIES
from svyazka.people.models import Person
from svyazka.people.queries import staff
from svyazka.projects.models import Stage
from svyazka.roles.queries.holders import holder_of, holders_of
from svyazka.roles.queries.sitting import seated
from svyazka.work.models import Task, TaskTemplate
from svyazka.work.queries.lines import timed_duties
from svyazka.work.queries.tasks import clauses_to_do
from svyazka.work.rules import BY_SPECIALISM, CONTROL, ClauseRow, clause_for, whole


def in_force(day: date) -> QuerySet[TaskTemplate]:
    """Return the edition of each template that is in force on that day; retired ones are left out."""
    newest = TaskTemplate.objects.filter(starts_on__lte=day).order_by("code", "-edition").distinct("code").values("pk")
    return TaskTemplate.objects.filter(pk__in=newest).exclude(lines=[]).order_by("title", "pk")


def duties_of_tasks() -> dict[str, str]:
    """Return, by code, the names of the duties whose work a template may set: a specialist's first."""
    return {BY_SPECIALISM: gettext("by specialism"), **{duty.code: str(duty.label) for duty in timed_duties()}}


@dataclass(frozen=True)
class Laid:
    """A line of a template as it would be laid: who takes it by the scheme or by specialism, and the clause it carries out."""

    number: int
    line: dict
    assignee: str
    clause_id: int | None


def as_laid(template: TaskTemplate, stage: Stage, at: datetime) -> list[Laid]:
    """Return each line with who takes it and the clause it fits; "" and None where nobody holds the duty and nothing fits."""
    clauses, takes = clauses_of(stage), _who_takes(stage, at)
    laid: list[Laid] = []
    for number, line in enumerate(map(whole, template.lines), 1):
        clause = clause_for(line, clauses, {row.clause_id for row in laid if row.clause_id})
        laid.append(Laid(number, line, takes(line), clause))
    return laid


def clauses_of(stage: Stage) -> list[ClauseRow]:
    """Return the clauses that are to be done on the stage's engagement."""
    return [ClauseRow(row.pk, number, row.section, row.kind, row.text) for number, row in clauses_to_do(stage.engagement)]


def checks(engagement, at: datetime) -> Person | None:
    """Return who checks the tasks of the engagement by the scheme."""
    return holder_of(engagement, CONTROL, at)


def untouched(stage: Stage, clauses: Iterable[ClauseRow], also: Collection[int]) -> list[ClauseRow]:
    """Return the clauses that no task of the engagement carries out, nor those tied to `also`, in any of their editions."""
    tied = Task.objects.filter(engagement=stage.engagement_id, clause__isnull=False)
    served = set(tied.values_list("clause__key", flat=True))
    keys = dict(stage.engagement.clauses.values_list("pk", "key"))
    return [row for row in clauses if row.key not in also and keys.get(row.key) not in served]


def _who_takes(stage: Stage, at: datetime):
    """Return function(line) -> the login of who takes it, "" if nobody does."""
    does, held = _by_specialism(stage, at), {}

    def takes(line: dict) -> str:
        if line["duty"] == BY_SPECIALISM or line["duty"] not in DUTIES:
            return does.get(line["specialism"], "")
        if line["duty"] not in held:
            held[line["duty"]] = next((one["login"] for one in holders_of(DUTIES[line["duty"]], stage, at)), "")
        return held[line["duty"]]

    return takes


def _by_specialism(stage: Stage, at: datetime) -> dict[str, str]:
    """Return a login by specialism, of who sits on the engagement first."""
    here = set(seated(stage.engagement_id, at).values_list("person", flat=True))
    people: list[Person] = sorted(staff().prefetch_related("specialisms"), key=lambda one: one.pk not in here)
    found: dict[str, str] = {}
    for one in people:
        for specialism in one.specialisms.all():
            found.setdefault(specialism.code, one.username)
    return found
