"""The board of a project, what it can be narrowed to, and what was done on it last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from svyazka.journal.models import Entry
from svyazka.people.queries import staff
from svyazka.projects.models import Project
from svyazka.work.models import Task
from svyazka.work.queries.parts import with_parts
from svyazka.work.queries.tasks import clauses_to_do, tasks
from svyazka.work.queries.wanted import only_wanted
from svyazka.work.rules import SprintState, TaskState

DONE_SHOWN = 30  # what was done last; the rest stands in the list


@dataclass(frozen=True)
class Column:
    """A column of a board: its state, its cards, and how many there are in all."""

    state: TaskState
    tasks: list[Task]
    count: int


def board_of(project: Project, wanted: Mapping, day: date) -> list[Column]:
    """Return the columns of the project's board, each with its tasks as wanted; a state asked for empties no column's place.

    Of what is done those done last are shown.
    """
    asked = {name: value for name, value in wanted.items() if name != "project"}
    found = only_wanted(with_parts(tasks().filter(project=project)), asked, day)
    rows = list(found.exclude(state=TaskState.DONE).order_by("position", "pk"))
    done = found.filter(state=TaskState.DONE)
    last = list(done.order_by("-done_at", "-pk")[: DONE_SHOWN + 1])
    told = [Column(state, here := [row for row in rows if row.state == state], len(here)) for state in TaskState if state != TaskState.DONE]
    return [*told, Column(TaskState.DONE, last[:DONE_SHOWN], done.count() if len(last) > DONE_SHOWN else len(last))]


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
