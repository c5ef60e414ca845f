"""Small writes on sprints: what each held and had done at the end of a day, kept as facts."""

from collections.abc import Iterable
from datetime import date

from svyazka.work.models import Sprint, SprintDay
from svyazka.work.queries.sprints import counted

FACTS = ["scope_hours", "done_hours", "tasks", "done_tasks"]


def count_day(sprints: Iterable[Sprint], day: date) -> int:
    """Write what the sprints hold and have done as the facts of the day; the last count of a day stands. Return how many."""
    chosen = list(sprints)
    found = counted(chosen)
    rows = [SprintDay(sprint=one, day=day, **(found.get(one.pk) or dict.fromkeys(FACTS, 0))) for one in chosen]
    SprintDay.objects.bulk_create(rows, update_conflicts=True, unique_fields=["sprint", "day"], update_fields=FACTS)
    return len(rows)
