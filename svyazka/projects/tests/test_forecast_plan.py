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
    Link,
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


def test_four_kinds_of_links_by_hand():
    """Ann works from the second morning to the third evening: what of it holds what of Bob's four hours."""
    ends = {}
    for kind, lag in (("FS", 0), ("SS", 0), ("FF", 0), ("SF", 0), ("FS", 8), ("SS", 2), ("FF", -2), ("SF", 6)):
        jobs = [Job("hers", ANN, not_before=day(1)), Job("his", BOB, (Link("hers", kind, lag),))]
        ends[kind, lag] = walked(jobs, [16, 4], {**BOTH, None: FULL}).ends[1, 0]

    assert ends == {("FS", 0): 3.5, ("SS", 0): 1.5, ("FF", 0): 3, ("SF", 0): 1, ("FS", 8): 4.5, ("SS", 2): 1.75, ("FF", -2): 2.75, ("SF", 6): 1.75}


def test_waiting_is_nobodys_and_goes_side_by_side_by_the_agencys_hours():
    jobs = [Job("agreed", after=("client reads", "lawyer reads")), Job("client reads", after=("draw",)), Job("lawyer reads", after=("draw",)), Job("draw", ANN)]

    finish = walked(jobs, [0, 16, 24, 8], {ANN: FULL, None: FULL})

    assert [ends_on(finish, job.key) for job in jobs] == [day(3), day(2), day(3), MONDAY]


def test_lags_need_the_agencys_hours():
    with pytest.raises(Idle):
        walked([Job(1, ANN), Job(2, BOB, (Link(1, lag=1),))], [1, 1])


def test_what_is_not_in_the_plan_is_done_and_nothing_left_takes_no_day():
    finish = walked([Job(1, ANN, ("gone",)), Job(2, BOB)], [8, 0])

    assert (ends_on(finish, 1), ends_on(finish, 2)) == (MONDAY, MONDAY)


def test_dates_and_chances_count_runs():
    finish = walked([Job(1, ANN)], [[8 * n for n in range(1, 6)] * 4])  # four runs for each of five days

    assert finish.dates() == {0.5: day(2), 0.8: day(3), 0.95: day(4)}
    assert [finish.chance(day(n)) for n in (-1, 0, 2, 4)] == [0, 0.2, 0.6, 1]


def test_of_three_runs_the_second_is_half_and_the_third_is_eighty():
    finish = walked([Job(1, ANN)], [[8, 16, 24]])

    assert list(finish.dates().values()) == [day(1), day(2), day(2)]


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


# against an oracle that tries every hour

PEOPLE = (ANN, BOB, "cat", None)


@st.composite
def plans(draw, kinds=("FS", "SS", "FF", "SF")):
    """Draw a small plan without rings: whole hours, four kinds of links with lags, people who work eight hours on a day or none."""
    jobs = []
    for n in range(draw(st.integers(1, 8))):
        earlier = draw(st.sets(st.integers(0, n - 1), max_size=2)) if n else ()
        links = [draw(st.sampled_from([one, Link(one, draw(st.sampled_from(kinds)), draw(st.integers(-9, 9)))])) for one in earlier]
        jobs.append(Job(n, draw(st.sampled_from(PEOPLE)), tuple(links), draw(st.sampled_from([None, None, day(2), day(-3), day(12)]))))
    days = {who: [8.0, *draw(st.lists(st.sampled_from([8.0, 8.0, 0.0]), min_size=80, max_size=80))] for who in PEOPLE}
    return jobs, [draw(st.integers(0, 20)) for _job in jobs], {who: Calendar(MONDAY, hours) for who, hours in days.items()}


