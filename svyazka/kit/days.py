"""How far from today a day on a paper may lie.

A paper is often dated ahead ("from the first of December"); and whoever writes from another zone may still live in
yesterday. Beyond that a day is a slip of the keyboard.
"""

from datetime import date, timedelta

AHEAD = timedelta(days=31)
PLANNED = timedelta(days=3653)  # ten years: beyond it a year was mistyped
A_DAY_APART = timedelta(days=1)  # zones: where the agency works it may be tomorrow already


def too_far_ahead(day: date, today: date) -> bool:
    """Tell whether the day lies further ahead than a paper is dated."""
    return day > today + AHEAD


def beyond_a_plan(day: date, today: date) -> bool:
    """Tell whether the day lies further ahead than anybody plans work."""
    return day > today + PLANNED
