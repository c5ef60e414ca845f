"""Whether work fits into days, against a search that knows no theorem; the shortest ranges, against all ranges there are."""

import time
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.work.rules.load import Overbooked, Piece, laid_out, overbooked, reasons_not_to_level

MONDAY = date(2026, 3, 2)


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def piece(key: int, hours: int | str, release: int, due: int) -> Piece:
    return Piece(key, Decimal(hours), day(release), day(due))


def by_day(*hours) -> dict[date, Decimal]:
    return {day(n): Decimal(value) for n, value in enumerate(hours)}


pieces = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)).map(lambda row: (row[0], min(row[1:]), max(row[1:]))), max_size=5
).map(lambda rows: [piece(key, *row) for key, row in enumerate(rows)])
capacities = st.lists(st.integers(0, 4), min_size=5, max_size=5).map(lambda hours: by_day(*hours))


def fits(work: list[Piece], capacity: dict[date, Decimal]) -> bool:
    """Tell by augmenting paths whether every whole hour of the work finds an hour of a day: a flow, unit by unit."""
    hours = [one for one in work for _n in range(int(one.hours))]
    slots = [slot for slot, room in capacity.items() for _n in range(int(room))]
    taken: dict[int, int] = {}

    def place(hour: int, seen: set[int]) -> bool:
        for n, slot in enumerate(slots):
            if n in seen or not hours[hour].release <= slot <= hours[hour].due:
                continue
            seen.add(n)
            if n not in taken or place(taken[n], seen):
                taken[n] = hour
                return True
        return False

    return all(place(hour, set()) for hour in range(len(hours)))


def shortest(work: list[Piece], capacity: dict[date, Decimal]) -> set[tuple[date, date]]:
    """Return the overbooked ranges between a first and a last day of some work that hold no other such range."""
    def over(first, last) -> bool:
        inside = sum(one.hours for one in work if first <= one.release and one.due <= last)
        return inside > sum(room for slot, room in capacity.items() if first <= slot <= last)

    bad = {(one.release, other.due) for one in work for other in work if one.release <= other.due and over(one.release, other.due)}
    return {(a, b) for a, b in bad if not any((c, d) != (a, b) and a <= c and d <= b for c, d in bad)}


@given(pieces, capacities)
def test_nothing_is_overbooked_exactly_if_every_hour_finds_its_place(work, capacity):
    assert (overbooked(work, capacity) == []) == fits(work, capacity)


@given(pieces, capacities)
def test_the_ranges_are_the_shortest_ones_and_each_tells_its_work(work, capacity):
    found = overbooked(work, capacity)

    assert {(one.first, one.last) for one in found} == shortest([one for one in work if one.hours], capacity)
    for one in found:
        inside = [row for row in work if row.hours and one.first <= row.release and row.due <= one.last]
        assert (set(one.keys), one.demand) == ({row.key for row in inside}, sum(row.hours for row in inside))
        assert one.over > 0


@given(pieces, capacities)
def test_work_is_laid_out_whole_in_its_days_and_something_stands_over_only_if_a_range_is_overbooked(work, capacity):
    laid = laid_out(work, capacity)
    done, used = defaultdict(Decimal), defaultdict(Decimal)
    for portion in laid:
        own = work[portion.key]
        done[portion.key] += portion.hours
        used[portion.day] += 0 if portion.over else portion.hours
        assert own.release <= portion.day <= own.due
        assert not portion.over or portion.day == own.due

    assert all(done[one.key] == one.hours for one in work)
    assert all(hours <= capacity[slot] for slot, hours in used.items())
    assert any(portion.over for portion in laid) == bool(overbooked(work, capacity))


@pytest.mark.parametrize(("work", "hours", "ranges"), [
    ([piece(1, 8, 0, 0)], (8, 8), []),
    ([piece(1, 9, 0, 0)], (8, 8), [(0, 0, 9, 8, (1,))]),
    ([piece(1, 16, 0, 1), piece(2, 1, 1, 1)], (8, 8), [(0, 1, 17, 16, (1, 2))]),
    ([piece(1, 9, 0, 0), piece(2, 5, 1, 1), piece(3, 4, 1, 1)], (8, 8), [(0, 0, 9, 8, (1,)), (1, 1, 9, 8, (2, 3))]),
    ([piece(1, "0.01", 5, 6)], (8,) * 5, [(5, 6, "0.01", 0, (1,))]),  # a weekend holds nothing
    ([piece(1, 0, 0, 0)], (0,), []),
    ([], (), []),
])  # fmt: skip
def test_ranges_by_table(work, hours, ranges):
    told = [Overbooked(day(a), day(b), Decimal(demand), Decimal(room), keys) for a, b, demand, room, keys in ranges]

    assert overbooked(work, by_day(*hours)) == told


def test_what_is_due_first_goes_first_and_the_rest_waits():
    laid = laid_out([piece(1, 8, 0, 4), piece(2, 6, 0, 0)], by_day(8, 8, 8, 8, 8))

    assert [(one.key, one.day, one.hours) for one in laid] == [(2, day(0), 6), (1, day(0), 2), (1, day(1), 6)]


def test_work_is_not_due_before_it_begins():
    with pytest.raises(ValueError):
        piece(1, 8, 2, 1)


def test_an_agency_of_sixty_with_four_thousand_tasks_in_half_a_year_is_judged_at_once():
    capacity = {day(n): Decimal(8 if n % 7 < 5 else 0) for n in range(182)}
    work = {person: [piece(k, 3 + k % 9, (k * 37 + person) % 150, (k * 37 + person) % 150 + k % 30) for k in range(67)] for person in range(60)}
    began = time.process_time()

    found = [(overbooked(mine, capacity), laid_out(mine, capacity)) for mine in work.values()]

    assert any(ranges for ranges, _laid in found)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(("told", "count"), [
    ({}, 0),
    ({"waits": False}, 1),
    ({"week_on": MONDAY - timedelta(days=7)}, 1),
    ({"week_on": MONDAY + timedelta(weeks=200)}, 1),
    ({"begins_on": MONDAY + timedelta(days=7)}, 1),
    ({"begins_on": MONDAY + timedelta(days=6)}, 0),
])  # fmt: skip
def test_when_a_task_is_not_moved(told, count):
    assert len(reasons_not_to_level(**{"waits": True, "week_on": MONDAY, "this_week": MONDAY, "begins_on": None, **told})) == count
