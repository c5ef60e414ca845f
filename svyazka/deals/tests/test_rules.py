"""Sums of estimates, tables of states, what stands in the way of an offer and a contract."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from svyazka.briefs.rules import Held
from svyazka.deals import rules
from svyazka.deals.rules import (
    CONTRACT_MOVES,
    ESTIMATE_MOVES,
    PROPOSAL_MOVES,
    ContractState,
    EstimateState,
    ProposalState,
)
from svyazka.kit.errors import Refused
from svyazka.kit.states import after, complement

FINE = {"held": [], "verdict": "feasible", "newest": True, "below": False, "floor": Decimal(30), "approved": False,
        "price_kopecks": 100}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "states"),
    [(CONTRACT_MOVES, ContractState.values), (PROPOSAL_MOVES, ProposalState.values), (ESTIMATE_MOVES, EstimateState.values)],
    ids=["contract", "proposal", "estimate"],
)
def test_what_is_not_in_the_table_is_refused(table, states):
    for event, state in complement(table, states):
        with pytest.raises(Refused):
            after(table, event, state)


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"held": [Held("срок"), Held("цена", "тексты")]}, 2), ({"verdict": "conditional"}, 1), ({"verdict": ""}, 1), ({"newest": False}, 1),
     ({"below": True}, 1), ({"below": True, "approved": True}, 0), ({"price_kopecks": 0}, 1)],
)  # fmt: skip
def test_what_stands_in_the_way_of_an_offer(changed, count):
    assert len(rules.reasons_not_to_offer(**{**FINE, **changed})) == count


def test_stages_of_a_fixed_price_add_up():
    assert rules.reasons_not_to_draft(kind="fixed", stages=[40, 60], price_kopecks=100) == []
    assert rules.reasons_not_to_draft(kind="fixed", stages=[40, 59], price_kopecks=100)
    assert rules.reasons_not_to_draft(kind="tm", stages=[40], price_kopecks=100) == []
    assert rules.reasons_not_to_draft(kind="tm", stages=[], price_kopecks=100)


def test_totals_and_margin():
    lines = [SimpleNamespace(hours=hours, rate_kopecks=rate, cost_kopecks=cost, spread=Decimal(0))
             for hours, rate, cost in ((Decimal(10), 300_000, 150_000), (Decimal("0.5"), 100_001, 0))]  # fmt: skip
    sums = rules.totals(lines, Decimal(10))
    assert (sums.hours, sums.cost_kopecks) == (Decimal("10.5"), 1_500_000)
    assert sums.price_kopecks == 3_050_001 + 305_000
    assert sums.margin_percent(2_000_000) == Decimal("25.0") and sums.margin_percent(0) is None


@pytest.mark.parametrize(
    ("kind", "stages", "count"),
    [("tm", [1], 1), ("retainer", [10], 0), ("retainer", [9, 50], 1), ("tm_capped", [60, 40], 0), ("tm_capped", [60, 41], 1),
     ("tm_capped", [1], 1), ("tm", [500], 0), ("tm", [0], 1), ("fixed", [1, 99], 0)],
)  # fmt: skip
def test_every_kind_of_contract_is_tied_to_the_price_that_was_offered(kind, stages, count):
    assert len(rules.reasons_not_to_draft(kind=kind, stages=stages, price_kopecks=100, hour_kopecks=10)) == count


TERMS = {"acceptance_days": 5, "rounds_included": 2, "round_price_kopecks": 0}


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"acceptance_days": 0}, 1), ({"acceptance_days": 91}, 1), ({"rounds_included": -1}, 1), ({"rounds_included": 21}, 1),
     ({"round_price_kopecks": -1}, 1)],
)  # fmt: skip
def test_terms_that_cannot_be_kept(changed, count):
    assert len(rules.reasons_against_terms(**{**TERMS, **changed})) == count


SIGNED = {"signed_on": date(2026, 3, 5), "today": date(2026, 3, 5), "opened_on": date(2026, 3, 1), "offered_on": date(2026, 3, 4),
          "answer": "sent"}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"signed_on": date(2026, 3, 3)}, 0), ({"signed_on": date(2026, 3, 2)}, 1), ({"signed_on": date(1999, 1, 1)}, 1),
     ({"signed_on": date(2026, 4, 5)}, 0), ({"signed_on": date(2026, 4, 6)}, 1), ({"answer": "accepted"}, 0), ({"answer": "declined"}, 1), ({"answer": "expired"}, 1),
     ({"offered_on": None, "answer": ""}, 0)],
)  # fmt: skip
def test_on_what_day_a_contract_is_signed(changed, count):
    assert len(rules.reasons_not_to_sign(**{**SIGNED, **changed})) == count
