"""A timer in numbers: which days its time falls on, how it is rounded, when it was forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from svyazka.kit.formats import day_short
from svyazka.work.rules.typed import in_hours

LEAST = timedelta(minutes=1)  # a timer started by a slip of the finger is no work


class Rounding(TextChoices):
    """How the time of a timer becomes hours."""

    NEAREST = "nearest", pgettext_lazy("rounding", "to the nearest step")
    UP = "up", pgettext_lazy("rounding", "up to a whole step")


@dataclass(frozen=True)
class Piece:
    """What of a timer's time falls on one day of its person."""

    day: date
    length: timedelta


def pieces(started_at: datetime, stopped_at: datetime, zone: str) -> Iterator[Piece]:
    """Yield the time in [started, stopped) by the days of that zone; together they are the whole of it."""
    place = ZoneInfo(zone)
    start, end = started_at.astimezone(ZoneInfo("UTC")), stopped_at.astimezone(ZoneInfo("UTC"))
    while start < end:
        day = start.astimezone(place).date()
        midnight = datetime.combine(day + timedelta(days=1), time(), place).astimezone(ZoneInfo("UTC"))
        until = min(midnight, end)
        yield Piece(day, until - start)
        start = until


def rounded(length: timedelta, *, step_minutes: int, rounding: str) -> Decimal:
    """Return the length in hours by the rule; a minute or more is never rounded away."""
    if length < LEAST:
        return Decimal(0)
    step = timedelta(minutes=step_minutes)
    steps, rest = divmod(length, step)
    more = bool(rest) if rounding == Rounding.UP else 2 * rest >= step
    return in_hours(max(steps + more, 1) * step_minutes)


def hours_by_day(started_at: datetime, stopped_at: datetime, zone: str, *, step_minutes: int, rounding: str) -> dict[date, Decimal]:
    """Return the hours that the timer gives to each day, none of them zero."""
    told = ((piece.day, rounded(piece.length, step_minutes=step_minutes, rounding=rounding)) for piece in pieces(started_at, stopped_at, zone))
    return {day: hours for day, hours in told if hours}


def is_forgotten(started_at: datetime, at: datetime, most_hours: int) -> bool:
    """Tell whether the timer runs longer than anybody works at a stretch: then its person is asked."""
    return at - started_at > timedelta(hours=most_hours)


def reasons_to_ask(started_at: datetime, at: datetime, most_hours: int) -> list:
    """List why the timer's time is not written by itself."""
    if not is_forgotten(started_at, at, most_hours):
        return []
    return [_("The timer has run for more than %(hours)s hours: say how long you worked.") % {"hours": most_hours}]


def reasons_not_to_settle(*, started_on: date, worked_on: date, today: date, hours: Decimal, most: Decimal) -> list:
    """List why these are not the hours of a timer: it ran from that day till now, for at most so many hours."""
    reasons = []
    if not started_on <= worked_on <= today:
        reasons.append(_("The timer ran from %(day)s on.") % {"day": day_short(started_on)})
    if hours > most:
        reasons.append(_("The timer has not run that long."))
    return reasons
