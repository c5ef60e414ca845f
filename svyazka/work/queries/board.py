"""The board of a project, what it can be narrowed to, and what was done on it last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from svyazka.journal.models import Entry
from svyazka.people.queries import staff
from svyazka.projects.models import Project
from svyazka.work.models import Task
from svyazka.work.queries.parts import with_parts
from svyazka.work.queries.tasks import clauses_to_do, tasks
from svyazka.work.queries.wanted import only_wanted
from svyazka.work.rules import SprintState, TaskState, shown_in


@dataclass(frozen=True)
class Column:
    """A column of a board: its state, the cards that are drawn, how many there are in all, and the key of the first that is not drawn."""

    state: TaskState
    tasks: list[Task]
    count: int
    beyond: int | None = None


def board_of(project: Project, wanted: Mapping, day: date, shown: Mapping[TaskState, int] | None = None) -> list[Column]:
    """Return the columns of the project's board, each with its first tasks as wanted; a state asked for empties no column's place.

    Of what is done those done last are shown.
    """
    asked = {name: value for name, value in wanted.items() if name != "project"}
    most, found = shown or shown_in({}), only_wanted(Task.objects.filter(project=project), asked, day)
    keys = {**_open_keys(found), TaskState.DONE: _done_keys(found, most[TaskState.DONE])}
    cards = with_parts(tasks()).in_bulk([key for state, held in keys.items() for key in held[: most[state]]])
    told = [_column(state, held, most[state], cards) for state, held in keys.items()]
    return [*told[:-1], replace(told[-1], count=found.filter(state=TaskState.DONE).count()) if told[-1].beyond else told[-1]]


def _open_keys(found: QuerySet[Task]) -> dict[TaskState, list[int]]:
    """Return the tasks of each column that is not done, in its order: keys alone, there may be a thousand."""
    keys: dict[TaskState, list[int]] = {state: [] for state in TaskState if state != TaskState.DONE}
    for state, key in found.exclude(state=TaskState.DONE).order_by("position", "pk").values_list("state", "pk"):
        keys[TaskState(state)].append(key)
    return keys


def _done_keys(found: QuerySet[Task], most: int) -> list[int]:
    """Return what was done last, one more than is drawn: there may be years of it."""
    return list(found.filter(state=TaskState.DONE).order_by("-done_at", "-pk").values_list("pk", flat=True)[: most + 1])


def _column(state: TaskState, held: list[int], most: int, cards: Mapping[int, Task]) -> Column:
    drawn = [cards[key] for key in held[:most] if key in cards]  # a task may be gone from its project meanwhile
    return Column(state, drawn, len(held), held[most] if most < len(held) else None)


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
