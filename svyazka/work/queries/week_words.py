"""What was said of weeks of hours: given back, confirmed, locked, opened again."""

from datetime import date, datetime

from svyazka.kit.guard import within_sight
from svyazka.work.models import WeekWord
from svyazka.work.rules import WeekWordKind


def words_on(person, monday: date) -> list[WeekWord]:
    """Return what was said of the person's week, the latest first."""
    rows = WeekWord.objects.filter(person=person, monday=monday).select_related("by", "engagement__project")
    return list(rows.order_by("-at", "-pk")[:20])


def words_on_weeks(person, at: datetime, since: date) -> list[WeekWord]:
    """Return why weeks of the engagements this person sees were given back or opened again from that day on, the latest first."""
    rows = WeekWord.objects.filter(monday__gte=since, kind__in=(WeekWordKind.RETURNED, WeekWordKind.REOPENED))
    return list(within_sight(rows, person, at).select_related("by", "person", "engagement").order_by("-at", "-pk")[:30])
