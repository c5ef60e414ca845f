"""The clock of working time against one that counts minutes: all Russian zones, moved days, short days, summer time."""

from datetime import UTC, date, datetime, timedelta
from datetime import time as Clock
from decimal import Decimal
from itertools import islice, takewhile

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from svyazka.kit.tests.clocks import DAYS, HORIZONS, Hours, start_of, worked_minutes
from svyazka.kit.worktime import Ruler, Window, common
from svyazka.kit.zones import RUSSIAN

ZONES = [*(zone for zone, _name in RUSSIAN), "Europe/Berlin", "America/New_York"]
EDGES = [0, *range(4 * 60, 24 * 60, 5), 24 * 60 - 1]  # an edge inside the hour that a switch of the clock repeats means nothing
CASES = {"deadline": None, "suppress_health_check": list(HealthCheck)}


# What is drawn is made once: a strategy made anew for each case costs more than the case.
TWO_EDGES = st.lists(st.sampled_from(EDGES), min_size=2, max_size=2, unique=True).map(sorted).map(tuple)
A_LUNCH = st.none() | TWO_EDGES
A_DAY = st.integers(0, DAYS - 1)  # of a horizon
OWN_DAYS = st.dictionaries(A_DAY, st.integers(0, 22 * 4).map(lambda n: n * 15), max_size=4)
DAYS_OFF = st.frozensets(A_DAY, max_size=4)
A_WEEK = st.none() | st.tuples(*[st.integers(0, 10 * 4).map(lambda n: n * 15)] * 7)
A_ZONE, A_HORIZON = st.sampled_from(ZONES), st.sampled_from(sorted(HORIZONS))
BEGINS = st.integers(1440, (DAYS - 13) * 1440)
LASTS = st.integers(0, 600) | st.integers(0, 2 * 1440) | st.integers(0, 12 * 1440)


@st.composite
def hours_of_an_agency(draw, first) -> Hours:
    """Draw a zone, the hours of a day, a lunch or none, days of one's own, absences, a short week or none."""
    (opens, closes), lunch = draw(TWO_EDGES), draw(A_LUNCH)
    assume(lunch is None or opens < lunch[0] < lunch[1] < closes or lunch[1] < opens or closes < lunch[0])
    own = {first + timedelta(days=n): minutes for n, minutes in draw(OWN_DAYS).items()}
    days_off = frozenset(first + timedelta(days=n) for n in draw(DAYS_OFF))
    return Hours(draw(A_ZONE), opens, closes, lunch, own, days_off, draw(A_WEEK))


HOURS = {first: hours_of_an_agency(first) for first in HORIZONS.values()}


def window_of(hours: Hours) -> Window:
    """Return the fast clock of the same hours."""
    lunch = hours.lunch or (None, None)
    return Window(
        zone=hours.zone, opens=_clock(hours.opens), closes=_clock(hours.closes), lunch_opens=_clock(lunch[0]),
        lunch_closes=_clock(lunch[1]), overrides={day: Decimal(n) / 60 for day, n in hours.overrides.items()},
        days_off=hours.days_off, week=hours.week and tuple(Decimal(n) / 60 for n in hours.week),
    )  # fmt: skip


def _clock(minutes: int | None) -> Clock | None:
    return None if minutes is None else Clock(minutes // 60, minutes % 60)


@st.composite
def cases(draw):
    """Draw a horizon, the hours, the minute in which the clock starts and how many minutes later it is looked at."""
    first = HORIZONS[draw(A_HORIZON)]
    return first, draw(HOURS[first]), draw(BEGINS), draw(LASTS)


@settings(max_examples=2000, **CASES)
@given(cases(), st.integers(1, 480) | st.integers(1, 1500))
def test_the_clock_agrees_with_counting_minutes(case, minutes):
    first, hours, begins, lasts = case
    start, window = start_of(first), window_of(hours)
    at, till = start + timedelta(minutes=begins), start + timedelta(minutes=begins + lasts)
    ahead = worked_minutes(hours, first, begins)
    worked = list(islice(ahead, minutes))
    before = [n for n in worked if n < begins + lasts] + list(takewhile(lambda n: n < begins + lasts, ahead))

    assert window.between(at, till) == timedelta(minutes=len(before))
    assert not worked or window.opens_at(at) == start + timedelta(minutes=worked[0])
    assert len(worked) < minutes or window.add(at, timedelta(minutes=minutes)) == start + timedelta(minutes=worked[-1] + 1)


@settings(max_examples=500, **CASES)
@given(cases(), st.integers(0, 9 * 1440), st.integers(1, 200_000))
def test_two_parts_of_a_time_are_the_whole_and_adding_undoes_measuring(case, more, seconds):
    first, hours, begins, lasts = case
    window = window_of(hours)
    a = start_of(first) + timedelta(minutes=begins)
    b = a + timedelta(minutes=lasts, seconds=17)
    c = b + timedelta(minutes=more)

    assert window.between(a, b) + window.between(b, c) == window.between(a, c)
    assert Ruler(window, first - timedelta(days=1), c.date() + timedelta(days=1)).between(a, b) == window.between(a, b)
    try:
        due = window.add(a, timedelta(seconds=seconds))
    except ValueError:
        return assume(False)
    assert window.between(a, due) == timedelta(seconds=seconds)
    assert window.add(a, window.between(a, b)) <= b or window.between(a, b) == timedelta()


@settings(max_examples=60, **CASES)
@given(A_HORIZON, st.data())
def test_a_common_window_is_open_exactly_when_both_are(name, data):
    first = HORIZONS[name]
    ours, theirs = (data.draw(HOURS[first]) for _ in range(2))
    day = first + timedelta(days=data.draw(st.integers(2, DAYS - 3)))
    window, start = window_of(ours), start_of(first)

    both = set(worked_minutes(ours, first, 0)) & set(worked_minutes(theirs, first, 0))
    shared = [start + timedelta(minutes=n) for n in sorted(both)]
    told = [opens + timedelta(minutes=n) for opens, closes in common(window, window_of(theirs), day)
            for n in range(int((closes - opens).total_seconds() // 60))]  # fmt: skip
    assert told == [at for at in shared if any(a <= at < b for a, b in window.spans(day))]


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Moscow", 5), ("Asia/Vladivostok", 6), ("Asia/Krasnoyarsk", 9)])
def test_krasnoyarsk_and_its_clients_are_at_work_together(zone, hours):
    ours, theirs = (Window(zone=each, lunch_opens=None) for each in ("Asia/Krasnoyarsk", zone))
    shared = sum((closes - opens for opens, closes in common(ours, theirs, HORIZONS["New Year"])), timedelta())
    assert shared == timedelta(hours=hours)


def test_many_years_are_the_sum_of_their_days():
    window = Window(zone="Asia/Kamchatka", overrides={date(2021, 5, 4): Decimal(0), date(2022, 1, 3): Decimal(5)})
    start, end = datetime(2019, 3, 15, 2, 20, tzinfo=UTC), datetime(2026, 11, 25, 1, 5, tzinfo=UTC)
    assert window.between(start, end) == Ruler(window, date(2019, 3, 1), date(2026, 11, 30)).between(start, end)
