"""What an estimate comes to: three points, reserve, what is passed on, VAT, options and discounts, all to the kopeck."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.deals import rules
from svyazka.deals.rules import Totals, VatTerms, offer_of, parts_of, pert, usual_of
from svyazka.kit.money import cost_of, share

many = settings(max_examples=300, deadline=None)
NOTHING = Decimal(0)
HOURS = st.decimals("0.01", 500, places=2)
KOPECKS = st.integers(1, 10**7)
PERCENTS = st.decimals(0, 100, places=2)
RATES = st.sampled_from([VatTerms(), VatTerms("included", Decimal(5)), VatTerms("included", Decimal(7)), VatTerms("included", Decimal(22)),
                         VatTerms("on_top", Decimal(5)), VatTerms("on_top", Decimal(22))])  # fmt: skip


def line(hours="1", rate=100_000, cost=50_000, *, spread="0", group="", option="") -> SimpleNamespace:
    return SimpleNamespace(hours=Decimal(hours), rate_kopecks=rate, cost_kopecks=cost, spread=Decimal(spread), group=group, option=option)


def passed(kopecks: int, fee: int = 0, *, in_price: bool = True) -> SimpleNamespace:
    return SimpleNamespace(sum_kopecks=kopecks, fee_kopecks=fee, in_price=in_price)


LINES = st.lists(st.builds(line, HOURS, KOPECKS, KOPECKS, spread=st.decimals(0, 90, places=2),
                           group=st.sampled_from(["", "", "cms"]), option=st.sampled_from(["", "a", "b"])), min_size=1, max_size=12).map(
    lambda rows: [row if row.option else SimpleNamespace(**{**vars(row), "group": ""}) for row in rows])  # fmt: skip
PASSED = st.lists(st.builds(passed, KOPECKS, st.integers(0, 10**6), in_price=st.booleans()), max_size=4)


@pytest.mark.parametrize(("points", "mean"), [(("10", "10", "10"), "10.00"), (("8", "11", "20"), "12.00"), (("0", "1", "3"), "1.17"), (("1", "2", "6"), "2.50")])
def test_the_mean_of_three_points(points, mean):
    assert pert(*map(Decimal, points)) == Decimal(mean)


@many
@given(st.tuples(HOURS, HOURS, HOURS).map(sorted))
def test_the_mean_lies_between_the_ends(points):
    low, likely, high = points
    assert low <= pert(low, likely, high) <= high or high - low < Decimal("0.01")


def test_the_range_adds_variances_and_not_ends():
    sums = rules.totals([line("10", spread="6"), line("10", spread="8")])  # sigmas of 1 and of 4/3 hours: 5/3 together
    low, high = sums.hours_between()
    assert (low, high) == (Decimal("17.87"), Decimal("22.13"))  # 20 ± 1.2816 · 5/3
    assert sums.price_between() == (2_000_000 - 213_600, 2_000_000 + 213_600)
    assert rules.totals([line("10")]).hours_between() == (10, 10)


@many
@given(LINES, PERCENTS, PASSED, RATES)
def test_the_whole_is_the_sum_of_its_parts(lines, reserve, through, vat):
    parts = parts_of(lines, reserve, through, vat)
    assert sorted(id(row) for part in parts for row in part.lines) == sorted(map(id, lines))
    assert parts[0].is_base and sum(part.is_base for part in parts) == 1
    groups = {part.group for part in parts if part.group}
    assert sum(part.usual for part in parts) == len(groups)
    usual = usual_of(parts)
    assert usual.price_kopecks == sum(part.sums.price_kopecks for part in parts if part.is_base or part.usual) == offer_of(parts).price_kopecks
    assert usual.cost_kopecks == sum(cost_of(row.hours, row.cost_kopecks) for part in parts if part.is_base or part.usual for row in part.lines)


@many
@given(LINES, PERCENTS, PASSED, RATES)
def test_what_is_passed_on_earns_nothing(lines, reserve, through, vat):
    sums, without = rules.totals(lines, reserve, through, vat), rules.totals(lines, reserve, [passed(1, row.fee_kopecks, in_price=False) for row in through], vat)
    assert abs(sums.own_income() - without.own_income()) <= 1 and sums.cost_kopecks == without.cost_kopecks
    assert sums.passed_kopecks == vat.asked(sum(row.sum_kopecks for row in through if row.in_price))


@many
@given(LINES, PERCENTS, RATES)
def test_vat_is_inside_of_the_price_or_on_top_of_it(lines, reserve, vat):
    sums = rules.totals(lines, reserve, (), vat)
    plain = sums.work_kopecks + sums.reserve_kopecks
    if vat.mode == "on_top":
        assert sums.price_kopecks == plain + share(plain, vat.percent) and abs(sums.own_income() - plain) <= 1
    else:
        assert sums.price_kopecks == plain and sums.own_income() == plain - sums.vat_kopecks


@many
@given(LINES, PERCENTS, PASSED, RATES, PERCENTS)
def test_a_discount_in_per_cent_leaves_what_is_passed_on_alone(lines, reserve, through, vat, percent):
    parts = parts_of(lines, reserve, through, vat)
    offer, usual = offer_of(parts, percent=percent), usual_of(parts)
    off = rules.discount_of(usual, offer.price_kopecks)
    own = usual.price_kopecks - usual.passed_kopecks
    assert abs(off - Fraction(percent)) * own <= 100 * len(parts)
    assert offer.price_kopecks >= usual.passed_kopecks and all(price >= 0 for price in offer.prices)


@many
@given(LINES, PERCENTS, RATES, st.integers(1, 10**10))
def test_a_price_that_is_named_is_the_price(lines, reserve, vat, kopecks):
    assert offer_of(parts_of(lines, reserve, (), vat), price_kopecks=kopecks).price_kopecks == kopecks


@many
@given(LINES, PERCENTS, PASSED, RATES, st.decimals(0, 99, places=2))
def test_where_no_part_is_below_the_floor_no_choice_is(lines, reserve, through, vat, floor):
    parts = parts_of(lines, reserve, through, vat)
    if any(part.sums.is_below(floor) for part in parts):
        return
    assert not offer_of(parts).is_below(floor)
    everything = sum((part.sums for part in parts[1:]), parts[0].sums)
    assert not everything.is_below(floor) or abs(100 * everything.margin_kopecks() - Fraction(floor) * everything.own_income()) <= 100 * len(parts)


def test_the_floor_is_exact_and_not_what_is_shown():
    sums = Totals(price_kopecks=100_000, cost_kopecks=70_040)
    assert sums.margin_percent() == Decimal("30.0") and sums.is_below(Decimal(30))
    assert not Totals(price_kopecks=100_000, cost_kopecks=70_000).is_below(Decimal(30))
    assert Totals(price_kopecks=100, passed_kopecks=100, cost_kopecks=1).is_below(Decimal(0))


@pytest.mark.parametrize(
    ("own", "price", "off"),
    [((100, 0), 90, 10), ((100, 50), 95, 10), ((100, 0), 100, 0), ((100, 0), 120, 0), ((100, 100), 99, 100)],
)
def test_a_discount_is_of_what_is_the_agency_s_own(own, price, off):
    sums = Totals(price_kopecks=own[0], passed_kopecks=own[1])
    assert rules.discount_of(sums, price) == off


OPTIONS = [SimpleNamespace(pk=1, group="cms"), SimpleNamespace(pk=2, group="cms"), SimpleNamespace(pk=3, group="")]


@pytest.mark.parametrize(("picked", "count"), [({1}, 0), ({2, 3}, 0), (set(), 1), ({1, 2}, 1), ({3}, 1), ({1, 9}, 1), ({9}, 2)])
def test_what_is_a_choice(picked, count):
    assert len(rules.reasons_not_to_pick(OPTIONS, picked)) == count


def pair(before, after) -> list[str]:
    return [found.change.value for found in rules.paired(before, after)]


def compared_line(title, hours=1, key=None, specialism=1):
    clause = SimpleNamespace(key=key) if key else None
    return SimpleNamespace(title=title, hours=hours, rate_kopecks=1, group="", option="", specialism_id=specialism, clause=clause, price_kopecks=hours)


def test_two_editions_are_matched_by_the_key_of_the_clause_and_else_by_title():
    one, two = compared_line("Каталог", key=4), compared_line("Каталог и поиск", key=4)
    assert pair([one], [two]) == ["changed"] and pair([one], [compared_line("Каталог", key=4)]) == ["same"]
    assert pair([one, compared_line("Тексты")], [compared_line("Тексты", hours=2), compared_line("Макеты")]) == ["changed", "added", "removed"]
    assert [found.price_apart for found in rules.paired([one], [compared_line("Иное", 7)])] == [7, -1]