def tried(jobs, hours, calendars) -> list[int]:
    """Return at which hour each job ends, eight to a day from the first morning: the first beginning that breaks nothing is taken.

    A job ends with its last hour, or later when it must and its person works no hour in between.
    """
    works = {who: [bool(calendar.hours[n // 8]) for n in range(8 * 80)] for who, calendar in calendars.items()}
    spans: dict[int, tuple[int, int]] = {}
    for n, job in enumerate(jobs):
        mine = [spans[k][1] for k in range(n) if jobs[k].person == job.person and job.person is not None]
        starts = [max((day_ - MONDAY).days * 8, 0) for day_ in [job.not_before] if day_]
        ends = [0]
        for link in job.links:
            bound = lagged(spans[link.key][not link.from_start], link.lag, works[None])
            (ends if link.to_end else starts).append(bound)
        spans[n] = first_that_fits(works[job.person], hours[n], max([0, *mine, *starts]), max(ends))
    return [ends for _begins, ends in (spans[n] for n in range(len(jobs)))]


def lagged(hour: int, lag: int, works: list[bool]) -> int:
    """Return the first hour by which the agency has worked that many hours more, or fewer."""
    if not lag:
        return hour
    worked = max(sum(works[:hour]) + lag, 0)
    return next(n for n in range(len(works)) if sum(works[:n]) == worked)


def first_that_fits(works: list[bool], hours: int, ready: int, ends_from: int) -> tuple[int, int]:
    for begins in range(ready, len(works)):
        if hours and not works[begins]:
            continue
        left, ends = hours, begins
        while left:
            left -= works[ends]
            ends += 1
        if not any(works[ends:ends_from]):
            return (begins, max(ends, ends_from)) if hours else (max(ends, ends_from),) * 2
    raise AssertionError("eighty days are too few")


@settings(max_examples=150, deadline=None)
@given(plans())
def test_each_job_ends_where_the_first_beginning_that_breaks_nothing_lets_it(plan):
    jobs, hours, calendars = plan

    finish = walked(jobs, hours, calendars)

    assert (finish.ends[:, 0] * 8).tolist() == pytest.approx(tried(jobs, hours, calendars))


@settings(max_examples=40, deadline=None)
@given(plans(kinds=["FS"]), st.integers(0, 7), st.integers(1, 30))
def test_more_hours_never_end_anything_earlier(plan, which, more):
    """A job that must end with another begins earlier the longer it takes: so only where each waits for ends."""
    jobs, hours, calendars = plan
    longer = [one + more * (n == which % len(jobs)) for n, one in enumerate(hours)]

    before, after = walked(jobs, hours, calendars), walked(jobs, longer, calendars)

    assert (after.ends >= before.ends - 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(plans())
def test_runs_do_not_touch_each_other(plan):
    jobs, hours, calendars = plan
    many = np.array(hours, float)[:, None] * np.array([[1.0, 0.0, 2.5]])

    together = simulate(jobs, calendars, many, MONDAY)

    for n in range(3):
        assert np.array_equal(simulate(jobs, calendars, many[:, [n]], MONDAY).ends[:, 0], together.ends[:, n])


@settings(max_examples=40, deadline=None)
@given(plans(kinds=["FS"]))
def test_the_chain_runs_without_a_gap_from_the_last_job_to_one_that_nothing_held(plan):
    jobs, hours, calendars = plan
    finish = walked(jobs, hours, calendars)

    chain = finish.chains()[:, 0]

    assert chain[finish.last()[0]]
    held = [finish.held_by[n, 0] for n in np.flatnonzero(chain)]
    assert {n for n in held if n >= 0} | {finish.last()[0]} == set(np.flatnonzero(chain))
    assert held.count(-1) == 1


def chain_of(jobs, hours) -> set:
    finish = walked(jobs, hours, BOTH | {"cat": FULL, None: FULL})
    return {job.key for job, within in zip(jobs, finish.chains()[:, 0], strict=True) if within}


def test_of_a_chain_are_those_whose_hours_were_waited_for():
    hers, his = Job("hers", ANN), Job("his", BOB, ("hers",))

    assert chain_of([hers, his, Job("late", "cat", (Link("his", "SS"),))], [16, 4, 40]) == {"hers", "late"}  # his had only to begin
    assert chain_of([hers, Job("room", BOB, (Link("hers", "FF", 1),))], [16, 4]) == {"hers"}  # it ends an hour after hers, however long
    assert chain_of([hers, Job("room", BOB, (Link("hers", "FF"),)), Job("late", "cat", (Link("room", "SS"),))], [16, 4, 40]) == {"hers", "late"}
    assert chain_of([hers, Job("room", BOB, (Link("hers", "FF"),))], [16, 40]) == {"room"}  # it had no room


def test_a_beginning_after_a_day_off_is_that_of_the_next_day_at_work():
    jobs = [Job(1, ANN), Job("begun", ANN), Job("with it", BOB, (Link("begun", "SS"),))]

    finish = walked(jobs, [8, 8, 1], {ANN: Calendar(MONDAY, (8.0, 0.0, 8.0)), BOB: FULL})

    assert ends_on(finish, "with it") == day(2)


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


def test_a_milestone_takes_no_hours_and_drives_nothing():
    tasks = [Open("work", Estimate.of(8), ANN), Open("elsewhere", Estimate.of(8), BOB)]
    jobs = [Job("accepted", after=("work",)), Job("work", ANN)]
    forecaster = Forecaster([Finished(8, 24, day(-1), ANN)] * 200, MONDAY)

    hours = forecaster.hours_of(jobs, tasks, 50)
    told = drift(simulate(jobs, {ANN: FULL, None: FULL}, hours, MONDAY), tasks, day(0), five_days, keys=["accepted"], level=0.5)

    assert not hours[0].any() and np.array_equal(hours[1], forecaster.drawn(tasks, 50)[0])
    assert (told.days, told.by_plan, [one.key for one in told.drivers]) == (2, 0, ["work"])


def test_a_task_drives_in_the_runs_in_which_others_waited_for_it():
    """Each of the two is the last in every second run, five days of work instead of one; in the others it takes four."""
    tasks = [Open("hers", Estimate.of(8), ANN), Open("his", Estimate.of(8), BOB)]
    finish = walked([Job("hers", ANN), Job("his", BOB)], [[40, 32] * 5, [32, 40] * 5])

    told = drift(finish, tasks, day(0), five_days, level=0.5)

    assert (told.days, told.by_plan) == (4, 0)
    assert {(one.key, one.days, one.times) for one in told.drivers} == {("hers", 2, 5.0), ("his", 2, 5.0)}


def test_what_makes_up_for_a_delay_does_not_drive_it():
    tasks = [Open("quick", Estimate.of(24), ANN), Open("slow", Estimate.of(8), ANN), Open("exact", Estimate.of(8), ANN)]
    finish = walked([Job(task.key, ANN) for task in tasks], [8, 40, 8])

    told = drift(finish, tasks, day(1), five_days)

    assert (told.days, told.by_plan, [(one.key, one.days) for one in told.drivers]) == (5, 3, [("slow", 4)])
    assert told.rest == -2


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
