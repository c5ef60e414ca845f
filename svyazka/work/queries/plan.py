"""What was planned for days that are on or over: by the schedule that held on each, for a later one plans only what is left."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from svyazka.kit.worktime import Window
from svyazka.people.queries import windows_of
from svyazka.projects.models import Schedule, ScheduledTask
from svyazka.work.queries.load import midnight

A_DAY = timedelta(days=1)
IN_THE_MORNING = timedelta(hours=12)  # a schedule computed before noon holds on that day already
Planned = dict[tuple[int, int], dict[date, Decimal]]  # (person, task) -> day -> hours


def planned_days(people_ids: list[int], first: date, last: date) -> Planned:
    """Return the hours planned on each day of [first, last], by (person, task), in quarters of an hour. Constant queries.

    A task's hours are spread over its person's working time between its beginning and its end.
    """
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    held = _held(people_ids, days)
    windows, planned = windows_of(people_ids, first, last), Planned()
    for row in _rows(people_ids, held, first, last):
        found = _days_of(row, windows[row.person_id], held[row.schedule_id])
        if found:
            planned.setdefault((row.person_id, row.task_id), {}).update(found)
    return planned


def _held(people_ids: list[int], days: list[date]) -> dict[int, list[date]]:
    """Return the schedules that held on these days, each with its days: of every project the last one computed by then.

    Only of projects that any schedule of theirs has put into these days for these people.
    """
    told: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    touched = _touching(people_ids, days[0], days[-1]).values_list("schedule__project", flat=True).distinct()
    of_theirs = Schedule.objects.filter(project__in=list(touched))
    before = of_theirs.filter(computed_at__lt=midnight(days[0])).order_by("project", "-computed_at", "-pk").distinct("project")
    within = of_theirs.filter(computed_at__gte=midnight(days[0]), computed_at__lt=midnight(days[-1] + A_DAY))
    for rows in (before, within.order_by("computed_at", "pk")):
        for project, at, key in rows.values_list("project", "computed_at", "pk"):
            told[project].append((at, key))
    held: dict[int, list[date]] = defaultdict(list)
    for schedules in told.values():
        for day in days:
            held[_on(schedules, midnight(day) + IN_THE_MORNING)].append(day)
    return held


def _on(schedules: list[tuple[datetime, int]], moment: datetime) -> int:
    """Return the schedule that held at that moment, or the first one if there was none yet."""
    return next((key for at, key in reversed(schedules) if at < moment), schedules[0][1])


def _rows(people_ids: list[int], schedules: Iterable[int], first: date, last: date) -> list[ScheduledTask]:
    return list(_touching(people_ids, first, last).filter(schedule__in=list(schedules)).order_by("pk"))


def _touching(people_ids: list[int], first: date, last: date) -> QuerySet[ScheduledTask]:
    return ScheduledTask.objects.filter(person__in=people_ids, ends_at__gt=midnight(first), starts_at__lt=midnight(last + A_DAY))


def _days_of(row: ScheduledTask, window: Window, days: list[date]) -> dict[date, Decimal]:
    whole = window.between(row.starts_at, row.ends_at)
    share = min(Decimal(1), row.hours * 3600 / int(whole.total_seconds())) if whole else Decimal(0)
    found = {}
    for day in days:
        worked = sum((max(min(closes, row.ends_at) - max(opens, row.starts_at), timedelta()) for opens, closes in window.spans(day)), timedelta())
        if quarters := round(Decimal(int(worked.total_seconds())) * share / 900):
            found[day] = Decimal(quarters) / 4
    return found
