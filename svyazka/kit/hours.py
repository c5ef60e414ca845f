"""Working hours or norms have changed: rooms whose clocks hang on them move those clocks, in the same transaction."""

from collections.abc import Callable
from datetime import datetime

FOLLOWING: list[Callable] = []


def when_hours_change(function: Callable) -> Callable:
    """Mark function(*, by, at) as what a room does when the agency's hours, zone, calendar or norms have changed."""
    FOLLOWING.append(function)
    return function


def changed(*, by, at: datetime) -> None:
    """Let every room, in the order of the row, move its clocks."""
    for function in FOLLOWING:
        function(by=by, at=at)
