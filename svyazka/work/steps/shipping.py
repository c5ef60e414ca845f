"""What an agency begins with: the usual norms of hours."""

from datetime import date

from svyazka.work.models import HoursNorms
from svyazka.work.rules import USUAL


def ship_hours_norms(since: date) -> None:
    """Write down the usual norms of hours, once."""
    if not HoursNorms.objects.exists():
        HoursNorms.objects.create(starts_on=since, **USUAL)
