"""The board of a project, what it can be narrowed to, and what was done on it last."""

from collections.abc import Mapping
from datetime import date

from svyazka.journal.models import Entry
from svyazka.people.queries import staff
from svyazka.projects.models import Project
from svyazka.work.models import Task
from svyazka.work.queries.parts import with_parts
from svyazka.work.queries.tasks import clauses_to_do, tasks
from svyazka.work.queries.wanted import only_wanted
from svyazka.work.rules import SprintState, TaskState


def board_of(project: Project, wanted: Mapping, day: date) -> list[tuple[TaskState, list[Task]]]:
    """Return the columns of the project's board, each with its tasks as wanted; a state asked for empties no column's place."""
    asked = {name: value for name, value in wanted.items() if name != "project"}
    rows = list(only_wanted(with_parts(tasks().filter(project=project)), asked, day).order_by("position", "pk"))
    return [(state, [row for row in rows if row.state == state]) for state in TaskState]


def last_act(project: Project) -> int:
    """Return the number of the last act of the journal on the engagement: while it is the same, nothing was done."""
    return Entry.objects.filter(engagement_id=project.engagement_id).order_by("-seq").values_list("seq", flat=True).first() or 0


def choices_of(project: Project) -> dict[str, list]:
    """Return what tasks of the project can be narrowed to: people who have some, stages, sprints, clauses."""
    sprints = project.sprints.order_by("-number")
    return {
        "people": [(one.username, one.name) for one in staff().filter(tasks__project=project).distinct()],
        "stages": list(project.stages.order_by("position").values_list("pk", "title")),
        "sprints": [(one.pk, f"№ {one.number}") for one in sprints],
        "running": [(one.pk, f"№ {one.number}") for one in sprints if one.state == SprintState.RUNNING],
        "clauses": [(clause.key, f"{number}. {clause.text[:60]}") for number, clause in clauses_to_do(project.engagement)],
    }
