"""A plan walked through: by hand, against a clock that ticks each hour, and what a drift is told to come from."""

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.forecast import (
    Calendar,
    Estimate,
    Finished,
    Forecaster,
    Idle,
    Job,
    Open,
    Ring,
    Words,
    drift,
    line,
    simulate,
    working_days,
)
from svyazka.projects.rules import drift_days

MONDAY = date(2026, 3, 2)
WEEK = (8.0, 8.0, 8.0, 8.0, 8.0, 0.0, 0.0)
ANN, BOB = "ann", "bob"
FULL = Calendar(MONDAY, WEEK * 8)
BOTH = {ANN: FULL, BOB: FULL}


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def walked(jobs, hours, calendars=None):
    return simulate(jobs, calendars or BOTH, np.array(hours, float).reshape(len(jobs), -1), MONDAY)


def ends_on(finish, key) -> date:
    return finish.done_on(0.5, [key])


# by hand


def test_a_day_of_work_ends_on_its_day_and_an_hour_more_on_the_next():
    finish = walked([Job(1, ANN), Job(2, ANN)], [8, 1])

    assert (ends_on(finish, 1), ends_on(finish, 2)) == (MONDAY, day(1))


def test_tenths_of_hours_do_not_spill_over_the_weekend():
    finish = walked([Job(1, ANN), Job(2, ANN), Job(3, ANN), Job(4, BOB, (3,))], [33.1, 4.7, 2.2, 0.1])  # a hair above forty

    assert sum([33.1, 4.7, 2.2]) > 40
    assert (ends_on(finish, 3), ends_on(finish, 4)) == (day(4), day(7))
    assert finish.chance(day(4), [3]) == 1


def test_work_handed_over_within_a_day_goes_on_within_it_and_over_the_weekend():
    jobs = [Job("draw", ANN), Job("build", BOB, ("draw",)), Job("test", ANN, ("build",))]

    finish = walked(jobs, [4, 36, 1])  # until Monday noon; then Friday's whole day; then Monday's first hour

    assert [ends_on(finish, job.key) for job in jobs] == [MONDAY, day(4), day(7)]


def test_half_a_day_of_a_part_timer_is_half_a_day_to_the_other():
    jobs = [Job("draw", ANN), Job("build", BOB, ("draw",))]

    finish = walked(jobs, [2, 4], {ANN: Calendar(MONDAY, (4.0,) * 5), BOB: FULL})

    assert finish.ends[:, 0].tolist() == [0.5, 1.0]


def test_days_off_a_later_beginning_and_what_lies_past_the_calendar():
    away = Calendar(MONDAY, (0.0, 0.0, 8.0, 8.0))  # then four hours a day on average

    finish = walked([Job(1, ANN), Job(2, ANN, not_before=day(3)), Job(3, ANN)], [8, 8, 6], {ANN: away})

    assert [ends_on(finish, key) for key in (1, 2, 3)] == [day(2), day(3), day(5)]


def test_a_calendar_may_begin_before_the_plan_or_after_it():
    early, late = Calendar(day(-7), WEEK * 3), Calendar(day(2), (8.0, 8.0, 8.0))

    finish = walked([Job(1, ANN), Job(2, BOB)], [8, 8], {ANN: early, BOB: late})

    assert [ends_on(finish, key) for key in (1, 2)] == [MONDAY, day(2)]


def test_a_calendar_of_the_house_knows_its_holidays():
    calendar = Calendar.of(Window().hours_of, date(2026, 3, 6), 5)

    assert calendar.hours == (8.0, 0.0, 0.0, 0.0, 8.0)  # the 9th of March is a day off
    assert calendar.of_day(date(2026, 3, 5)) == 0 and calendar.of_day(date(2026, 4, 1)) == pytest.approx(3.2)


def test_an_order_is_kept_even_when_the_first_waits():
    jobs = [Job("wait", ANN, ("long",)), Job("short", ANN), Job("long", BOB)]

    finish = walked(jobs, [8, 8, 24])

    assert [ends_on(finish, key) for key in ("long", "wait", "short")] == [day(2), day(3), day(4)]


def test_what_is_not_in_the_plan_is_done_and_nothing_left_takes_no_day():
    finish = walked([Job(1, ANN, ("gone",)), Job(2, BOB)], [8, 0])

    assert (ends_on(finish, 1), ends_on(finish, 2)) == (MONDAY, MONDAY)


def test_dates_and_chances_count_runs():
    finish = walked([Job(1, ANN)], [[8 * n for n in range(1, 6)] * 4])  # four runs for each of five days

    assert finish.dates() == {0.5: day(2), 0.8: day(3), 0.95: day(4)}
    assert [finish.chance(day(n)) for n in (-1, 0, 2, 4)] == [0, 0.2, 0.6, 1]


def test_a_ring_is_refused_by_name_also_when_order_closes_it():
    for jobs in (
        [Job(1, ANN, (2,)), Job(2, BOB, (3,)), Job(3, ANN, (1,)), Job(4, BOB)],
        [Job("first", ANN, ("other",)), Job("second", ANN), Job("other", BOB, ("second",))],
    ):
        with pytest.raises(Ring) as found:
            walked(jobs, [1] * len(jobs))
        assert 2 <= len(found.value.ring) <= 3 and 4 not in found.value.ring


