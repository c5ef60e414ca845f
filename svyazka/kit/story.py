"""The whole story of an engagement, told room by room: each room adds the chapter it knows."""

from collections.abc import Callable
from datetime import datetime

CHAPTERS: dict[str, Callable] = {}


def chapter(name: str) -> Callable[[Callable], Callable]:
    """Mark function(engagement, person, at) -> plain values as the chapter of this name."""

    def mark(function: Callable) -> Callable:
        CHAPTERS[name] = function
        return function

    return mark


def whole(engagement, person, at: datetime) -> dict:
    """Return every chapter of the engagement as this person may read it."""
    return {name: tell(engagement, person, at) for name, tell in CHAPTERS.items()}
