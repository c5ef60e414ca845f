"""The forecast of hours: by hand on small pasts, at its limits, blind to the future, honest about itself."""

import ast
import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.projects import forecast
from svyazka.projects.forecast import Estimate, Finished, Forecaster, History, Manner, Open
from svyazka.projects.forecast.grading import Grades
from svyazka.projects.forecast.spread import LUCK, RATIOS, SHARES, TAIL, Spread

ON = date(2026, 3, 2)
FOREVER = Manner(half_life=1e12)
UP = 250  # a node of the grid above one


def done(actual: float, estimate: float = 8.0, days_ago: int = 1, **more) -> Finished:
    return Finished(estimate, actual, ON - timedelta(days=days_ago), **more)


def asked(hours: float = 8.0, **more) -> Open:
    return Open("asked", Estimate.of(hours), **more)


def spread(past, task: Open, manner: Manner = Manner()) -> Spread:
    return Forecaster(past, ON, manner).spread(task)


def past_of(seed: int, count: int = 60, **more) -> list[Finished]:
    """Return finished tasks of three people at two kinds of work; the second person takes twice the estimate."""
    dice, rows = Random(seed), []
    for _n in range(count):
        estimate, who = dice.choice([1, 2, 4, 8, 16]), dice.randrange(3)
        actual = estimate * exp(dice.gauss(0.7 if who == 1 else 0, 0.5))
        rows.append(done(actual, estimate, dice.randrange(1, 700), person=who, kind=dice.randrange(2), **more))
    return rows


pasts = st.builds(past_of, st.integers(0, 10_000), st.sampled_from([0, 1, 7, 60]))
tasks = st.builds(
    lambda best, more, worst, person, kind, logged: Open("asked", Estimate(best, best * more, best * more * worst), person, None, kind, logged),
    st.floats(0.1, 100), st.floats(1, 3), st.floats(1, 5), st.sampled_from([None, 0, 1, 9]), st.sampled_from([None, 0, 1]),
    st.sampled_from([0.0, 0.5, 7.0, 500.0]),
)  # fmt: skip


def laplace(x: float, scale: float) -> float:
    return exp(x / scale) / 2 if x < 0 else 1 - exp(-x / scale) / 2


# by hand


def test_two_tasks_of_the_past_by_hand():
    past = [done(8), done(8 * exp(RATIOS[UP]))]

    below = History(past, FOREVER).below(asked(), 8.0, ON)

    for n in (0, 100, 180, 200, UP, 360):
        g = RATIOS[n]
        by_hand = (laplace(g, 0.05) + laplace(g - RATIOS[UP], 0.05) + 5 * laplace(g, TAIL)) / 7
        assert below[n] == pytest.approx(by_hand, abs=1e-9)


def test_age_and_size_and_own_work_by_hand():
    own = done(8 * exp(RATIOS[UP]), 8.0, 365, person="ann", kind="page")
    other = done(16, 16.0, 730, person="bob")

    below = History([own, other]).below(asked(person="ann", kind="page"), 8.0, ON)

    mine, theirs = 0.5, 0.25 * exp(-((log(2) / 0.5) ** 2) / 2)  # a year and two of age; twice the size
    seen = lambda g: laplace(g - RATIOS[UP], 0.05)  # noqa: E731
    for g, got in zip(RATIOS[::40], below[::40], strict=True):
        told = (mine * seen(g) + theirs * laplace(g, 0.05) + 5 * laplace(g, TAIL)) / (mine + theirs + 5)
        for _heap in ("kind", "person", "own"):
            told = (mine * seen(g) + 10 * told) / (mine + 10)
        assert got == pytest.approx(told, abs=1e-9)


def test_without_any_past_an_estimate_is_missed_by_times_either_way():
    told = spread([], asked(10))

    low, high = told.within(0.8)
    assert told.figure == 10
    assert low == pytest.approx(10 * exp(-TAIL * log(5)), rel=1e-2)  # where a Laplace law has a tenth below
    assert low * high == pytest.approx(100, rel=1e-6)
    assert told.share_below(20) == pytest.approx(laplace(log(2), TAIL), abs=1e-3)


def test_what_the_hours_logged_leave_by_hand():
    whole = spread([], asked(10))

    left = spread([], asked(10, logged=10.0))

    assert left.quantile(0.5) == pytest.approx(whole.quantile(0.75), rel=1e-3)
    assert left.quantile(0.9) == pytest.approx(whole.quantile(0.95), rel=1e-3)


def test_far_beyond_anything_seen_twice_the_hours_are_as_likely_as_a_quarter():
    told = spread(past_of(1), asked(1, logged=1000.0))

    assert told.share_below(2000) == pytest.approx(0.75, abs=0.01)


