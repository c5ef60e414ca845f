"""What is closed for good: a later room that has counted some days (a month of bonuses) says here that they stay as they are."""

from collections.abc import Callable, Iterable
from datetime import date

ASKED: list[Callable] = []


def when_days_open(function: Callable) -> Callable:
    """Mark function(engagement, days) as what lists reasons against a change of what was worked on these days."""
    ASKED.append(function)
    return function


def reasons_to_stay(engagement, days: Iterable[date]) -> list:
    """List why what was worked on these days of the engagement stays as it is, as every room sees it."""
    told = sorted(set(days))
    return [reason for function in ASKED for reason in function(engagement, told)]
