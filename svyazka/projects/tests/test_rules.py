"""Stages move only along their table; drift is counted in working days and has one cause."""

from datetime import date
from decimal import Decimal
from itertools import pairwise, product

import pytest

from svyazka.kit.errors import Refused
from svyazka.kit.states import after, complement
from svyazka.kit.worktime import Window
from svyazka.projects.rules import (
    PROJECT_MOVES,
    STAGE_MOVES,
    ProjectState,
    StageState,
    cause_of,
    drift_days,
    mood_of,
    reasons_not_to_move,
    reasons_not_to_start,
    reasons_not_to_stop,
    reasons_not_to_widen,
)

ALLOWED = [(one, to) for one, states in STAGE_MOVES.items() for to in states]
REFUSED = [pair for pair in product(StageState.values, repeat=2) if pair not in ALLOWED]


def test_the_straight_way_from_the_plan_to_the_money():
    way = ["plan", "in_work", "result_ready", "checked", "handed", "on_defence", "accepted", "act", "paid"]

    assert all(reasons_not_to_move(one, to) == [] for one, to in pairwise(way))


@pytest.mark.parametrize(("state", "to"), REFUSED)
def test_whatever_is_not_in_the_table_is_refused_with_a_reason(state, to):
    assert len(reasons_not_to_move(state, to)) == 1


def test_every_state_has_its_row():
    assert set(STAGE_MOVES) == set(StageState)


@pytest.mark.parametrize(
    ("promised", "forecast", "days"),
    [
        (date(2026, 3, 6), date(2026, 3, 6), 0),
        (date(2026, 3, 6), date(2026, 3, 10), 1),  # Saturday, Sunday and the 9th are days off
        (date(2026, 3, 10), date(2026, 3, 6), -1),
        (None, date(2026, 3, 6), None),
    ],
)
def test_drift_is_in_working_days(promised, forecast, days):
    assert drift_days(promised, forecast, Window()) == days


def test_moods():
    assert [mood_of(days) for days in (None, -2, 0, 1, 3)] == ["calm", "calm", "calm", "uneasy", "alarming"]


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"late": False, "blocked": True}, ""),
        ({"blocked": True, "hours": 9}, "blocked"),
        ({"hours": 9, "absent": True}, "grew"),
        ({"absent": True}, "absence"),
        ({}, "queue"),
    ],
)
def test_one_cause_is_told(facts, cause):
    known = {"late": True, "blocked": False, "hours": 8, "first_hours": Decimal(8), "absent": False}

    assert cause_of(**{**known, **facts}) == cause


def test_a_project_starts_from_a_signed_contract_once():
    assert reasons_not_to_start(signed=True, has_project=False, stages=1) == []
    assert len(reasons_not_to_start(signed=False, has_project=True, stages=0)) == 3


def test_a_project_moves_only_along_its_table():
    assert after(PROJECT_MOVES, "reopen", "done") == "running"
    for event, state in complement(PROJECT_MOVES, ProjectState.values):
        with pytest.raises(Refused):
            after(PROJECT_MOVES, event, state)


@pytest.mark.parametrize(("unpaid", "reason", "count"), [(0, "закрылись", 0), (1, "закрылись", 1), (2, " ", 2)])
def test_what_stands_in_the_way_of_a_stop(unpaid, reason, count):
    assert len(reasons_not_to_stop(unpaid=unpaid, reason=reason)) == count


@pytest.mark.parametrize(("new", "stopped", "count"), [(1, False, 0), (0, False, 1), (1, True, 1)])
def test_what_stands_in_the_way_of_new_stages(new, stopped, count):
    assert len(reasons_not_to_widen(new_stages=new, stopped=stopped)) == count
