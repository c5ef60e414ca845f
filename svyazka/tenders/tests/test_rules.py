"""Rules of the desk, by tables and properties: days, shares, prices, the card, papers."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.states import Moves
from svyazka.kit.worktime import Window
from svyazka.tenders.rules import (
    BASE_OF_EVENT,
    BOARD,
    CLOSED,
    DONE_BY_EVENT,
    FIGURES,
    FINISHED,
    LABELS,
    LEADING,
    MOVES,
    SHIPPED,
    WALK,
    Base,
    Kind,
    Law,
    Line,
    Method,
    PaperState,
    Suggestion,
    TenderState,
    best,
    counted,
    dumping,
    fall,
    is_ours,
    ladder,
    least_price,
    paper_state,
    reasons_not_a_rule,
    reasons_not_to_score,
    reasons_not_to_submit,
    reasons_not_within,
    walk,
    weighed,
)

ADD_DAYS = Window().add_days


def naive(day: date, days: int, *, before: bool) -> date:
    """Count working days the slow way, by the calendar itself."""
    calendar, step = holidays.country_holidays("RU"), timedelta(days=-1 if before else 1)
    while days:
        day += step
        days -= calendar.is_working_day(day)
    return day


@settings(deadline=None)
@given(st.dates(date(2025, 1, 1), date(2027, 10, 1)), st.integers(0, 25), st.booleans())
def test_working_days_are_counted_as_the_production_calendar_has_them(day, days, before):
    assert counted(day, days, working=True, before=before, add_days=ADD_DAYS) == naive(day, days, before=before)


@settings(deadline=None)
@given(st.dates(date(2025, 1, 1), date(2027, 10, 1)), st.integers(0, 400), st.booleans())
def test_calendar_days_are_plain_days(day, days, before):
    assert (counted(day, days, working=False, before=before, add_days=ADD_DAYS) - day).days == (-days if before else days)


@pytest.mark.parametrize(("deadline", "days", "expected"), [
    (date(2026, 1, 13), 3, date(2025, 12, 29)),  # over the long holidays: 12 Jan, 30 Dec, 29 Dec
    (date(2026, 3, 10), 1, date(2026, 3, 6)),  # 9 March is off
    (date(2026, 5, 12), 2, date(2026, 5, 7)),  # 11 May is off, 8 May is worked
])  # fmt: skip
def test_days_before_a_deadline_jump_over_the_holidays(deadline, days, expected):
    assert counted(deadline, days, working=True, before=True, add_days=ADD_DAYS) == expected


def test_every_stage_is_on_the_walk_or_is_an_end():
    assert sorted((*WALK, *CLOSED)) == sorted(TenderState.values)
    assert isinstance(MOVES, Moves)
    assert set(MOVES) - {"go", "decline", "submit"} == set(LEADING) <= set(LABELS)
    assert {state for table in MOVES.values() for state in table} == set(BOARD)
    assert {to for table in MOVES.values() for to in table.values()} == set(TenderState.values) - {"found"}


def test_the_walk_shows_what_is_done_and_what_is_ahead():
    assert [place for _label, place in walk("paid")] == ["done"] * 10 + ["now", "ahead"]
    assert walk(FINISHED)[-1][1] == "now"
    assert walk("lost") == []


def test_what_is_counted_from_an_event_and_done_by_it_is_known():
    assert set(BASE_OF_EVENT) <= set(MOVES) and set(BASE_OF_EVENT.values()) <= set(Base)
    assert set(DONE_BY_EVENT) <= set(MOVES)


def rule(kind="draft", law="fz44", method="", price_from=None, price_to=None, starts_on=date(2024, 1, 1), **more):
    return SimpleNamespace(code=kind, kind=kind, law=law, method=method, price_from_kopecks=price_from, price_to_kopecks=price_to,
                           starts_on=starts_on, pk=None, **more)  # fmt: skip


@pytest.mark.parametrize(("usual", "particular"), [
    (rule(law=""), rule()), (rule(), rule(method="quotation")), (rule(), rule(price_to=5)), (rule(), rule(starts_on=date(2025, 1, 1))),
    (rule(starts_on=date(2026, 1, 1)), rule(method="quotation")),
])  # fmt: skip
def test_the_more_particular_rule_wins_and_the_newer_of_equals(usual, particular):
    assert best([usual, particular]) == best([particular, usual]) == {"draft": particular}


@pytest.mark.parametrize("row", SHIPPED, ids=lambda row: f"{row['law']}-{row['kind']}")
def test_every_shipped_rule_can_be_a_rule_and_says_where_it_is_from(row):
    told = {"base": "", "days": None, "percent_from": None, "percent_to": None, **row}
    assert reasons_not_a_rule(kind=told["kind"], base=told["base"], days=told["days"], percent_from=told["percent_from"],
                              percent_to=told["percent_to"], price_from=told["price_from_kopecks"], price_to=told["price_to_kopecks"],
                              title="") == []  # fmt: skip
    assert told["kind"] in Kind.values and told["law"] in ("", *Law.values) and told["method"] in ("", *Method.values)
    assert told["mark"] != "V" or told["source"]
    assert (told["kind"] in FIGURES) == (told["days"] is None)


FINE = {"kind": "draft", "base": "protocol", "days": 2, "percent_from": None, "percent_to": None, "price_from": None, "price_to": None, "title": ""}


@pytest.mark.parametrize(("change", "count"), [
    ({}, 0), ({"days": None}, 1), ({"base": ""}, 1), ({"days": 9999}, 1), ({"kind": "own"}, 1), ({"kind": "own", "title": "Портфолио"}, 0),
    ({"price_from": 5, "price_to": 5}, 1), ({"kind": "bid_security"}, 1), ({"kind": "limit"}, 1), ({"kind": "limit", "price_to": 5}, 0),
    ({"kind": "bid_security", "percent_from": Decimal(5), "percent_to": Decimal(1)}, 1),
])  # fmt: skip
def test_what_cannot_be_a_rule_is_told_why(change, count):
    assert len(reasons_not_a_rule(**{**FINE, **change})) == count


@settings(deadline=None)
@given(st.integers(1, 10**13), st.decimals(0, Decimal("99.99"), places=2))
def test_the_floor_leaves_the_wanted_margin_and_a_kopeck_less_does_not(cost, margin):
    floor = least_price(cost, margin)
    assert (floor - cost) * 100 >= margin * floor
    assert (floor - 1 - cost) * 100 < margin * (floor - 1)


FIGURES_44 = {"dumping": SimpleNamespace(percent_from=Decimal(25)), "dumping_security": SimpleNamespace(percent_from=Decimal(150)),
              "good_faith": SimpleNamespace(price_to_kopecks=1_500_000_000)}  # fmt: skip


@pytest.mark.parametrize(("price", "initial", "told"), [
    (7501, 10_000, None), (7500, 10_000, True), (5000, 10_000, True), (1_125_000_000, 1_500_000_000, True),
    (1_120_000_000, 1_500_000_001, False), (10_000, 10_000, None),
])  # fmt: skip
def test_a_fall_of_a_quarter_brings_anti_dumping_measures(price, initial, told):
    found = dumping(price_kopecks=price, initial_kopecks=initial, rules=FIGURES_44)
    assert (found and found.good_faith_is_enough) == told
    assert found is None or found.security_times == Decimal("1.5")


def test_without_a_rule_nothing_is_dumping():
    assert dumping(price_kopecks=1, initial_kopecks=100, rules={}) is None


def test_the_ladder_tells_the_margin_at_each_step_and_where_it_ends():
    rungs = ladder(initial_kopecks=100_000, cost_kopecks=60_000, floor_kopecks=80_000, dumping_from=Decimal(25))
    assert [rung.price_kopecks for rung in rungs] == [100_000, 95_000, 90_000, 85_000, 80_000, 75_000, 70_000, 65_000]
    assert [rung.below_floor for rung in rungs] == [False] * 5 + [True] * 3
    assert [rung.dumping for rung in rungs] == [False] * 5 + [True] * 3
    assert (rungs[4].margin_kopecks, rungs[4].margin_percent) == (20_000, Decimal(25))
    assert ladder(initial_kopecks=100, cost_kopecks=None, floor_kopecks=None, dumping_from=None)[1].margin_kopecks is None


@pytest.mark.parametrize(("change", "count"), [
    ({}, 0), ({"price_kopecks": 0}, 1), ({"price_kopecks": 101}, 1), ({"late": True}, 1), ({"floor_kopecks": 91}, 1),
    ({"floor_kopecks": 91, "reason": "первый в регионе"}, 0), ({"floor_kopecks": 90}, 0), ({"late": True, "price_kopecks": 0}, 2),
])  # fmt: skip
def test_what_stands_in_the_way_of_the_application(change, count):
    asked = {"price_kopecks": 90, "initial_kopecks": 100, "floor_kopecks": None, "reason": "", "late": False, **change}
    assert len(reasons_not_to_submit(**asked)) == count


@pytest.mark.parametrize(("amount", "count"), [(49, 1), (50, 0), (100, 0), (101, 1)])
def test_a_security_lies_within_the_share_of_the_rule(amount, count):
    share = SimpleNamespace(percent_from=Decimal("0.5"), percent_to=Decimal(1))
    assert len(reasons_not_within(amount_kopecks=amount, initial_kopecks=10_000, rule=share)) == count
    assert reasons_not_within(amount_kopecks=amount, initial_kopecks=10_000, rule=None) == []


@pytest.mark.parametrize(("lines", "percent", "waiting", "suggestion"), [
    ([], None, 0, Suggestion.UNFINISHED),
    ([(25, None)], None, 1, Suggestion.UNFINISHED),
    ([(25, 5), (75, None)], Decimal("100.0"), 1, Suggestion.UNFINISHED),
    ([(50, 5), (50, 5)], Decimal("100.0"), 0, Suggestion.GO),
    ([(50, 4), (50, 2)], Decimal("60.0"), 0, Suggestion.THINK),
    ([(75, 1), (25, 3)], Decimal("30.0"), 0, Suggestion.NO_GO),
    ([(1, 0), (99, 5)], Decimal("99.0"), 0, Suggestion.GO),
])  # fmt: skip
def test_the_card_is_weighed(lines, percent, waiting, suggestion):
    found = weighed(Line(*line) for line in lines)
    assert (found.percent, found.waiting, found.suggestion) == (percent, waiting, suggestion)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 5)), min_size=1, max_size=8))
def test_the_card_is_never_out_of_bounds(lines):
    assert 0 <= weighed(Line(*line) for line in lines).percent <= 100


@pytest.mark.parametrize(("score", "word", "ended", "count"), [(5, "да", False, 0), (6, "да", False, 1), (-1, " ", True, 3)])
def test_a_score_has_its_word(score, word, ended, count):
    assert len(reasons_not_to_score(score=score, word=word, ended=ended)) == count


DAY, UNTIL = date(2026, 3, 2), date(2026, 3, 20)


@pytest.mark.parametrize(("ends", "state"), [
    ([], PaperState.MISSING), ([None], PaperState.READY), ([UNTIL], PaperState.READY), ([UNTIL - timedelta(days=1)], PaperState.EXPIRES),
    ([DAY], PaperState.EXPIRES), ([DAY - timedelta(days=1)], PaperState.EXPIRED), ([DAY - timedelta(days=1), UNTIL], PaperState.READY),
])  # fmt: skip
def test_a_document_is_in_force_until_the_tender_is_over(ends, state):
    assert paper_state(ends, day=DAY, until=UNTIL) == state


@pytest.mark.parametrize(("code", "ours"), [
    ("62.01.11.000", True), ("62.02.20.190", True), ("62.03.12", True), ("62.03.11", False), ("73.11.1", True), ("73.20", False),
    ("62", False), ("162.01", False), ("21.20.23.192", False), ("82.30.11.000", True),
])  # fmt: skip
def test_the_codes_of_our_trade(code, ours):
    assert is_ours(code, ["62.01", "62.02", "62.03.12", "73.1", "82.30"]) == ours


def test_a_fall_is_told_in_per_cent_of_the_initial_price():
    assert fall(75, 100) == 25
