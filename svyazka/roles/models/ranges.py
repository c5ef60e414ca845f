"""Ranges of moments as the database compares them."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import F, Func, Value


def moments(starts: str = "starts_at", ends: str = "ends_at") -> Func:
    """Return the half-open range of moments between two fields, for exclusion constraints."""
    return Func(F(starts), F(ends), Value("[)"), function="tstzrange", output_field=DateTimeRangeField())
