"""How hours are added up: by what, and over which days."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERSION = 1
MOST_DAYS = 3 * 366  # what one table of hours covers at most
PAGE_ROWS = 500  # what a page draws; the files have all


class By(TextChoices):
    """What hours are added up by."""

    CLIENT = "client", pgettext_lazy("hours by", "Client")
    PROJECT = "project", pgettext_lazy("hours by", "Project")
    PERSON = "person", pgettext_lazy("hours by", "Person")
    DUTY = "duty", pgettext_lazy("hours by", "Kind of duty")
    TASK = "task", pgettext_lazy("hours by", "Task")
    DAY = "day", pgettext_lazy("hours by", "Day of work")
    WEEK = "week", pgettext_lazy("hours by", "Week")
    MONTH = "month", pgettext_lazy("hours by", "Month")


class Period(TextChoices):
    """Stretches of days that people ask for."""

    WEEK = "week", pgettext_lazy("period", "This week")
    LAST_WEEK = "last_week", pgettext_lazy("period", "Last week")
    MONTH = "month", pgettext_lazy("period", "This month")
    LAST_MONTH = "last_month", pgettext_lazy("period", "Last month")
    QUARTER = "quarter", pgettext_lazy("period", "This quarter")
    YEAR = "year", pgettext_lazy("period", "This year")
    OWN = "own", pgettext_lazy("period", "Days of my own")


def span_of(period: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of the period that the day stands in, or of the one before it."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    before = first - timedelta(days=1)
    quarter = first.replace(month=3 * ((today.month - 1) // 3) + 1)
    return {
        Period.WEEK: (monday, monday + timedelta(days=6)),
        Period.LAST_WEEK: (monday - timedelta(days=7), monday - timedelta(days=1)),
        Period.LAST_MONTH: (before.replace(day=1), before),
        Period.QUARTER: (quarter, _last_of((quarter + timedelta(days=70)).replace(day=1))),
        Period.YEAR: (today.replace(month=1, day=1), today.replace(month=12, day=31)),
    }.get(Period(period), (first, _last_of(first)))


def reasons_not_such_days(first: date, last: date) -> list:
    """List why hours of these days are not added up."""
    if first > last:
        return [_("The last day is before the first one.")]
    return [_("A report covers at most three years.")] if (last - first).days > MOST_DAYS else []


def _last_of(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
