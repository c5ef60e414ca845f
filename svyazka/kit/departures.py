"""Somebody leaves the agency, or will be away: rooms say here what becomes of what they held."""

from collections.abc import Callable
from datetime import datetime

LEAVING: list[Callable] = []


def when_leaving(function: Callable) -> Callable:
    """Mark function(person, *, by, at) as what a room does, in the same transaction, when a person is let go."""
    LEAVING.append(function)
    return function


def leave(person, *, by, at: datetime) -> None:
    """Let every room, in the order of the row, free what the person held."""
    for function in LEAVING:
        function(person, by=by, at=at)


AWAY: list[Callable] = []


def when_away(function: Callable) -> Callable:
    """Mark function(absence, *, by, at) as what a room does, in the same transaction, when days off are approved."""
    AWAY.append(function)
    return function


def be_away(absence, *, by, at: datetime) -> None:
    """Let every room, in the order of the row, free what the person cannot see to on these days."""
    for function in AWAY:
        function(absence, by=by, at=at)
