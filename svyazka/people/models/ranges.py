"""Ranges of days as the database compares them."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import F, Func, Value


def days(starts: str, ends: str, bounds: str = "[)") -> Func:
    """Return the range of days between two fields, for exclusion constraints."""
    return Func(F(starts), F(ends), Value(bounds), function="daterange", output_field=DateRangeField())
