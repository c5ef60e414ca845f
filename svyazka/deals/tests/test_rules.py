"""Sums of estimates, tables of states, what stands in the way of an offer and a contract."""

from decimal import Decimal

import pytest

from svyazka.deals import rules
from svyazka.deals.rules import CONTRACT_MOVES, PROPOSAL_MOVES, ContractState, ProposalState
from svyazka.kit.errors import Refused
from svyazka.kit.states import after, complement

FINE = {"unjudged": [], "verdict": "feasible", "newest": True, "margin": Decimal(50), "floor": Decimal(30), "approved": False,
        "price_kopecks": 100}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "states"), [(CONTRACT_MOVES, ContractState.values), (PROPOSAL_MOVES, ProposalState.values)], ids=["contract", "proposal"]
)
def test_what_is_not_in_the_table_is_refused(table, states):
    for event, state in complement(table, states):
        with pytest.raises(Refused):
            after(table, event, state)


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"unjudged": ["срок", "цена"]}, 2), ({"verdict": "conditional"}, 1), ({"verdict": ""}, 1), ({"newest": False}, 1),
     ({"margin": Decimal("29.9")}, 1), ({"margin": Decimal(10), "approved": True}, 0), ({"price_kopecks": 0}, 1)],
)  # fmt: skip
def test_what_stands_in_the_way_of_an_offer(changed, count):
    assert len(rules.reasons_not_to_offer(**{**FINE, **changed})) == count


def test_stages_of_a_fixed_price_add_up():
    assert rules.reasons_not_to_draft(kind="fixed", stages=[40, 60], price_kopecks=100) == []
    assert rules.reasons_not_to_draft(kind="fixed", stages=[40, 59], price_kopecks=100)
    assert rules.reasons_not_to_draft(kind="tm", stages=[40], price_kopecks=100) == []
    assert rules.reasons_not_to_draft(kind="tm", stages=[], price_kopecks=100)


def test_totals_and_margin():
    sums = rules.totals([(Decimal(10), 300_000, 150_000), (Decimal("0.5"), 100_001, 0)], Decimal(10))
    assert (sums.hours, sums.cost_kopecks) == (Decimal("10.5"), 1_500_000)
    assert sums.price_kopecks == 3_050_001 + 305_000
    assert sums.margin_percent(2_000_000) == Decimal("25.0") and sums.margin_percent(0) is None
