"""The day it is for the agency of the tests: from five in the evening of Greenwich on, not the day of Greenwich."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from svyazka.kit.worktime import Window


def this_day() -> date:
    """Return the day it is now where the agency works."""
    return timezone.localdate(timezone=ZoneInfo(Window().zone))
