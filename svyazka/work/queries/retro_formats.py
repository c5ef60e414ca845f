"""Forms of looking back in force on a day."""

from datetime import date

from svyazka.work.models import RetroFormat


def formats_on(day: date) -> dict[str, RetroFormat]:
    """Return, by code, the edition in force on that day, in the order of offering; one without columns has ended its form."""
    rows = RetroFormat.objects.filter(starts_on__lte=day).order_by("code", "-starts_on").distinct("code")
    return {row.code: row for row in sorted(rows, key=lambda row: (row.position, row.code)) if row.columns}


def coming_formats(day: date) -> list[RetroFormat]:
    """Return the editions that are written down for a later day."""
    return list(RetroFormat.objects.filter(starts_on__gt=day).order_by("starts_on", "code"))
