"""What is measured, one definition each, and when there is too little to say anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext_lazy as _

ENOUGH = 8  # under this many on either side the page says "too little data"


@dataclass(frozen=True)
class Figure:
    """A measure over a window: its value (None of nothing) and how many it rests on."""

    value: float | None
    n: int


def middle(values: Sequence[float]) -> Figure:
    """Return the median."""
    return Figure(round(median(values), 2) if values else None, len(values))


def mean(values: Sequence[float]) -> Figure:
    """Return the arithmetic mean."""
    return Figure(round(sum(values) / len(values), 2) if values else None, len(values))


def rate(hits: int, n: int) -> Figure:
    """Return the share in per cent; None of nothing, never zero."""
    return Figure(round(100 * hits / n, 1) if n else None, n)


def enough(before: Figure, after: Figure) -> bool:
    """Tell whether both sides rest on enough to be compared."""
    return min(before.n, after.n) >= ENOUGH


MEASURES = {
    "first_answer_hours": (_("Time to the first answer, working hours, median"), "less"),
    "answered_in_norm": (_("Answered within the norm, per cent"), "more"),
    "first_pass": (_("Accepted without remarks, per cent"), "more"),
    "promises_kept": (_("Promises kept or changed with consent, per cent"), "more"),
    "ways_back": (_("Returns for each engagement, mean"), "less"),
    "pair_coverage": (_("Open engagements with two people in two seats, per cent"), "more"),
}
