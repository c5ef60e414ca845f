"""How many hours a week a seat asks of a person: a later room that keeps hours tells it; until then nothing is known."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

Pair = tuple[int, int]  # an engagement's key and a person's


def _unknown(pairs: Iterable[Pair], at: datetime) -> dict[Pair, Decimal]:
    return {}


_tell: Callable[[Iterable[Pair], datetime], dict[Pair, Decimal]] = _unknown


def told_by(function: Callable[[Iterable[Pair], datetime], dict[Pair, Decimal]]) -> None:
    """Let function(pairs, at) -> hours a week say what each person's seats on each engagement ask of them."""
    global _tell
    _tell = function


def weekly_hours(pairs: Iterable[Pair], at: datetime) -> dict[Pair, Decimal]:
    """Return the hours a week of each (engagement, person)."""
    return _tell(pairs, at)
