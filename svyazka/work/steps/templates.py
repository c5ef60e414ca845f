"""Small writes on templates of tasks, and those an agency begins with."""

from collections.abc import Mapping, Sequence
from datetime import date

from svyazka.people.models import Person
from svyazka.work.models import TaskTemplate
from svyazka.work.rules.template import shipped


def write_edition(code: str, title: str, lines: Sequence[Mapping], *, starts_on: date, by: Person | None = None) -> TaskTemplate:
    """Write the next edition of the template with this code."""
    edition = TaskTemplate.objects.filter(code=code).count() + 1
    return TaskTemplate.objects.create(code=code, edition=edition, title=title[:120], lines=list(lines), starts_on=starts_on, made_by=by)


def ship_task_templates(since: date) -> None:
    """Write down the usual tasks of the usual services, once."""
    if not TaskTemplate.objects.exists():
        for row in shipped():
            write_edition(row["code"], row["title"], row["lines"], starts_on=since)
