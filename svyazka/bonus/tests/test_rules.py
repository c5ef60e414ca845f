"""Shares in kopecks: what a payment gives, and what its corrections take back of it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.bonus import rules
from svyazka.bonus.rules import Share

PERCENT = st.decimals(min_value=0, max_value=100, places=2)


def test_a_share_is_a_per_cent_and_a_loss_is_no_fine():
    assert rules.one_share(1_000_050, Decimal(5)) == Share(1_000_050, Decimal(5), 50_003)
    assert rules.one_share(-100, Decimal(5)) == Share(0, Decimal(5), 0)


@given(base=st.integers(0, 10**12), percent=PERCENT, heads=st.integers(1, 5))
def test_a_pool_loses_no_kopeck(base, percent, heads):
    parts = rules.pool_shares(base, percent, heads)

    assert sum(part.amount_kopecks for part in parts) == rules.one_share(base, percent).amount_kopecks
    assert rules.pool_shares(base, percent, 0) == []


@given(
    paid=st.integers(1, 10**10), base=st.integers(0, 10**10), percent=PERCENT, heads=st.integers(1, 3),
    cuts=st.lists(st.integers(1, 10**9), max_size=6),
)  # fmt: skip
def test_corrections_of_a_whole_payment_take_back_each_share_to_the_kopeck(paid, base, percent, heads, cuts):
    for then in [rules.one_share(base, percent), *rules.pool_shares(base, percent, heads)]:
        left, taken_back = paid, []
        for cut in [*cuts, paid]:
            cut = min(cut, left)
            if cut == 0:
                continue
            taken_back.append(rules.share_taken_back(then, paid_kopecks=paid, left_kopecks=left, taken_kopecks=cut))
            left -= cut
        assert then.amount_kopecks + sum(part.amount_kopecks for part in taken_back) == 0
        assert then.base_kopecks + sum(part.base_kopecks for part in taken_back) == 0
        assert all(part.amount_kopecks <= 0 and part.percent == percent for part in taken_back)


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"percent": Decimal("100.01")}, 1), ({"percent": Decimal(-1)}, 1), ({"closed": True}, 1), ({"in_force": False}, 1),
     ({"later": False}, 1)],
)  # fmt: skip
def test_what_stands_in_the_way_of_another_rule(changed, count):
    fine = {"percent": Decimal(6), "closed": False, "in_force": True, "later": True}

    assert len(rules.reasons_not_to_change(**{**fine, **changed})) == count


@pytest.mark.parametrize(("closed", "month", "count"), [(False, 3, 0), (True, 3, 1), (False, 4, 0), (False, 5, 0), (False, 6, 1), (True, 6, 2)])
def test_a_month_is_closed_once_and_not_long_before_it_begins(closed, month, count):
    assert len(rules.reasons_not_to_close(closed=closed, month=date(2026, month, 1), today=date(2026, 3, 31))) == count


@pytest.mark.parametrize(("text", "first"), [("2026-12", date(2026, 12, 1)), ("2026-13", None), ("2026-1", None), ("", None)])
def test_a_month_is_read(text, first):
    assert rules.month_of(text) == first


def test_the_month_after_december_is_january():
    assert rules.next_month(date(2026, 12, 1)) == date(2027, 1, 1)