def test_who_never_works_is_named():
    for calendars in ({ANN: Calendar(MONDAY, (0.0,) * 30)}, {BOB: FULL}):
        with pytest.raises(Idle) as found:
            walked([Job(1, ANN)], [1], calendars)
        assert found.value.person == ANN


@pytest.mark.parametrize("hours", [[[1.0]], [[1.0], [-1.0]], [[1.0], [float("nan")]]])
def test_rows_of_hours_that_do_not_fit_are_refused(hours):
    with pytest.raises(ValueError):
        simulate([Job(1, ANN), Job(2, BOB)], BOTH, np.array(hours), MONDAY)


@pytest.mark.parametrize("jobs", [[], [Job(1, ANN), Job(1, BOB)]])
def test_a_plan_of_nothing_or_of_one_job_twice_is_refused(jobs):
    with pytest.raises(ValueError):
        simulate(jobs, BOTH, np.ones((len(jobs), 5)), MONDAY)


# against a clock that ticks


@st.composite
def plans(draw):
    """Draw a small plan without rings, whole hours, and people who work eight hours on a day or none."""
    count = draw(st.integers(1, 8))
    jobs = [
        Job(n, draw(st.sampled_from([ANN, BOB, "cat"])), tuple(draw(st.sets(st.integers(0, max(n - 1, 0)), max_size=2)) if n else ()),
            draw(st.sampled_from([None, None, day(2), day(-3), day(12)])))
        for n in range(count)
    ]  # fmt: skip
    days = {who: [8.0, *draw(st.lists(st.sampled_from([8.0, 8.0, 0.0]), min_size=80, max_size=80))] for who in (ANN, BOB, "cat")}
    return jobs, [draw(st.integers(0, 20)) for _job in jobs], {who: Calendar(MONDAY, hours) for who, hours in days.items()}


