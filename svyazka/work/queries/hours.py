"""Which hours a person sees, weeks of them, what waits for a check."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum

from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.projects.models import Project
from svyazka.work.models import Task, TimeEntry
from svyazka.work.queries.tasks import ZERO
from svyazka.work.rules import UNCHECKED


# ---- hours --------------------------------------------------------------------------------------------------------
def entries_visible_to(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the hours on the engagements this person sees."""
    entries = TimeEntry.objects.select_related("task", "person", "engagement__client")
    return entries.none() if person.kind == "contact" else within_sight(entries, person, at)


def hours_of(engagement: Engagement) -> Decimal:
    """Return the hours written on the engagement."""
    return TimeEntry.objects.filter(engagement=engagement).aggregate(s=Sum("hours"))["s"] or ZERO


def hours_on_day(person, day: date, *, but_task: Task | None = None) -> Decimal:
    """Return the hours this person has written on the day, less those of one task."""
    entries = TimeEntry.objects.filter(person=person, worked_on=day)
    if but_task is not None:
        entries = entries.exclude(task=but_task)
    return entries.aggregate(s=Sum("hours"))["s"] or ZERO


def hours_by_day(engagements: list[int], first: date, last: date) -> dict[int, dict[date, Decimal]]:
    """Return the hours written on each day of [first, last], by engagement."""
    rows = TimeEntry.objects.filter(engagement__in=engagements, worked_on__gte=first, worked_on__lte=last)
    found: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for key, day, hours in rows.order_by().values_list("engagement", "worked_on").annotate(s=Sum("hours")):
        found[key][day] = hours
    return found


def monday_of(day: date) -> date:
    """Return the first day of the week."""
    return day - timedelta(days=day.weekday())


def week_of_hours(person, monday: date) -> dict[int, dict[date, list[TimeEntry]]]:
    """Return the person's hours of the week by task and day."""
    entries = TimeEntry.objects.filter(person=person, worked_on__gte=monday, worked_on__lt=monday + timedelta(days=7))
    found: dict[int, dict[date, list[TimeEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries.select_related("task__engagement__client").order_by("pk"):
        found[entry.task_id][entry.worked_on].append(entry)
    return found


def unchecked_weeks(engagements) -> list[dict]:
    """Return the hours that wait for a check: project, person, week, sum; the oldest week first."""
    entries = TimeEntry.objects.filter(engagement__in=engagements, state="submitted")
    rows = entries.values("task__project", "task__project__title", "engagement__client__name", "person", "person__name",
                          "worked_on").annotate(s=Sum("hours")).order_by("worked_on", "person__name")  # fmt: skip
    weeks: dict[tuple, dict] = {}
    for row in rows:
        monday = monday_of(row["worked_on"])
        key = (monday, row["task__project"], row["person"])
        told = weeks.setdefault(key, {
            "project_id": row["task__project"], "project": row["task__project__title"],
            "client": row["engagement__client__name"], "person_id": row["person"], "person": row["person__name"],
            "monday": monday, "hours": ZERO,
        })  # fmt: skip
        told["hours"] += row["s"]
    return sorted(weeks.values(), key=lambda week: (week["monday"], week["project"], week["person"]))


def week_of_project(project: Project, person_id: int, monday: date) -> QuerySet[TimeEntry]:
    """Return a person's hours of the week on one project that are not checked yet."""
    return TimeEntry.objects.filter(
        task__project=project, person=person_id, worked_on__gte=monday, worked_on__lt=monday + timedelta(days=7),
        state__in=UNCHECKED,
    )  # fmt: skip
