"""Tasks move only along their table; hours fit in a day; a ring of dependencies is found."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from svyazka.work import rules
from svyazka.work.rules import ENTRY_MOVES, TASK_MOVES, EntryState, TaskState

ALLOWED = [(one, to) for one, states in TASK_MOVES.items() for to in sorted(states)]  # several workers collect the same tests in one order
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("state", "to"), ALLOWED)
def test_what_is_in_the_table_is_allowed(state, to):
    assert rules.reasons_not_to_move(state, to) == []


@pytest.mark.parametrize(("state", "to"), [pair for pair in product(TaskState.values, repeat=2) if pair not in ALLOWED])
def test_whatever_is_not_in_the_table_is_refused_with_a_reason(state, to):
    assert len(rules.reasons_not_to_move(state, to)) == 1


def test_every_state_has_its_row():
    assert set(TASK_MOVES) == set(TaskState) and set(ENTRY_MOVES) == set(EntryState)


@pytest.mark.parametrize(
    ("hours", "day", "others", "count"),
    [("8", DAY, "0", 0), ("8", DAY, "16", 0), ("8.25", DAY, "16", 1), ("0", DAY, "0", 1), ("8", DAY + timedelta(days=31), "0", 0), ("8", DAY + timedelta(days=32), "0", 1)],
)
def test_hours_fit_in_a_day_that_has_come(hours, day, others, count):
    reasons = rules.reasons_not_to_log(hours=Decimal(hours), worked_on=day, today=DAY, others_that_day=Decimal(others))

    assert len(reasons) == count


def test_a_ring_is_found_and_a_chain_is_not_one():
    assert rules.cycle_in({3: [2], 2: [1]}) == []
    assert sorted(rules.cycle_in({1: [3], 2: [1], 3: [2], 4: [1]})) == [1, 2, 3]


def test_a_sprint_is_short_and_alone():
    assert rules.reasons_not_to_start_sprint(starts_on=DAY, ends_on=date(2026, 3, 13), running=False) == []
    assert len(rules.reasons_not_to_start_sprint(starts_on=DAY, ends_on=date(2026, 5, 13), running=True)) == 2


def test_a_fourth_action_is_refused():
    assert rules.reasons_not_to_promise_action(actions=2, closed=False, due_on=DAY, today=DAY, sees=True) == []
    assert len(rules.reasons_not_to_promise_action(actions=3, closed=True, due_on=DAY, today=DAY, sees=True)) == 2


def test_an_action_is_of_a_day_to_come_and_of_somebody_who_sees_the_work():
    past, unseen = (rules.reasons_not_to_promise_action(actions=0, closed=False, **told)
                    for told in ({"due_on": DAY - timedelta(days=1), "today": DAY, "sees": True}, {"due_on": DAY, "today": DAY, "sees": False}))  # fmt: skip

    assert (len(past), len(unseen)) == (1, 1) and past != unseen