def test_three_points_make_one_figure_and_may_only_widen():
    assert Estimate(4, 7, 22).hours == 9
    single, ranged, narrow = (spread(past_of(3), Open(1, told)) for told in (Estimate.of(9), Estimate(4, 7, 22), Estimate(8.9, 9, 9.1)))

    assert ranged.quantile(0.5) == pytest.approx(single.quantile(0.5))
    wide = ranged.within(0.8)
    assert log(wide[1] / wide[0]) == pytest.approx(max(log(22 / 4), log(single.quantile(0.9) / single.quantile(0.1))))
    assert narrow.within(0.8) == pytest.approx(single.within(0.8))


def test_a_range_wider_than_the_past_is_believed():
    low, high = spread(past_of(3), Open(1, Estimate(1, 9, 90))).within(0.8)

    assert high / low == pytest.approx(90)


@pytest.mark.parametrize("told", [(0, 1, 2), (-1, 1, 2), (3, 2, 4), (1, 5, 4), (float("nan"), 1, 2)])
def test_what_is_no_estimate_is_refused(told):
    with pytest.raises(ValueError):
        Estimate(*told)


def test_hours_may_be_decimals_as_tables_keep_them_and_none_logged_teach_nothing():
    past = [done(Decimal("9.50"), Decimal("8.00"), person=1), done(Decimal(0), person=1), done(9.5, 0.0)]

    told = spread(past, Open(1, Estimate.of(Decimal("8.00")), 1, logged=Decimal("2.25")))

    assert told.quantile(0.7) == pytest.approx(spread([done(9.5, person=1)], asked(person=1, logged=2.25)).quantile(0.7))


# at its limits


def test_of_whom_nothing_is_known_the_group_speaks():
    past = past_of(5)

    stranger, group = spread(past, asked(person="new")), spread(past, asked())

    assert np.array_equal(stranger.ratios, group.ratios)


def test_a_new_kind_of_work_is_told_by_the_person_alone():
    past = past_of(5)

    assert np.array_equal(spread(past, asked(person=1, kind="new")).ratios, spread(past, asked(person=1)).ratios)


def test_of_whom_much_is_known_the_group_has_no_word():
    dice = Random(8)
    group = [done(8 * exp(dice.gauss(0, 0.3)), person=n % 5) for n in range(500)]
    own = [done(8 * exp(dice.gauss(1.2, 0.2)), person="slow") for _n in range(3000)]

    told, alone = (History(past, FOREVER).below(asked(person="slow"), 8.0, ON) for past in (group + own, own))

    assert np.abs(told - alone).max() < 0.005


def test_with_each_task_of_ones_own_the_forecast_goes_from_the_group_to_oneself():
    group = [done(8, person=n % 5) for n in range(200)]
    middles = [spread([*group, *[done(24, person="slow")] * n], asked(person="slow")).quantile(0.5) for n in (0, 3, 10, 30, 300)]

    assert middles == sorted(middles)
    assert (middles[0], middles[-1]) == (pytest.approx(8, rel=0.02), pytest.approx(24, rel=0.02))


def test_what_is_old_counts_for_less():
    recent = [done(16, days_ago=10)] * 20
    old = [done(4, days_ago=10 + 5 * 365)] * 20

    assert spread(recent + old, asked()).quantile(0.5) == pytest.approx(16, rel=0.05)


def test_small_estimates_do_not_speak_for_large_ones():
    past = [done(1, 1.0)] * 100 + [done(100, 50.0)] * 100

    assert spread(past, asked(1)).figure == 1
    assert spread(past, asked(50)).figure == pytest.approx(100, rel=0.05)


def test_a_middle_near_the_estimate_is_the_estimate_but_never_below_what_is_logged():
    past = [done(8.4)] * 200

    assert spread(past, asked()).figure == 8
    assert spread(past, asked(logged=8.2)).figure >= 8.2


