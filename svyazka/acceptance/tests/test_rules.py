"""Tables of states: what is in them is allowed, everything else is refused with a reason."""

from datetime import date
from itertools import product

import pytest

from svyazka.acceptance import rules
from svyazka.kit.worktime import Window

MACHINES = [
    (rules.RESULT, rules.ResultState), (rules.DEFENCE, rules.DefenceState), (rules.REMARK, rules.RemarkState),
    (rules.CHANGE, rules.ChangeState),
]  # fmt: skip


@pytest.mark.parametrize(("table", "states"), MACHINES)
def test_whatever_is_not_in_the_table_is_refused(table, states):
    verbs = {verb for _state, verb in table}

    for state, verb in product(states.values, verbs):
        assert bool(rules.reasons_not_to_move(table, states, state, verb)) == ((state, verb) not in table)
    assert set(table.values()) <= set(states.values)


@pytest.mark.parametrize(
    ("accepted", "remarks", "evidence", "contact", "count"),
    [
        (True, [], "письмо", False, 0), (True, [], " ", False, 1), (True, [], "", True, 0),
        (False, [{"text": "цены"}], "", True, 0), (False, [{"text": " "}], "", True, 1), (False, [], "", False, 2),
        (True, [{"text": "цены"}], "", True, 1),
    ],
)  # fmt: skip
def test_a_verdict_names_its_evidence_and_its_remarks(accepted, remarks, evidence, contact, count):
    reasons = rules.reasons_not_to_decide(accepted=accepted, remarks=remarks, evidence=evidence, by_contact=contact)

    assert len(reasons) == count


def test_silence_is_counted_in_working_days():
    assert rules.silence_due(date(2026, 3, 2), 5, Window()) == date(2026, 3, 10)  # the ninth is a day off by transfer


@pytest.mark.parametrize(("allowed", "today", "count"), [(True, 11, 0), (True, 10, 1), (False, 11, 1)])
def test_silence_is_acceptance_only_after_the_day_and_by_the_contract(allowed, today, count):
    reasons = rules.reasons_not_to_take_silence(allowed=allowed, due_on=date(2026, 3, 10), today=date(2026, 3, today))

    assert len(reasons) == count


@pytest.mark.parametrize(("round_no", "paid"), [(1, False), (2, False), (3, True)])
def test_rounds_beyond_the_contract_are_paid(round_no, paid):
    assert rules.is_paid_round(round_no, 2) is paid
