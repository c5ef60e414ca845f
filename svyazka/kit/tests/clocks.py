"""A clock that counts minute by minute: slow, plain, and written without looking at the fast one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAYS = 26
# Horizons and what is unusual in each, copied by hand from the decrees and from the zones' own switches of the clock.
HORIZONS = {
    "working Saturday before May": date(2024, 4, 20), "2 November 2024 is a short Saturday": date(2024, 10, 24),
    "New Year": date(2025, 12, 22), "9 March, and summer time begins": date(2026, 3, 4), "May": date(2026, 4, 25),
    "summer time ends, 4 November": date(2025, 10, 20),
}  # fmt: skip
REST = {"2024-04-29", "2024-04-30", "2024-05-01", "2024-05-09", "2024-05-10", "2024-11-04", "2025-11-03", "2025-11-04",
        "2025-12-31", "2026-01-01", "2026-01-02", "2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09",
        "2026-02-23", "2026-03-09", "2026-05-01", "2026-05-11", "2026-06-12"}  # fmt: skip
WORKED = {"2024-04-27", "2024-11-02", "2025-11-01"}
SHORT = {"2024-05-08", "2024-11-02", "2025-11-01", "2026-04-30", "2026-05-08"}


@dataclass(frozen=True)
class Hours:
    """What a window is made of, in minutes of the day."""

    zone: str
    opens: int
    closes: int
    lunch: tuple[int, int] | None
    overrides: dict = field(default_factory=dict)  # day -> minutes
    days_off: frozenset = frozenset()
    week: tuple | None = None  # minutes


@cache
def days_of(zone: str, first: date) -> dict[date, list[tuple[int, int]]]:
    """Return the local days of the horizon: of each, its minutes as (how many after `start_of`, minute of the day).

    The zones of these tests move their clocks at whole hours by whole hours, so that inside an hour minutes only follow.
    """
    found: dict[date, list[tuple[int, int]]] = {}
    for n in range(0, (DAYS + 2) * 1440, 60):
        local = (start_of(first) + timedelta(minutes=n)).astimezone(ZoneInfo(zone))
        assert local.minute == 0
        found.setdefault(local.date(), []).extend((n + m, local.hour * 60 + m) for m in range(60))
    return found


def start_of(first: date) -> datetime:
    """Return the moment from which the minutes of the horizon are counted."""
    return datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)


def worked_minutes(hours: Hours, first: date, begins: int) -> Iterator[int]:
    """Yield the worked minutes from this one on, in order, day by day."""
    for day, minutes in days_of(hours.zone, first).items():
        if minutes[-1][0] >= begins:
            yield from (n for n in sorted(_of_day(hours, day, minutes)) if n >= begins)


def _of_day(hours: Hours, day: date, minutes: list[tuple[int, int]]) -> list[int]:
    name = str(day)
    rests = name in REST or (day.weekday() in (5, 6) and name not in WORKED)
    if day in hours.days_off or (hours.overrides[day] == 0 if day in hours.overrides else rests):
        return []
    inside = [(n, clock) for n, clock in minutes if hours.opens <= clock < hours.closes]
    eats_at, eaten_at = hours.lunch or (0, 0)
    at_desk, lunch = [n for n, clock in inside if not eats_at <= clock < eaten_at], [n for n, clock in inside if eats_at <= clock < eaten_at]
    evening = [n for n, clock in minutes if clock >= hours.closes]
    morning = [n for n, clock in reversed(minutes) if clock < hours.opens]
    wanted = len(at_desk) - (60 if name in SHORT else 0)
    if hours.week is not None:
        wanted = min(wanted, hours.week[day.weekday()])
    wanted = hours.overrides.get(day, wanted)
    return [*at_desk, *evening, *morning, *lunch][: max(wanted, 0)]
