"""Our table of the production calendar is compared, day by day, with the two lists it was made from."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from svyazka.kit import russia

LISTS = Path(__file__).parents[4] / "shared/data/ru-calendar"
needs_lists = pytest.mark.skipif(not LISTS.exists(), reason="the published lists of days are not here")
OF_2026 = [15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22]  # working days by month, as the press gave them


def days_of(year: int) -> Iterator[date]:
    return (date(year, 1, 1) + timedelta(days=n) for n in range(366) if (date(year, 1, 1) + timedelta(days=n)).year == year)


def xmlcalendar(year: int) -> tuple[dict[date, str], set[date]]:
    """Return each day's kind by the first list, and the days it calls short."""
    rows = ElementTree.parse(LISTS / f"xmlcalendar/{year}/calendar.xml").getroot().iter("day")
    named = {date(year, *map(int, row.get("d").split("."))): row.get("t") for row in rows}
    off = {day: named.get(day, "1" if day.weekday() > 4 else "0") == "1" for day in days_of(year)}
    return off, {day for day, kind in named.items() if kind == "2"}


def d10xa(name: str) -> tuple[set[date], set[date]]:
    """Return the days off and the days before a holiday by the second list."""
    told = json.loads((LISTS / f"d10xa/{name}.json").read_text())
    return tuple({date.fromisoformat(day) for day in told[kind]} for kind in ("holidays", "preholidays"))


@needs_lists
@pytest.mark.parametrize("year", range(2013, 2027))
def test_each_day_is_as_the_first_list_says_but_for_those_the_president_paid(year):
    off, short = xmlcalendar(year)
    paid = russia.years()[year].paid

    assert [day for day in days_of(year) if russia.is_working_day(day) == off[day]] == sorted(paid)
    assert {day for day in days_of(year) if russia.is_short_day(day)} - paid == short - paid


@needs_lists
@pytest.mark.parametrize("name", [f"consultant{year}" for year in range(2018, 2026)])
def test_each_day_is_as_the_second_list_says(name):
    off, before = d10xa(name)
    year = int(name[-4:])
    paid = russia.years()[year].paid

    assert [day for day in days_of(year) if russia.is_working_day(day) == (day in off)] == []
    assert {day for day in days_of(year) if russia.is_short_day(day)} - paid == before - paid


@pytest.mark.parametrize(("year", "days", "hours"), [(2018, 247, 1970), (2019, 247, 1970), (2020, 247, 1971), (2021, 247, 1972),
                                                     (2022, 247, 1973), (2023, 247, 1973), (2024, 248, 1979), (2025, 247, 1972),
                                                     (2026, 247, 1972)])  # fmt: skip
def test_the_norm_of_a_year_is_the_published_one(year, days, hours):
    worked = [day for day in days_of(year) if russia.is_working_day(day)]

    assert (len(worked), len(worked) * 8 - sum(map(russia.is_short_day, worked))) == (days, hours)


def test_the_months_of_2026_are_as_published():
    assert [sum(russia.is_working_day(day) for day in days_of(2026) if day.month == month) for month in range(1, 13)] == OF_2026


def test_a_year_without_facts_follows_the_rule():
    assert not russia.is_working_day(date(2031, 1, 7)) and russia.is_working_day(date(2031, 2, 12))
    assert russia.is_short_day(date(2031, 5, 8)) and not russia.is_short_day(date(2031, 5, 7))
