"""Templates of tasks: kept by editions, laid over a stage by the PM."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import Clause
from svyazka.briefs.rules import ClauseKind
from svyazka.journal.steps import record
from svyazka.kit.errors import Malformed, Refused, refuse_if
from svyazka.kit.guard import Duty, action
from svyazka.kit.guard import Stage as Part
from svyazka.people.models import Agency, Person
from svyazka.people.queries import colleague, today
from svyazka.projects.models import Stage
from svyazka.work import rules
from svyazka.work.actions.tasks import SET_TASK
from svyazka.work.models import Task, TaskDependency, TaskTemplate
from svyazka.work.queries.templates import duties_of_tasks, in_force
from svyazka.work.steps import add_task, write_edition, write_points
from svyazka.work.steps.tasks import tell_of_task

KINDS = (ClauseKind.MUST, ClauseKind.SHOULD)  # what will not be done is no task
TEMPLATES = Duty("task.templates", _("Keep the templates of tasks"), stage=Part.DELIVERY)


@action(TEMPLATES, lock=False)
def write_task_template(agency: Agency, *, title: str, lines: Sequence[Mapping], code: str = "", starts_on: date | None = None, by: Person,
                        at: datetime) -> TaskTemplate:  # fmt: skip
    """Write a template of tasks, or the next edition of the one with this code, in force from that day, today if none is told.

    Raises Refused with what it lacks, or if it would begin before the edition before it.
    """
    told, day = [rules.whole(line) for line in lines], starts_on or today(at)
    refuse_if(rules.reasons_not_a_template(title, told, duties=duties_of_tasks(), kinds=KINDS))
    code = code or _free_code(title)
    _refuse_an_earlier_day(code, day)
    made = write_edition(code, title.strip(), told, starts_on=day, by=by)
    record(made, "work.task_template_written", by=by, at=at, title=made.title, edition=made.edition, starts_on=str(day))
    return made


def _free_code(title: str) -> str:
    stem = slugify(title)[:30] or "own"
    taken = set(TaskTemplate.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, 10**6))) if code not in taken)


def _refuse_an_earlier_day(code: str, day: date) -> None:
    last = TaskTemplate.objects.filter(code=code).order_by("-edition").first()
    if last is not None and day < last.starts_on:
        raise Refused(_("The edition before it is in force from a later day."))


@action(TEMPLATES)
def retire_task_template(template: TaskTemplate, *, by: Person, at: datetime) -> TaskTemplate:
    """Retire the template from today on: nobody is offered it; what was laid by it stays."""
    day = max(today(at), template.starts_on)
    _refuse_an_earlier_day(template.code, day)
    ended = write_edition(template.code, template.title, [], starts_on=day, by=by)
    record(ended, "work.task_template_retired", by=by, at=at, title=ended.title)
    return ended


@action(SET_TASK)
def lay_template(stage: Stage, *, template_id: int, lines: Sequence[Mapping], by: Person, at: datetime) -> Stage:
    """Set the chosen tasks of a template on the stage, all or none; each tells its `number`, `assignee`, and may tell `hours`, `due_on`, `clause_id`.

    Raises Malformed for a number, a person or a clause that is not there; Refused as `set_task` is.
    """
    template = in_force(today(at)).filter(pk=template_id).first()
    if template is None:
        raise Malformed(_("There is no such template in force."))
    chosen = {line["number"]: line for line in lines}
    if not chosen or len(chosen) < len(lines) or set(chosen) - set(range(1, len(template.lines) + 1)):
        raise Malformed(_("Choose tasks of the template, each once."))
    _refuse_strange_clauses(stage, chosen)
    made = {number: _set(stage, rules.whole(template.lines[number - 1]), chosen[number], by=by, at=at) for number in sorted(chosen)}
    _tie(template, made)
    record(stage, "work.template_laid", by=by, at=at, title=template.title, edition=template.edition, tasks=len(made), untied=[task.title for task in made.values() if task.clause_id is None])
    return stage


def _refuse_strange_clauses(stage: Stage, chosen: Mapping[int, Mapping]) -> None:
    named = {line["clause_id"] for line in chosen.values() if line.get("clause_id")}
    if Clause.objects.filter(pk__in=named, engagement=stage.engagement_id).count() < len(named):
        raise Malformed(_("There is no such clause in the specification."))


def _set(stage: Stage, line: Mapping, said: Mapping, *, by: Person, at: datetime) -> Task:
    person = colleague("assignee", said["assignee"])
    hours = said.get("hours") or Decimal(line["hours"])
    task = add_task(stage.project, stage=stage, title=line["title"], assignee=person, estimate_hours=hours, due_on=said.get("due_on"),
                    clause_id=said.get("clause_id"), by=by, at=at)  # fmt: skip
    write_points(task, line["points"])
    tell_of_task(person, "work.task_set", task, by=by, at=at)
    record(task, "work.task_set", by=by, at=at, title=task.title, assignee=person.name, hours=str(hours))
    return task


def _tie(template: TaskTemplate, made: Mapping[int, Task]) -> None:
    """Let each task wait for those its line names, as far as they were chosen."""
    TaskDependency.objects.bulk_create(
        TaskDependency(task=task, after=made[before]) for number, task in made.items() for before in template.lines[number - 1]["after"] if before in made
    )
