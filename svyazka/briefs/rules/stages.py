"""Which stage a promised day rests on, and whether that stage has moved."""

from collections.abc import Sequence
from datetime import date

Stage = tuple[str, date]  # its title, and the day by which it is done


def stage_of(due_on: date, stages: Sequence[Stage]) -> Stage | None:
    """Return the stage that a promise of this day rests on: the first done on that day or later, else the last; None without stages."""
    ordered = sorted(stages, key=lambda stage: stage[1])
    return next((stage for stage in ordered if stage[1] >= due_on), ordered[-1] if ordered else None)


def has_moved(due_on: date, before: Sequence[Stage], now: Sequence[Stage]) -> bool:
    """Tell whether the stage that a promise of this day rests on is done on another day now, or is gone.

    A stage is known by its title; one renamed stays where some stage ends on its day.
    """
    stage = stage_of(due_on, before)
    if stage is None or stage in now:
        return False
    title, day = stage
    return title in dict(now) or day not in {day_now for _title, day_now in now}
