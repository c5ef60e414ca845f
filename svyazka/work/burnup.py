"""The burn-up of a sprint as geometry: what it held and what was done, day by day, on a drawing of 1000 by 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from svyazka.kit.worktime import Window

WIDTH, HEIGHT = 1000, 100


@dataclass(frozen=True)
class BurnUp:
    """The lines as points of a polyline, the days off as (x, width), and the changes of scope as (day, hours)."""

    most: Decimal
    scope: str
    done: str
    even: str
    off: list[tuple[float, float]]
    today_x: float | None
    changes: list[tuple[date, Decimal]]


def draw(days: Sequence, first: date, last: date, window: Window, *, today: date) -> BurnUp | None:
    """Return the drawing of counted `days` of a sprint [first, last]; none before the first is counted.

    A day stands from its beginning to its end, the even way goes up on working days only.
    """
    facts = [day for day in days if first <= day.day <= last] or list(days)[-1:]
    if not facts:
        return None
    most = max(max(fact.scope_hours for fact in facts), Decimal(1))
    step = WIDTH / ((last - first).days + 1)

    def x_of(day: date) -> float:
        return min(max((day - first).days * step, 0), WIDTH - step)

    def y_of(hours: Decimal) -> float:
        return HEIGHT - float(hours / most) * (HEIGHT - 6)

    def steps(values: list[tuple[date, Decimal]]) -> str:
        points = [(x, y_of(hours)) for day, hours in values for x in (x_of(day), x_of(day) + step)]
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return BurnUp(
        most=most, scope=steps([(one.day, one.scope_hours) for one in facts]), done=steps([(one.day, one.done_hours) for one in facts]),
        even=_even(every, window, step, y_of(facts[-1].scope_hours)),
        off=[(x_of(day), step) for day in every if not window.spans(day)],
        today_x=x_of(today) + step / 2 if first <= today <= last else None, changes=_changes(facts),
    )  # fmt: skip


def _even(every: list[date], window: Window, step: float, top: float) -> str:
    """Return the way on which each working day brings as much."""
    worked = [bool(window.spans(day)) for day in every]
    whole, gone, points = max(sum(worked), 1), 0, [(0.0, float(HEIGHT))]
    for n, works in enumerate(worked, 1):
        gone += works
        points.append((n * step, HEIGHT - (HEIGHT - top) * gone / whole))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _changes(facts: Sequence) -> list[tuple[date, Decimal]]:
    pairs = pairwise(facts)
    return [(later.day, later.scope_hours - earlier.scope_hours) for earlier, later in pairs if later.scope_hours != earlier.scope_hours]
