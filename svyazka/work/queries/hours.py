"""Which hours a person sees, sums of them, what a day has already."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet, Sum

from svyazka.clients.models import Engagement
from svyazka.kit.guard import within_sight
from svyazka.work.models import TimeEntry
from svyazka.work.queries.tasks import ZERO


def entries_visible_to(person, at: datetime) -> QuerySet[TimeEntry]:
    """Return the hours on the engagements this person sees."""
    entries = TimeEntry.objects.select_related("task", "person", "engagement__client")
    return entries.none() if person.kind == "contact" else within_sight(entries, person, at)


def hours_of(engagement: Engagement) -> Decimal:
    """Return the hours written on the engagement."""
    return TimeEntry.objects.filter(engagement=engagement).aggregate(s=Sum("hours"))["s"] or ZERO


def hours_on_day(person, day: date, *, but: QuerySet[TimeEntry] | None = None) -> Decimal:
    """Return the hours this person has written on the day, less those of some entries."""
    entries = TimeEntry.objects.filter(person=person, worked_on=day)
    if but is not None:
        entries = entries.exclude(pk__in=but.values("pk"))
    return entries.aggregate(s=Sum("hours"))["s"] or ZERO


def hours_by_day(engagements: list[int], first: date, last: date) -> dict[int, dict[date, Decimal]]:
    """Return the hours written on each day of [first, last], by engagement."""
    rows = TimeEntry.objects.filter(engagement__in=engagements, worked_on__gte=first, worked_on__lte=last)
    found: dict[int, dict[date, Decimal]] = defaultdict(dict)
    for key, day, hours in rows.order_by().values_list("engagement", "worked_on").annotate(s=Sum("hours")):
        found[key][day] = hours
    return found


def written_by(people: list[int], first: date, last: date) -> dict[int, dict[date, Decimal]]:
    """Return the hours each person has written on each day of [first, last]. One query."""
    rows = TimeEntry.objects.filter(person__in=people, worked_on__gte=first, worked_on__lte=last)
    found: dict[int, dict[date, Decimal]] = {key: {} for key in people}
    for key, day, hours in rows.order_by().values_list("person", "worked_on").annotate(s=Sum("hours")):
        found[key][day] = hours
    return found


def monday_of(day: date) -> date:
    """Return the first day of the week."""
    return day - timedelta(days=day.weekday())


def in_week(monday: date) -> dict[str, date]:
    """Return by what the entries of a week are found."""
    return {"worked_on__gte": monday, "worked_on__lt": monday + timedelta(days=7)}


def week_on(engagement_id: int, person_id: int, monday: date) -> QuerySet[TimeEntry]:
    """Return a person's hours of the week on one engagement."""
    return TimeEntry.objects.filter(engagement=engagement_id, person=person_id, **in_week(monday))


def drafts_of(person, monday: date) -> QuerySet[TimeEntry]:
    """Return the person's hours of the week that nobody has yet."""
    return TimeEntry.objects.filter(person=person, state="draft", **in_week(monday))
