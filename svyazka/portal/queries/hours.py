"""Hours that a client sees by their contract: totals alone, nobody's name and nobody's cost."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from svyazka.deals.models import Contract
from svyazka.deals.queries import Limit, PeriodView, levels_on, limit_of
from svyazka.kit.money import cost_of
from svyazka.people.queries import today


@dataclass(frozen=True)
class Month:
    """How much was worked by a contract in a month, and what that comes to."""

    month_on: date
    hours: Decimal
    kopecks: int


def hours_told(shown: Contract, views: list[PeriodView], at: datetime) -> dict:
    """Return what the client sees of hours: the notes that the contract promises, the rest where the agency shows it."""
    limit = limit_of(shown, at) if shown.signed_on else None
    passed = limit.passed(levels_on(today(at))) if limit else []
    return {
        "limit": limit if shown.shows_hours else None,
        "passed": passed[-1] if passed else None,
        "percent": limit.percent if limit and passed else None,
        "levels": levels_on(today(at)),
        "views": [view for view in views if view.figures] if shown.shows_hours else [],
        "months": months_of(limit) if limit and shown.shows_hours else [],
    }


def months_of(limit: Limit) -> list[Month]:
    """Return the hours of sold time by month, the newest first; periods of a retainer tell theirs themselves."""
    hours: dict[date, Decimal] = {}
    for day, worked in limit.days.items():
        hours[day.replace(day=1)] = hours.get(day.replace(day=1), Decimal(0)) + worked
    return [Month(month, worked, cost_of(worked, limit.contract.hour_kopecks)) for month, worked in sorted(hours.items(), reverse=True) if worked]
