"""How loaded the weeks are."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from svyazka.people.queries import the_agency, windows_of
from svyazka.projects.models import Schedule, ScheduledTask
from svyazka.work.models import Task
from svyazka.work.queries.hours import monday_of
from svyazka.work.queries.tasks import ZERO
from svyazka.work.rules import OPEN_TASKS


# ---- load ---------------------------------------------------------------------------------------------------------
def load_of(people_ids: list[int], first: date, weeks: int) -> dict[int, dict[date, Decimal]]:
    """Return each person's planned hours by week (its Monday), by the last schedule of every project.

    A task's hours are spread over the person's working time between its beginning and its end; weeks begin at the
    midnight of the place where the agency works.
    """
    monday = monday_of(first)
    last = monday + timedelta(weeks=weeks)
    windows = windows_of(people_ids, monday, last)
    load: dict[int, dict[date, Decimal]] = {key: defaultdict(lambda: ZERO) for key in people_ids}
    edges = [midnight(monday + timedelta(weeks=n)) for n in range(weeks + 1)]
    for row in scheduled(people_ids, monday, last):
        for n in range(max(bisect_right(edges, row.starts_at) - 1, 0), min(bisect_left(edges, row.ends_at), weeks)):
            spent = windows[row.person_id].between(max(row.starts_at, edges[n]), min(row.ends_at, edges[n + 1]))
            if spent:
                load[row.person_id][monday + timedelta(weeks=n)] += (Decimal(int(spent.total_seconds())) / 3600).quantize(ZERO)
    return load


def midnight(day: date) -> datetime:
    """Return the moment the day begins where the agency works."""
    return datetime.combine(day, time(), ZoneInfo(the_agency().zone))


def scheduled(people_ids: list[int], first: date, last: date) -> QuerySet[ScheduledTask]:
    """Return where the last schedule of each project puts these people's open tasks, as far as it touches [first, last)."""
    newest = Schedule.objects.filter(project=OuterRef("schedule__project")).order_by("-pk").values("pk")[:1]
    still = Task.objects.filter(state__in=OPEN_TASKS, assignee__in=people_ids).values("pk")
    return ScheduledTask.objects.filter(
        schedule=Subquery(newest), person__in=people_ids, task_id__in=still,
        ends_at__gt=midnight(first), starts_at__lt=midnight(last),
    )  # fmt: skip
