"""The tasks that bring a forecast where it is, with their people."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from svyazka.people.models import Person
from svyazka.projects.models import Forecast
from svyazka.work.models import Task


@dataclass(frozen=True)
class Moved:
    """A task that moves the day by so many working days of its person, and how many times its estimate it takes there."""

    task: Task
    person: Person | None
    days: int
    times: Decimal

    @property
    def is_as_estimated(self) -> bool:
        """Tell whether it takes what was estimated, as far as a page tells it: then it moves the day by its place in the plan."""
        return round(self.times, 1) == 1


def drivers_of(rows: Iterable[Forecast]) -> dict[int, list[Moved]]:
    """Return, by forecast, the tasks that move it; those that are there no more are left out. Two queries for all."""
    told = {row.pk: row.drivers for row in rows}
    flat = [one for drivers in told.values() for one in drivers]
    tasks = Task.objects.select_related("project").in_bulk([one["task_id"] for one in flat])
    people = Person.objects.in_bulk([one["person_id"] for one in flat if one["person_id"]])
    return {key: [Moved(tasks[one["task_id"]], people.get(one["person_id"]), one["days"], Decimal(str(one["times"])))
                  for one in drivers if one["task_id"] in tasks] for key, drivers in told.items()}  # fmt: skip
