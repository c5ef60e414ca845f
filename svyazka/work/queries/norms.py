"""Norms of hours as in force on a day, and by when hours are in."""

from datetime import date, datetime, timedelta

from svyazka.kit.memo import once
from svyazka.people.queries import agency_window, today
from svyazka.work.models import HoursNorms
from svyazka.work.rules import USUAL, Norms

FIELDS = tuple(USUAL)


def norms_rows() -> list[HoursNorms]:
    """Return every row of norms, the latest first; asked once in a request."""
    return once("work.norms", lambda: list(HoursNorms.objects.select_related("set_by")))


def norms_row_on(day: date) -> HoursNorms | None:
    """Return the row in force on that day."""
    return next((row for row in norms_rows() if row.starts_on <= day), None)


def norms_on(day: date) -> Norms:
    """Return the norms in force on that day; the usual ones where nobody has set any."""
    row = norms_row_on(day)
    return Norms(**({name: getattr(row, name) for name in FIELDS} if row else USUAL))


def in_by(worked_on: date) -> date:
    """Return the last day on which hours of that day are in by the norm of then."""
    within = norms_on(worked_on).in_within_days
    return agency_window().add_days(worked_on, within) if within else worked_on


def lateness(worked_on: date, at: datetime) -> tuple[int, bool]:
    """Return how many days after the work it is, and whether that is beyond the norm."""
    now_on = today(at)
    after = max((now_on - worked_on).days, 0)
    return min(after, 32000), after > 0 and now_on > in_by(worked_on)


def locked_until(day: date) -> date:
    """Return the last Sunday whose checked hours are to be locked by that day."""
    last = day - timedelta(days=norms_on(day).lock_after_days)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def check_due(submitted_at: datetime, within_days: int) -> datetime:
    """Return the moment by which hours submitted then are to be checked: the end of that working day of the agency."""
    window = agency_window()
    day = window.add_days(today(submitted_at), within_days)
    return window.spans(day)[-1][1]
