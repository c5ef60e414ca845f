"""One change of many tasks: each in its own transaction through its own doors; whichever is refused is told by row."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from svyazka.kit import bulk
from svyazka.people.models import Person
from svyazka.work import actions
from svyazka.work.models import Sprint, Task


def change_each(tasks: Sequence[Task], to: Mapping, *, sprint: Sprint | None = None, by: Person, at: datetime) -> bulk.Outcome:
    """Adjust each of the tasks and take it into the sprint, where they are told. Raises the first refusal if all were refused."""

    def one(task: Task) -> Task:
        if to:
            actions.adjust_task(task, to=to, by=by, at=at)
        if sprint is not None:
            actions.add_to_sprint(sprint, tasks=[task.pk], by=by, at=at)
        return task

    return bulk.each(tasks, one)
