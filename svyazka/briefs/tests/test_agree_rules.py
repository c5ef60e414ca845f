"""The digest of a wording, what stands in the way of sending and answering; where the thread breaks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.briefs import rules
from svyazka.briefs.rules import Gap, laid_over, wording_digest
from svyazka.kit.strands import Kind, Strand

DAY = date(2026, 3, 10)
WORDS = st.text("аб\",[", max_size=3)
CLAUSE = st.tuples(st.integers(1, 9), WORDS, st.sampled_from(["must", "should", "wont"]), WORDS, WORDS)
WORDING = st.tuples(st.lists(WORDS, max_size=3), st.lists(CLAUSE, max_size=4))


def test_the_digest_is_of_the_canonical_words():
    given = wording_digest(["заявки"], [(1, "", "must", "Каталог", "300 позиций видны")])

    assert given == "e8b1b9c2c2b185370fda805996be29535cee571dc329eb70a8a2766493cdebb9"  # printf of the JSON through sha256sum
    assert given == wording_digest(iter(["заявки"]), iter([[1, "", "must", "Каталог", "300 позиций видны"]]))


@given(WORDING, WORDING)
def test_two_wordings_have_one_digest_only_when_they_are_the_same(one, other):
    assert (wording_digest(*one) == wording_digest(*other)) == (one == other)


def refused(**told) -> int:
    usual = {"newest": True, "verdict": "feasible", "same_wording": True, "conditions_accepted": False, "held": [], "answer_by_on": DAY, "today": DAY}
    return len(rules.reasons_not_to_send(**{**usual, **told}))


@pytest.mark.parametrize(("told", "reasons"), [
    ({}, 0), ({"newest": False}, 1), ({"verdict": ""}, 1), ({"verdict": "infeasible"}, 1), ({"same_wording": False}, 1),
    ({"verdict": "conditional"}, 1), ({"verdict": "conditional", "conditions_accepted": True}, 0), ({"held": [rules.Held("срок"), rules.Held("цена", "тексты")]}, 2),
    ({"answer_by_on": date(2026, 3, 9)}, 1), ({"verdict": "", "same_wording": False}, 1),
])  # fmt: skip
def test_what_stands_in_the_way_of_sending(told, reasons):
    assert refused(**told) == reasons


@pytest.mark.parametrize(("decision", "same", "reason", "by_contact", "proof", "reasons"), [
    ("agreed", True, "", True, False, 0), ("agreed", False, "", True, False, 1), ("remarks", True, " ", True, False, 1),
    ("remarks", True, "срок", True, False, 0), ("agreed", True, "", False, False, 1), ("agreed", True, "", False, True, 0),
])  # fmt: skip
def test_what_stands_in_the_way_of_an_answer(decision, same, reason, by_contact, proof, reasons):
    found = rules.reasons_not_to_answer(decision=decision, same_wording=same, reason=reason, by_contact=by_contact, has_evidence=proof)
    assert len(found) == reasons


@dataclass
class Clause:
    key: int
    kind: str = "must"
    criterion: str = "видно"
    text: str = ""


def numbered(*clauses: Clause) -> list[tuple[str, Clause]]:
    return [(f"1.{n}", clause) for n, clause in enumerate(clauses, start=1)]


def strand(kind: Kind, *keys: int, **told) -> Strand:
    return Strand(kind, "работа", "/", keys, **told)


def test_the_thread_of_a_clause_breaks_where_something_is_missing():
    laid = laid_over(
        numbered(Clause(1), Clause(2, criterion=" "), Clause(3, "should"), Clause(4, "wont", "")),
        [strand(Kind.ESTIMATE, 1), strand(Kind.TASK, 1), strand(Kind.TASK, 2), strand(Kind.ACT, 1, 2)],
    )

    assert [row.gaps for row in laid.rows] == [[], [Gap.ESTIMATE, Gap.CRITERION], [Gap.ESTIMATE, Gap.TASK], []]
    assert (laid.binding, laid.covered(), laid.gaps("task"), laid.loose) == (3, 1, 1, [])
    assert [len(row.strands[Kind.ACT]) for row in laid.rows] == [1, 1, 0, 0]


def test_what_no_clause_asks_for_hangs_loose():
    laid = laid_over(numbered(Clause(1), Clause(2, "wont")), [strand(Kind.TASK), strand(Kind.TASK, 9), strand(Kind.ACT, 2), strand(Kind.ACT, 1, 2)])

    assert [one.of_clause for one in laid.loose] == ["", "gone", "wont"]
    assert len(laid.loose_of("task")) == 2 and len(laid.loose_of("act")) == 1


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.lists(st.integers(1, 6), max_size=3, unique=True)), max_size=12))
def test_every_strand_is_met_or_hangs_loose(told):
    laid = laid_over(numbered(*(Clause(key) for key in range(1, 5))), [strand(kind, *keys) for kind, keys in told])

    for kind in Kind:
        met = sum(any(key < 5 for key in keys) for one, keys in told if one == kind)
        assert met + len(laid.loose_of(kind)) == sum(one == kind for one, _keys in told)
    assert laid.covered() + sum(bool(row.gaps) for row in laid.rows) == laid.binding


def test_sums_of_strands_that_have_none_are_none():
    rows = [strand(Kind.TASK, hours=Decimal("1.5")), strand(Kind.TASK, hours=Decimal(2))]

    assert (rules.hours_in(rows), rules.kopecks_in(rows), rules.hours_in([])) == (Decimal("3.5"), None, None)
