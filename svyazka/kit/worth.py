"""What won engagements gave back: a later room that keeps money tells it; until then nothing is known."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Worth:
    """Of one engagement: margin in kopecks by the first day of a month, the day of the first payment, hours it was sold for."""

    margins: dict[date, int] = field(default_factory=dict)
    first_paid_on: date | None = None
    hours: Decimal | None = None

    @property
    def margin_kopecks(self) -> int:
        return sum(self.margins.values())


class Teller:
    """Who tells what engagements are worth, what an hour of a person costs, and who may see margins."""

    def worths(self, engagements: Iterable[int]) -> dict[int, Worth]:
        """Return the worth of each engagement that has any; `engagements` are keys, or a query of them."""
        return {}

    def hour_costs(self, people: Iterable[int], day: date) -> dict[int, int]:
        """Return the kopecks an hour of each person costs on that day, for those of whom it is known."""
        return {}

    def may_see(self, person, at: datetime) -> bool:
        """Tell whether the person sees margins."""
        return False


teller = Teller()


def told_by(other: Teller) -> None:
    """Let a room that keeps money tell."""
    global teller
    teller = other


def ask() -> Teller:
    """Return who tells."""
    return teller


# ---- hours that are free -------------------------------------------------------------------------------------------

_free: Callable[[date, date], Decimal | None] = lambda first, until: None  # noqa: E731  until a later room tells, nobody knows


def free_told_by(function: Callable[[date, date], Decimal | None]) -> None:
    """Let function(first, until) say how many working hours of those who do the work are free in [first, until)."""
    global _free
    _free = function


def free_hours(first: date, until: date) -> Decimal | None:
    """Return the free working hours of those who do the work, or None when nobody knows."""
    return _free(first, until)