@settings(max_examples=60, deadline=None)
@given(pasts, tasks)
def test_more_certainty_never_needs_fewer_hours(past, task):
    told = spread(past, task)
    hours = [told.quantile(share) for share in np.linspace(0.001, 0.999, 60)]

    assert all(one <= other for one, other in itertools.pairwise(hours))
    assert all(np.isfinite(hours)) and min(hours) > 0
    assert (np.diff(told.ratios) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(pasts, tasks)
def test_a_task_never_takes_less_than_is_logged(past, task):
    forecaster = Forecaster(past, ON)

    assert forecaster.spread(task).quantile(1e-5) >= task.logged * (1 - 1e-12)
    assert forecaster.spread(task).figure >= task.logged * (1 - 1e-12)
    assert (forecaster.drawn([task], 50) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(pasts, tasks, st.floats(0.01, 50), st.floats(1, 10))
def test_more_hours_logged_never_mean_fewer_in_the_end(past, task, logged, times):
    forecaster = Forecaster(past, ON)
    less, more = (forecaster.spread(replace(task, logged=hours)) for hours in (logged, logged * times))

    for share in (0.1, 0.5, 0.8, 0.95):
        assert more.quantile(share) >= less.quantile(share) * 0.99  # the grid is that coarse


@settings(max_examples=40, deadline=None)
@given(pasts, tasks, st.sampled_from([1 / 60, 0.3, 8.0]))
def test_hours_or_minutes_the_forecast_is_the_same(past, task, unit):
    """A ratio that lies between two nodes of the grid may fall to the other one: that is the tolerance."""
    scaled = [replace(row, estimate=row.estimate * unit, actual=row.actual * unit) for row in past]
    told = Estimate(*(hours * unit for hours in (task.estimate.best, task.estimate.likely, task.estimate.worst)))
    other = replace(task, estimate=told, logged=task.logged * unit)

    one, two = spread(past, task), spread(scaled, other)

    for share in (0.1, 0.5, 0.9):
        assert two.quantile(share) == pytest.approx(one.quantile(share) * unit, rel=0.01)


# blind to the future


def shuffled_future(past: list[Finished], seed: int) -> list[Finished]:
    """Return the same past; what is done on the day or later has other hours, people and days."""
    dice = Random(seed)
    later = [replace(row, actual=row.actual * dice.uniform(0.1, 9), person=dice.randrange(3), done_on=ON + timedelta(days=dice.randrange(300)))
             for row in past if row.done_on >= ON]  # fmt: skip
    dice.shuffle(later)
    return [row for row in past if row.done_on < ON] + later


def around_today(seed: int) -> list[Finished]:
    dice = Random(seed)
    rows = [replace(row, began_on=row.done_on - timedelta(days=dice.randrange(60))) for row in past_of(seed, 200)]
    return [replace(row, done_on=row.done_on + timedelta(days=350)) for row in rows]


@pytest.mark.parametrize("seed", range(5))
def test_the_future_changes_nothing(seed):
    past = around_today(seed)
    other = shuffled_future(past, seed)
    assert len([row for row in past if row.done_on >= ON]) > 50 and other != past
    open_tasks = [Open(n, Estimate.of(1 + n), n % 4, None, n % 3) for n in range(12)]

    for one, two in ((past, other), (History(past), History(other))):
        now, then = Forecaster(one, ON), Forecaster(two, ON)
        assert np.array_equal(now.drawn(open_tasks, 40), then.drawn(open_tasks, 40))
        assert np.array_equal(now.grades.shares, then.grades.shares)


@pytest.mark.parametrize("seed", range(5))
def test_nor_does_it_change_how_a_past_forecast_is_graded(seed):
    """A task of the past is graded by what was known on its own morning: work done after that morning does not enter."""
    past = around_today(seed)
    judged = max((row for row in past if row.done_on < ON), key=lambda row: row.told_on)
    morning = judged.told_on
    after = [replace(row, actual=row.actual * 3) if row.done_on >= morning and row is not judged else row for row in past]

    one, two = History(past), History(after)

    assert one.share_met(one.rows.index(judged)) == two.share_met(two.rows.index(judged))


def test_the_past_does_change_the_forecast():
    past = around_today(1)
    other = [replace(row, actual=row.actual * 3) if row.done_on < ON else row for row in past]

    assert spread(other, asked()).quantile(0.5) > spread(past, asked()).quantile(0.5) * 1.5


def test_work_finished_today_is_not_known_this_morning():
    assert np.array_equal(spread([done(80, days_ago=0)] * 50, asked()).ratios, spread([], asked()).ratios)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_the_past_is_told_does_not_matter(seed):
    past = [replace(row, actual=row.estimate, done_on=ON - timedelta(days=1 + n % 3)) for n, row in enumerate(past_of(seed, 450))]  # many alike
    mixed = past[:]
    Random(seed).shuffle(mixed)

    one, two = Forecaster(past, ON), Forecaster(mixed, ON)

    assert np.array_equal(one.spread(asked(person=1, kind=1)).ratios, two.spread(asked(person=1, kind=1)).ratios)
    assert list(one.grades.persons) == list(two.grades.persons) and one.grades.shared == two.grades.shared


# honest about itself


def test_ungraded_shares_are_taken_as_they_are():
    assert Grades(np.array([]), []).heard(SHARES) == pytest.approx(SHARES)


def test_a_forecast_that_held_too_seldom_is_widened_and_one_that_held_too_often_narrowed():
    even = np.linspace(0, 1, 402)[1:-1]
    too_narrow, too_wide = (0.5 + np.sign(even - 0.5) * np.abs(2 * even - 1) ** power / 2 for power in (0.4, 2.5))

    held = {name: Grades(shares, [None] * 400).heard(np.array([0.5, 0.9]))
            for name, shares in {"narrow": too_narrow, "even": even, "wide": too_wide}.items()}  # fmt: skip

    assert [told[0] for told in held.values()] == [0.5, 0.5, 0.5]
    assert held["narrow"][1] > 0.93 > held["even"][1] + 0.02
    assert held["even"][1] == pytest.approx(0.9, abs=0.005)
    assert held["wide"][1] < 0.87


def test_grades_by_hand():
    """Four hundred forecasts met at 0.9 or 0.1: within the interval of 80 cases none is, but for the hundred believed."""
    grades = Grades(np.array([0.9, 0.1] * 200), [None] * 400)

    assert grades.held[100] == pytest.approx(100 * 0.5 / 500)  # of the interval of 50
    assert grades.held[161] == pytest.approx((400 + 100 * 0.805) / 500)


def world(seed: int, shared: float, count: int = 800) -> list[Finished]:
    """Return work whose luck is in that part each person's own for the month."""
    dice = Random(seed)
    luck = {(who, month): dice.gauss(0, 1) for who in range(4) for month in range(30)}
    rows = []
    for n in range(count):
        who, ago = dice.randrange(4), 1 + n * 900 // count
        rows.append(done(8 * exp(0.5 * (shared**0.5 * luck[who, ago // 30] + (1 - shared) ** 0.5 * dice.gauss(0, 1))), days_ago=ago, person=who))
    return rows


def test_luck_that_people_share_is_noticed():
    apart, together = (Forecaster(world(2, shared), ON).grades.shared for shared in (0.0, 0.6))

    assert together[0] > 0.15 > apart[0] + 0.08


def test_in_a_world_it_knows_the_forecast_holds_as_often_as_it_says():
    dice = Random(4)
    past = [done(8 * exp(dice.gauss(0.2, 0.6)), days_ago=1 + n % 300) for n in range(600)]
    told = spread(past, asked())
    coming = [8 * exp(dice.gauss(0.2, 0.6)) for _n in range(4000)]

    for share in (0.5, 0.8, 0.95):
        low, high = told.within(share)
        assert np.mean([low <= hours <= high for hours in coming]) == pytest.approx(share, abs=0.035)


# drawn


def test_draws_follow_the_spread_and_share_luck_only_between_each_other():
    forecaster = Forecaster(world(2, 0.6), ON)
    two = [Open(n, Estimate.of(8), 1) for n in range(2)] + [Open(9, Estimate.of(8), 2)]

    hours = np.log(forecaster.drawn(two, 4000))

    for share in (0.1, 0.5, 0.9):
        assert np.quantile(hours[0], share) == pytest.approx(log(forecaster.spread(two[0]).quantile(share)), abs=0.08)
    alike = np.corrcoef(hours)
    own, common = forecaster.grades.shared
    assert alike[0, 1] == pytest.approx(own + common, abs=0.08)
    assert alike[0, 2] == pytest.approx(common, abs=0.08)


def test_the_same_question_has_the_same_answer_and_a_task_more_stirs_no_other():
    forecaster, again = Forecaster(past_of(2), ON), Forecaster(past_of(2), ON)
    few = [Open(n, Estimate.of(8), n % 2) for n in range(5)]
    more = [Open("more", Estimate.of(3), 7), *few[::-1]]

    hours = forecaster.drawn(few, 30)

    assert np.array_equal(hours, again.drawn(few, 30))
    assert np.array_equal(hours, forecaster.drawn(more, 30)[1:][::-1])
    assert not np.array_equal(hours, forecaster.drawn(few, 30, seed=1))


def test_a_drawn_spread_is_the_spread():
    told = spread(past_of(2), asked())

    assert told.drawn(LUCK) == pytest.approx(told.estimate * np.exp(told.ratios))
    assert told.drawn(np.array([-99.0, 99.0])) == pytest.approx(told.estimate * np.exp(told.ratios[[0, -1]]))


# pure


def test_the_forecast_knows_no_tables_no_zone_and_no_clock():
    allowed = {"__future__", "collections", "collections.abc", "dataclasses", "datetime", "functools", "hashlib", "math", "numpy", "statistics", "typing"}
    for path in Path(forecast.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {(node.module or "", one.name) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for one in node.names}
        named |= {(one.name, "") for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
        for module, name in named:
            assert module in allowed or module.startswith("svyazka.projects.forecast"), (path.name, module)
            assert module != "datetime" or name in {"date", "timedelta"}, (path.name, name)
        assert ".today(" not in path.read_text("utf-8")
