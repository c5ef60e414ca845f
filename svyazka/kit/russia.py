"""The production calendar of Russia: facts of each year's decree where we have them, the law's general rule elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
import yaml

FACTS = Path(__file__).parent / "russia.yaml"


@dataclass(frozen=True)
class Year:
    """What the decrees say of one year; see russia.yaml for what each set means."""

    rest: frozenset[date]
    worked: frozenset[date]
    short: frozenset[date]
    paid: frozenset[date]


@cache
def years() -> dict[int, Year]:
    """Return the years whose facts we have."""
    told = yaml.safe_load(FACTS.read_text("utf-8"))
    return {year: Year(**{kind: _days(year, row.get(kind, "")) for kind in Year.__annotations__}) for year, row in told.items()}


def _days(year: int, words: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(f"{year}-{word}") for word in words.split())


@cache
def is_working_day(day: date) -> bool:
    """Tell whether the day is worked in a five-day week, moved days included."""
    year = years().get(day.year)
    if year is None:
        return _elsewhere().is_working_day(day)
    return day in year.worked or (day.weekday() < 5 and day not in year.rest)


@cache
def is_short_day(day: date) -> bool:
    """Tell whether the day is an hour shorter.

    Where there are no facts: a working day right before a public holiday (Labour Code, art. 95).
    """
    year = years().get(day.year)
    if year is not None:
        return day in year.short
    eve = day + timedelta(days=1)
    return is_working_day(day) and eve in public_holidays(eve.year)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the non-working public holidays named by art. 112 of the Labour Code."""
    january = {date(year, 1, day) for day in range(1, 9)}
    rest = {(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
    return frozenset(january | {date(year, month, day) for month, day in rest})


@cache
def _elsewhere() -> holidays.HolidayBase:
    return holidays.country_holidays("RU")
