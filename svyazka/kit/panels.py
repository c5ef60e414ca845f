"""Empty places on pages that later rooms fill: a room never looks ahead along the row."""

from collections.abc import Callable

PLACES: dict[str, list[Callable]] = {}


def fill(place: str) -> Callable[[Callable], Callable]:
    """Mark function(request, subject) -> (template, context), or None, as a panel of the named place."""

    def mark(function: Callable) -> Callable:
        PLACES.setdefault(place, []).append(function)
        return function

    return mark


def panels(place: str, request, subject) -> list[tuple[str, dict]]:
    """Return what the rooms show in this place for this subject, in the order of the row."""
    found = (function(request, subject) for function in PLACES.get(place, ()))
    return [panel for panel in found if panel is not None]
