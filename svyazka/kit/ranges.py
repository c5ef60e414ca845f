"""Ranges of days and of moments as the database compares them, for exclusion constraints."""

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db.models import F, Func, Value


def days(starts: str, ends: str, bounds: str = "[)") -> Func:
    """Return the range of days between two fields."""
    return Func(F(starts), F(ends), Value(bounds), function="daterange", output_field=DateRangeField())


def moments(starts: str = "starts_at", ends: str = "ends_at") -> Func:
    """Return the half-open range of moments between two fields."""
    return Func(F(starts), F(ends), Value("[)"), function="tstzrange", output_field=DateTimeRangeField())
