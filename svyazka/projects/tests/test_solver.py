"""The forward pass: what waits begins later, nobody does two things at once, absences are free, rings are named."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, product
from random import Random

import pytest

from svyazka.kit.worktime import Window
from svyazka.projects.solver import Cycle
from svyazka.projects.tests.forward import PlannedTask, plan

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # nine in the morning in Krasnoyarsk
WEEK = date(2026, 3, 2)
DEV, DESIGN = 1, 2
WINDOWS = {DEV: Window(), DESIGN: Window()}


def task(key: int, hours: str = "8", person: int = DEV, after: tuple = (), **more) -> PlannedTask:
    return PlannedTask(key, Decimal(hours), person, after, **more)


def test_a_day_of_work_is_a_day_with_its_lunch():
    (placed,) = plan([task(1)], WINDOWS, starts_at=MONDAY).tasks

    assert (placed.starts_at, placed.ends_at) == (MONDAY, MONDAY + timedelta(hours=9))
    assert placed.critical


def test_what_waits_begins_after_what_it_waits_for_and_the_chain_is_critical():
    solved = plan([task(1), task(2, person=DESIGN, after=(1,)), task(3, "1", DESIGN)], WINDOWS, starts_at=MONDAY)

    by_id = {placed.id: placed for placed in solved.tasks}
    assert by_id[2].starts_at >= by_id[1].ends_at
    assert {key for key, placed in by_id.items() if placed.critical} == {1, 2}
    assert solved.ends_at == by_id[2].ends_at


def test_an_absence_is_not_worked():
    away = Window(days_off=frozenset({WEEK, WEEK + timedelta(days=1)}))

    (placed,) = plan([task(1)], {DEV: away}, starts_at=MONDAY).tasks

    assert placed.starts_at == MONDAY + timedelta(days=2)


def test_public_holidays_are_not_worked():
    friday_before_the_eighth_of_march = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)

    solved = plan([task(1, "8"), task(2, "1", after=(1,))], WINDOWS, starts_at=friday_before_the_eighth_of_march)

    assert solved.tasks[1].ends_at.date() == date(2026, 3, 10)  # the 9th is a day off


def test_a_ring_is_refused_with_the_tasks_in_it():
    with pytest.raises(Cycle) as found:
        plan([task(1, after=(3,)), task(2, after=(1,)), task(3, after=(2,)), task(4)], WINDOWS, starts_at=MONDAY)

    assert set(found.value.ring) == {1, 2, 3}


def test_a_missed_day_is_told_with_the_chain_that_leads_to_it():
    solved = plan([task(1, "16"), task(2, after=(1,))], WINDOWS, starts_at=MONDAY, deadline_on=date(2026, 3, 3))

    (late,) = solved.late
    assert (late.task, late.ends_on, late.chain) == (None, date(2026, 3, 4), (1, 2))


def test_a_task_with_its_own_day_is_late_by_itself():
    solved = plan([task(1, due_on=WEEK), task(2, due_on=WEEK)], WINDOWS, starts_at=MONDAY)

    assert [(late.task, late.ends_on) for late in solved.late] == [(2, date(2026, 3, 3))]


def test_what_is_begun_goes_first_and_what_is_done_stays_where_it_was():
    done = (MONDAY - timedelta(days=3), MONDAY - timedelta(days=2))
    solved = plan(
        [task(1, "4"), task(2, "4", began_at=MONDAY - timedelta(days=1)), task(3, done=done)], WINDOWS, starts_at=MONDAY
    )

    by_id = {placed.id: placed for placed in solved.tasks}
    assert (by_id[3].starts_at, by_id[3].ends_at) == done
    assert by_id[2].works_from == MONDAY and by_id[1].starts_at >= by_id[2].ends_at


def test_a_pinned_task_waits_for_its_moment():
    (placed,) = plan([task(1, pinned=MONDAY + timedelta(days=1))], WINDOWS, starts_at=MONDAY).tasks

    assert placed.starts_at == MONDAY + timedelta(days=1)


def test_no_tasks_is_an_empty_plan():
    assert plan([], {}, starts_at=MONDAY).tasks == ()


@pytest.mark.parametrize(("seed", "count"), list(product(range(12), (5, 25))))
def test_properties_of_any_plan(seed, count):
    dice = Random(seed)
    windows = {key: Window(days_off=frozenset({WEEK + timedelta(days=dice.randrange(20))})) for key in range(4)}
    tasks = [
        task(n, str(dice.randrange(1, 30) / 2), dice.randrange(4), tuple(sorted(dice.sample(range(n), min(n, dice.randrange(3))))))
        for n in range(count)
    ]

    solved = plan(tasks, windows, starts_at=MONDAY)
    by_id = {placed.id: placed for placed in solved.tasks}

    assert solved == plan(tasks, windows, starts_at=MONDAY)
    assert sorted(by_id) == list(range(count))
    for one in tasks:
        placed = by_id[one.id]
        assert all(placed.starts_at >= by_id[key].ends_at for key in one.after)
        worked = windows[one.person].between(placed.starts_at, placed.ends_at)
        assert worked == timedelta(hours=float(one.hours))
    for person in range(4):
        spans = sorted((by_id[one.id].starts_at, by_id[one.id].ends_at) for one in tasks if one.person == person)
        assert all(ends <= begins for (_, ends), (begins, _) in pairwise(spans))
    assert any(placed.critical and placed.ends_at == solved.ends_at for placed in solved.tasks)
