"""Moments and clocks of working time as the API says them."""

from collections.abc import Iterable
from datetime import datetime

from svyazka.kit.workclock import WorkClock, shown_clock


def clock_told(clock: WorkClock, at: datetime, levels: Iterable[int] = ()) -> dict:
    """Tell how a clock of working time stands, and when it reaches these levels."""
    seen = shown_clock(clock, at)
    return {
        "norm_minutes": clock.minutes, "used_seconds": int(seen.used.total_seconds()), "left_seconds": int(seen.left.total_seconds()),
        "used_percent": seen.share, "due_at": seen.due_at, "done_at": seen.done_at, "paused": seen.is_paused, "opens_at": seen.opens_at,
        **({"levels_at": {str(level): clock.reaches(level) for level in levels}} if levels else {}),
    }  # fmt: skip


def told(moment: datetime | None) -> str | None:
    """Return the moment as RFC 3339."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")