def ticked(jobs, hours, calendars) -> list[int]:
    """Return the hour (eight to a day, counted from the first morning) at whose end each job ends, hour by hour."""
    left, ends, now = list(hours), [None] * len(jobs), 0

    def may_begin(n: int) -> bool:
        job = jobs[n]
        mine = [k for k in range(n) if jobs[k].person == job.person]
        ready = all(ends[k] is not None and ends[k] <= now for k in (*mine, *job.after))
        return ready and (job.not_before is None or MONDAY + timedelta(days=now // 8) >= job.not_before)

    while None in ends and now < 8 * 80:
        while zero := [n for n in range(len(jobs)) if ends[n] is None and left[n] == 0 and may_begin(n)]:
            ends[zero[0]] = now
        for who, calendar in calendars.items():
            open_ones = [n for n in range(len(jobs)) if ends[n] is None and jobs[n].person == who]
            if open_ones and may_begin(open_ones[0]) and calendar.hours[now // 8]:
                left[open_ones[0]] -= 1
                if not left[open_ones[0]]:
                    ends[open_ones[0]] = now + 1
        now += 1
    return ends


@settings(max_examples=200, deadline=None)
@given(plans())
def test_the_walk_is_that_of_a_clock_that_ticks_each_hour(plan):
    jobs, hours, calendars = plan

    finish = walked(jobs, hours, calendars)

    for n, (job, by_tick) in enumerate(zip(jobs, ticked(jobs, hours, calendars), strict=True)):
        assert finish.ends[n, 0] * 8 == pytest.approx(by_tick), job


@settings(max_examples=60, deadline=None)
@given(plans(), st.integers(0, 7), st.integers(1, 30))
def test_more_hours_never_end_anything_earlier(plan, which, more):
    jobs, hours, calendars = plan
    longer = [one + more * (n == which % len(jobs)) for n, one in enumerate(hours)]

    before, after = walked(jobs, hours, calendars), walked(jobs, longer, calendars)

    assert (after.ends >= before.ends - 1e-9).all()


@settings(max_examples=60, deadline=None)
@given(plans())
def test_runs_do_not_touch_each_other(plan):
    jobs, hours, calendars = plan
    many = np.array(hours, float)[:, None] * np.array([[1.0, 0.0, 2.5]])

    together = simulate(jobs, calendars, many, MONDAY)

    for n in range(3):
        assert np.array_equal(simulate(jobs, calendars, many[:, [n]], MONDAY).ends[:, 0], together.ends[:, n])


@settings(max_examples=60, deadline=None)
@given(plans())
def test_the_chain_runs_without_a_gap_from_the_last_job_to_one_that_nothing_held(plan):
    jobs, hours, calendars = plan
    finish = walked(jobs, hours, calendars)

    chain = finish.chains()[:, 0]

    assert chain[finish.last()[0]]
    held = [finish.held_by[n, 0] for n in np.flatnonzero(chain)]
    assert {n for n in held if n >= 0} | {finish.last()[0]} == set(np.flatnonzero(chain))
    assert held.count(-1) == 1


# drift


def test_working_days_between_promise_and_forecast_are_those_of_the_house():
    window, dice = Window(), Random(3)
    for _n in range(300):
        one, other = (date(2026, 1, 1) + timedelta(days=dice.randrange(500)) for _k in range(2))
        assert working_days(one, other, lambda on: bool(window.spans(on))) == drift_days(one, other, window)


def test_a_zone_moves_no_day_of_the_drift():
    days = [
        working_days(date(2026, 2, 20), date(2026, 3, 12), lambda on, zone=zone: bool(Window(zone=zone).spans(on)))
        for zone in ("Asia/Kamchatka", "Asia/Krasnoyarsk", "Europe/Kaliningrad", "America/New_York", "Pacific/Apia")
    ]

    assert set(days) == {12}  # without the 23rd of February and the 9th of March


def five_days(on: date) -> bool:
    return on.weekday() < 5


def late_plan():
    """Ann's second task takes three times its estimate in each run; Bob's side work waits for nobody and nobody for it."""
    tasks = [Open("first", Estimate.of(16), ANN), Open("late", Estimate.of(16), ANN, logged=8), Open("last", Estimate.of(8), BOB),
             Open("aside", Estimate.of(8), "cat")]  # fmt: skip
    jobs = [Job("first", ANN), Job("late", ANN), Job("last", BOB, ("late",)), Job("aside", "cat")]
    return simulate(jobs, BOTH | {"cat": FULL}, np.array([[16.0], [40.0], [8.0], [24.0]]) * np.ones((1, 10)), MONDAY), tasks


def test_a_drift_by_hand():
    finish, tasks = late_plan()  # 64 hours one after another: until Wednesday of the second week; by its estimates 32: Thursday

    told = drift(finish, tasks, promised_on=day(2), works_on=five_days)

    assert (told.forecast_on, told.days, told.by_plan) == (day(9), 5, 1)
    assert [(one.key, one.person, one.days, one.times) for one in told.drivers] == [("late", ANN, 4, 3.0)]
    assert told.people == ((ANN, 4),) and told.rest == 0 and told.chance == 0


def test_the_line_of_a_drift():
    finish, tasks = late_plan()
    told = drift(finish, tasks, promised_on=day(2), works_on=five_days)

    russian = Words("{days:+d} раб. дн.", "{days:+d} по плану", "{days:+d} «{task}» ({person}, ×{times:.1f} к оценке)", "{days:+d} прочее")

    assert line(told, str, str.title) == "+5 wd: +1 by the plan itself; +4 late (Ann, ×3.0 of the estimate)"
    assert line(told, str, str.title, russian) == "+5 раб. дн.: +1 по плану; +4 «late» (Ann, ×3.0 к оценке)"


def test_a_promise_kept_has_no_drivers():
    finish = walked([Job(1, ANN)], [16])

    told = drift(finish, [Open(1, Estimate.of(16), ANN)], promised_on=day(1), works_on=five_days)

    assert (told.days, told.by_plan, told.drivers, told.rest, told.chance) == (0, 0, (), 0, 1)
    assert line(told, str, str) == "+0 wd"


def test_a_day_earlier_than_promised_is_driven_by_what_takes_less():
    finish = walked([Job(1, ANN)], [8])

    told = drift(finish, [Open(1, Estimate.of(24), ANN)], promised_on=day(3), works_on=five_days)

    assert (told.days, told.by_plan, [one.days for one in told.drivers]) == (-3, -1, [-2])


def test_only_the_stage_promised_is_asked_about():
    finish, tasks = late_plan()

    told = drift(finish, tasks, promised_on=day(1), works_on=five_days, keys=["first", "aside"])

    assert (told.forecast_on, told.days, [one.key for one in told.drivers]) == (day(2), 1, ["aside"])


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_a_drift_add_up(seed):
    dice = Random(seed)
    past = [Finished(8, 8 * dice.lognormvariate(0.3, 0.6), day(-dice.randrange(1, 400)), dice.choice([ANN, BOB])) for _n in range(80)]
    tasks = [Open(n, Estimate.of(dice.choice([2, 4, 8, 16])), dice.choice([ANN, BOB]), logged=dice.choice([0, 0, 3])) for n in range(25)]
    jobs = [Job(task.key, task.person, tuple(dice.sample(range(task.key), min(task.key, dice.randrange(3))))) for task in tasks]
    finish = simulate(jobs, BOTH, Forecaster(past, MONDAY).drawn(tasks, 300, seed), MONDAY)

    told = drift(finish, tasks, promised_on=day(dice.randrange(10, 40)), works_on=five_days)

    assert told.by_plan + sum(one.days for one in told.drivers) + told.rest == told.days
    assert told.days == working_days(told.promised_on, told.forecast_on, five_days)
    assert all(one.days * (told.days - told.by_plan) > 0 for one in told.drivers)
    first, *others = finish.dates().values()
    assert [first, *others] == sorted([first, *others])
    assert told == drift(finish, tasks, promised_on=told.promised_on, works_on=five_days)
