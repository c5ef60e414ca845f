"""Hours of a retainer: none appears and none is lost, whatever the policy; days of periods; levels of a limit."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.deals.rules.advertising import due_on, months_between
from svyazka.deals.rules.agreed_periods import reasons_against_retainer, reasons_not_to_change, reasons_not_to_price
from svyazka.deals.rules.hours import Policy, billable, levels_passed, percent_used, periods
from svyazka.deals.rules.periods import laid_out, spans
from svyazka.deals.rules.retainer import RetainerTerms, due_turn

HOURS = st.decimals(0, 300, places=2)
POLICIES = st.builds(
    Policy, rollover=st.sampled_from(["none", "cap", "expiry"]), cap=st.decimals(0, 200, places=2), lasts=st.integers(1, 4), borrow=st.decimals(0, 50, places=2)
)
ROWS = st.lists(st.tuples(HOURS, HOURS), min_size=1, max_size=14)


@given(ROWS, POLICIES)
def test_hours_are_conserved(rows, policy):
    found = periods(rows, policy)

    for (given_hours, used), one in zip(rows, found, strict=True):
        assert (one.given, one.used) == (given_hours, used)
        assert one.given + one.carried_in + one.borrowed + one.overage == one.used + one.repaid + one.carried_out + one.burnt + one.expired
        assert min(one.carried_in, one.repaid, one.borrowed, one.overage, one.carried_out, one.burnt, one.expired, one.available) >= 0
        assert one.left * (one.overage + one.borrowed) == 0
    for before, after in itertools.pairwise(found):
        assert after.carried_in == before.carried_out and after.repaid == before.borrowed <= policy.borrow
    assert found[0].carried_in == found[0].repaid == found[-1].carried_out == found[-1].borrowed == 0


@given(ROWS, POLICIES)
def test_each_policy_keeps_its_word(rows, policy):
    for n, one in enumerate(periods(rows, policy)):
        if policy.rollover == "none":
            assert one.carried_out == one.expired == 0
        if policy.rollover == "cap":
            assert one.carried_out <= policy.cap and one.expired == 0
        if policy.rollover == "expiry":
            assert one.carried_out <= sum(hours for hours, _used in rows[max(0, n + 1 - policy.lasts) : n + 1])
            assert one.burnt == 0 or n + 1 == len(rows)


@given(ROWS, POLICIES, st.data())
def test_what_comes_later_changes_nothing_before(rows, policy, data):
    """But for what is borrowed and burnt at the end: a period counts by what was, not by what will be."""
    n = data.draw(st.integers(1, len(rows)))
    whole, part = periods(rows, policy), periods(rows[:n], policy)

    assert part[: n - 1] == whole[: n - 1]
    assert (part[-1].available, part[-1].used) == (whole[n - 1].available, whole[n - 1].used)


@pytest.mark.parametrize(
    ("policy", "used", "told"),  # told: carried in, over, carried out, burnt, expired
    [
        (Policy(), [30, 50, 40], [(0, 0, 0, 10, 0), (0, 10, 0, 0, 0), (0, 0, 0, 0, 0)]),
        (Policy("cap", cap=Decimal(6)), [30, 50, 40], [(0, 0, 6, 4, 0), (6, 4, 0, 0, 0), (0, 0, 0, 0, 0)]),
        (Policy("expiry", lasts=1), [30, 35, 40], [(0, 0, 10, 0, 0), (10, 0, 15, 0, 0), (15, 0, 0, 15, 0)]),
        (Policy("expiry", lasts=1), [30, 5, 40], [(0, 0, 10, 0, 0), (10, 0, 40, 0, 5), (40, 0, 0, 40, 0)]),
        (Policy("expiry", lasts=2), [30, 5, 40], [(0, 0, 10, 0, 0), (10, 0, 45, 0, 0), (45, 0, 0, 45, 0)]),
        (Policy(borrow=Decimal(5)), [50, 40, 40], [(0, 5, 0, 0, 0), (0, 0, 0, 0, 0), (0, 5, 0, 0, 0)]),
    ],
    ids=["none", "cap", "expiry", "expired", "two periods", "borrow"],
)  # fmt: skip
def test_by_hand(policy, used, told):
    found = periods([(Decimal(40), Decimal(hours)) for hours in used], policy)

    assert [(one.carried_in, one.overage, one.carried_out, one.burnt, one.expired) for one in found] == told


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 60), st.sampled_from(["month", "day"]))
def test_periods_follow_one_another_without_a_gap(starts_on, count, turn):
    found = spans(turn, starts_on, count)

    assert len(found) == count and found[0][0] == starts_on
    assert all(following[0] - one[1] == timedelta(days=1) for one, following in itertools.pairwise(found))
    if turn == "month":
        assert all(one[0].day == 1 for one in found[1:]) and all((one[1] + timedelta(days=1)).day == 1 for one in found)
    else:
        assert all(27 <= (one[1] - one[0]).days <= 31 for one in found)


def test_a_period_from_the_last_day_of_a_month():
    assert spans("day", date(2026, 1, 31), 3) == [
        (date(2026, 1, 31), date(2026, 2, 27)), (date(2026, 2, 28), date(2026, 3, 30)), (date(2026, 3, 31), date(2026, 4, 29))]  # fmt: skip


@pytest.mark.parametrize(("used", "limit", "passed", "percent"),
                         [(0, 40, [], 0), (28, 40, [70], 70), (Decimal("27.99"), 40, [], 69), (36, 40, [70, 90], 90), (40, 40, [70, 90, 100], 100),
                          (0, 0, [], 0), (1, 0, [70, 90, 100], 100)])  # fmt: skip
def test_levels_of_a_limit(used, limit, passed, percent):
    assert (levels_passed(used, limit, [90, 70, 100]), percent_used(used, limit)) == (passed, percent)


def test_the_client_pays_for_hours_worked_and_approved():
    assert (billable(Decimal(5), Decimal(3)), billable(Decimal(2), Decimal(3)), billable(Decimal(2), Decimal(0))) == (3, 2, 0)


TERMS = {"starts_on": date(2026, 3, 1), "count": 3, "hours": Decimal(40), "fee_kopecks": 100}


@pytest.mark.parametrize(
    ("changed", "count"),
    [({}, 0), ({"count": 0}, 1), ({"count": 61}, 1), ({"hours": Decimal(0)}, 1), ({"fee_kopecks": 0}, 1), ({"rollover": "cap"}, 1),
     ({"rollover": "cap", "cap_hours": Decimal(1)}, 0), ({"rollover": "expiry"}, 1), ({"rollover": "expiry", "lasts": 25}, 1),
     ({"rollover": "expiry", "lasts": 2}, 0), ({"borrow_hours": Decimal(41)}, 1), ({"overage_kopecks": -1}, 1)],
)  # fmt: skip
def test_terms_of_a_retainer_that_cannot_be_kept(changed, count):
    assert len(reasons_against_retainer(RetainerTerms(**TERMS | changed))) == count


@pytest.mark.parametrize(("price", "count"), [(100, 0), (300, 0), (200, 1), (301, 1)])
def test_the_fee_stands_beside_the_price(price, count):
    assert len(reasons_not_to_price(RetainerTerms(**TERMS), price_kopecks=price)) == count


@pytest.mark.parametrize(("terms", "count"), [
    ({"count": 4}, 0), ({"count": 2}, 0), ({"count": 1}, 1), ({"count": 61}, 1), ({"hours": "0"}, 1), ({"fee_kopecks": 0}, 1), ({"overage_kopecks": -1}, 1),
    ({"rollover": "cap"}, 1), ({"rollover": "cap", "cap_hours": "6"}, 0), ({"rollover": "expiry", "lasts": 30}, 1), ({"borrow_hours": "41"}, 1),
    ({"hours": "30", "from_number": 2}, 1), ({"hours": "30", "from_number": 3}, 0), ({"hours": "30", "from_number": 4}, 1),
    ({"starts_on": "2026-05-20"}, 0), ({"starts_on": "2026-04-30"}, 1), ({"starts_on": "2126-05-01"}, 1),
])  # fmt: skip
def test_what_of_a_retainer_is_changed(terms, count):
    told = {"stands": RetainerTerms(**TERMS), "begun": 2, "ended_on": date(2026, 4, 30), "today": date(2026, 4, 2)}
    assert len(reasons_not_to_change(terms, **told)) == count


@pytest.mark.parametrize(("state", "day", "event"), [("planned", 1, "open"), ("planned", 0, ""), ("open", 31, ""), ("open", 32, "close"),
                                                     ("closed", 40, ""), ("cancelled", 40, "")])  # fmt: skip
def test_how_the_calendar_turns_a_period(state, day, event):
    today = date(2026, 2, 28) + timedelta(days=day)
    assert due_turn(state, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31), today=today) == event


def test_months_of_the_register():
    assert months_between(date(2026, 1, 31), date(2026, 3, 31)) == [date(2026, 1, 1), date(2026, 2, 1)]
    assert months_between(date(2026, 1, 5), date(2026, 1, 31)) == []
    assert due_on(date(2026, 1, 1), 30) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("turn", "starts_on", "hours", "fee"),
    [("month", date(2026, 3, 1), "40", 12_000_000), ("month", date(2026, 3, 17), "19.35", 5_806_452), ("month", date(2026, 12, 31), "1.29", 387_097),
     ("month", date(2026, 2, 15), "20", 6_000_000), ("month", date(2028, 2, 29), "1.38", 413_793), ("day", date(2026, 12, 31), "40", 12_000_000)],
)  # fmt: skip
def test_a_month_that_is_cut_is_counted_by_its_days(turn, starts_on, hours, fee):
    """By hand: 12 000 000 × 15 / 31 = 5 806 451.6; 40 × 15 / 31 = 19.354…; in February of 2028 one day of 29."""
    terms = RetainerTerms(starts_on=starts_on, count=3, hours=Decimal(40), fee_kopecks=12_000_000, turn=turn)
    first, *others = laid_out(terms)
    assert (first.hours, first.fee_kopecks) == (Decimal(hours), fee) and not reasons_against_retainer(terms)
    assert {(one.hours, one.fee_kopecks, one.month_days) for one in others} == {(Decimal(40), 12_000_000, 0)}
    assert not reasons_not_to_price(terms, price_kopecks=fee + 24_000_000) and not reasons_not_to_price(terms, price_kopecks=36_000_000)


def test_a_day_that_is_worth_nothing_begins_no_retainer():
    terms = RetainerTerms(**{**TERMS, "starts_on": date(2026, 12, 31), "fee_kopecks": 1})
    assert len(reasons_against_retainer(terms)) == 1


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(1, 10**9), st.decimals("0.01", 300, places=2))
def test_the_part_of_a_fee_is_within_a_kopeck_of_its_days(starts_on, fee, hours):
    first = laid_out(RetainerTerms(starts_on=starts_on, count=1, hours=hours, fee_kopecks=fee))[0]
    days = first.month_days or first.days
    assert abs(first.fee_kopecks * days - fee * first.days) * 2 <= days and 0 <= first.fee_kopecks <= fee
    assert abs(first.hours * days - hours * first.days) * 200 <= days


def test_each_period_has_a_policy_of_its_own():
    rows = [(Decimal(40), Decimal(30))] * 3
    found = periods(rows, [Policy(), Policy("cap", cap=Decimal(6)), Policy("cap", cap=Decimal(6))])
    assert [(one.carried_out, one.burnt) for one in found] == [(0, 10), (6, 4), (0, 16)]
