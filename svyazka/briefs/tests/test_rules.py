"""Tables of states, and what stands in the way of a verdict."""

import pytest

from svyazka.briefs import rules
from svyazka.briefs.rules import BRIEF_MOVES, PROMISE_MOVES, BriefState, PromiseState
from svyazka.kit.errors import Refused
from svyazka.kit.states import after, complement


@pytest.mark.parametrize(
    ("table", "states"), [(BRIEF_MOVES, BriefState.values), (PROMISE_MOVES, PromiseState.values)], ids=["brief", "promise"]
)
def test_what_is_not_in_the_table_is_refused(table, states):
    for event, state in complement(table, states):
        with pytest.raises(Refused):
            after(table, event, state)
    assert {to for moves in table.values() for to in moves.values()} <= set(states)


def test_a_brief_needs_needs_and_clauses():
    assert rules.reasons_not_to_submit(clauses=1, needs=1) == []
    assert len(rules.reasons_not_to_submit(clauses=0, needs=0)) == 2


def test_every_waiting_promise_is_judged_and_no_other():
    assert rules.reasons_not_to_judge({1: "срок"}, [1]) == []
    assert "срок" in str(rules.reasons_not_to_judge({1: "срок"}, [])[0])
    assert len(rules.reasons_not_to_judge({1: "срок"}, [1, 7])) == 1


