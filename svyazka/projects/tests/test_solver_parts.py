"""Parts of the solver by themselves: clocks, timetables, serial schedules, and the public problem they are all about."""

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.solver import Agenda, Budget, Dependency, Engaged, Kind, Share, Task, Worker, best, first, moves
from svyazka.projects.solver import improving as improving_plans
from svyazka.projects.solver.calendars import Clock, OutOfTime, everlasting
from svyazka.projects.solver.genetic import Population
from svyazka.projects.solver.jobs import Arc, Jobs, Mode, Resource, cost
from svyazka.projects.solver.network import by_rank, ranks, ring
from svyazka.projects.solver.oracle import wrong_with
from svyazka.projects.solver.plain import Justified, Line
from svyazka.projects.solver.search import improving
from svyazka.projects.solver.serial import serial
from svyazka.projects.solver.timetables import Lane, Pool
from svyazka.projects.tests.agendas import FRIDAY

open_spans = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 7), st.integers(1, 3)), min_size=1, max_size=5)


def clock_of(steps) -> tuple[Clock, list[int]]:
    """A clock, and the same as a list: how many units each minute is worth."""
    spans, worth, at = [], [], 0
    for gap, length, speed in steps:
        spans.append((at + gap, at + gap + length, speed))
        worth += [0] * gap + [speed] * length
        at += gap + length
    return Clock(spans), worth


@given(open_spans)
def test_a_clock_counts_as_fingers_do(steps):
    clock, worth = clock_of(steps)

    assert clock.total == sum(worth)
    for moment in range(len(worth) + 2):
        assert clock.units(moment) == sum(worth[:moment])
    for unit in range(clock.total):
        begin, finish = clock.begin(unit), clock.finish(unit + 1)
        assert sum(worth[:begin]) <= unit < sum(worth[: begin + 1])
        assert sum(worth[: finish - 1]) < unit + 1 <= sum(worth[:finish])
        assert clock.whole(unit + 1) == sum(worth[:finish])
    with pytest.raises(OutOfTime):
        clock.begin(clock.total)
    with pytest.raises(OutOfTime):
        clock.finish(clock.total + 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)), max_size=12), st.integers(0, 30), st.integers(1, 6))
def test_a_lane_finds_the_gap_a_table_of_minutes_finds(taken, unit, length):
    lane, pool = Lane(), Pool(1, 400)
    for start, long in taken:
        at = lane.earliest(start, long, 1)
        assert at == pool.earliest(start, long, 1)
        lane.take(at, at + long, 1)
        pool.take(at, at + long, 1)

    assert lane.earliest(unit, length, 1) == pool.earliest(unit, length, 1)
    assert all(end < start for end, start in zip(lane.ends, lane.starts[1:], strict=False))


def public_problem(seed: int, count: int = 14) -> Jobs:
    """A problem as those of PSPLIB: jobs that use several resources, each of which several may share."""
    dice = Random(seed)
    modes = [
        (Mode(0, dice.randrange(8), tuple((r, dice.randint(1, 5)) for r in range(3) if dice.random() < 0.7)),) for _ in range(count)
    ]
    before = [tuple(Arc(earlier) for earlier in sorted(dice.sample(range(n), min(n, dice.randrange(3))))) for n in range(count)]
    return Jobs([everlasting(count * 8)], [Resource(0, 6)] * 3, modes, before)


@pytest.mark.parametrize("seed", range(20))
def test_quick_schedules_of_plain_problems_are_the_serial_ones_and_justifying_never_lengthens(seed):
    jobs = public_problem(seed)
    order = by_rank(jobs, ranks(jobs))
    schedule = serial(jobs, order)

    assert Line(jobs).serial(order) == (schedule.begins, schedule.ends)
    assert max(Justified(jobs)(order).ends) <= max(schedule.ends)


def within(jobs: Jobs, schedule) -> bool:
    """Tell tick by tick whether no resource is overused and nothing begins before what it waits for."""
    waits = all(schedule.begins[job] >= schedule.ends[arc.earlier] for job, arcs in enumerate(jobs.before) for arc in arcs)
    used = [
        sum(amount for job, (mode,) in enumerate(jobs.modes) for one, amount in mode.demands
            if one == resource and schedule.begins[job] <= tick < schedule.ends[job])
        for resource in range(len(jobs.resources)) for tick in range(max(schedule.ends))
    ]  # fmt: skip
    return waits and max(used, default=0) <= 6


@pytest.mark.parametrize("seed", range(6))
def test_a_public_problem_is_solved_to_its_proof_the_same_way_twice(seed):
    jobs = public_problem(seed)

    answers = list(improving(jobs, Budget(rounds=4)))

    assert all(within(jobs, answer.schedule) for answer in answers)
    assert all(two.cost <= one.cost for one, two in pairwise(answers))
    assert answers[-1].proved and answers[-1].bound == answers[-1].cost.finish
    assert [answer.schedule for answer in improving(jobs, Budget(rounds=4))] == [answer.schedule for answer in answers]


def test_children_of_a_population_keep_what_waits_for_what():
    jobs = public_problem(3, 30)
    population = Population(jobs)

    for _ in range(120):
        child = population.step()
        places = {job: place for place, job in enumerate(child.order)}
        assert sorted(child.order) == list(range(30))
        assert all(places[arc.earlier] < places[job] for job, arcs in enumerate(jobs.before) for arc in arcs)
        assert within(jobs, child.schedule) and child.cost == cost(jobs, child.schedule)


def test_no_ring_is_no_ring():
    assert ring({1: [2], 2: [3], 3: []}) == ()
    assert ring({1: [3], 2: [1], 3: [2], 4: [1]}) == (1, 2, 3)


def test_the_exact_solver_is_imported_when_it_is_asked_and_not_before():
    told = "import svyazka.projects.solver, sys; sys.exit('ortools' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_whoever_stops_looking_stops_the_search():
    jobs = public_problem(1, 60)
    looking = improving(jobs, Budget(rounds=40))
    next(looking)
    next(looking)

    looking.close()  # would take minutes if the rounds went on

    assert list(looking) == []


# the four kinds, each with its lag, by hand

WORKERS = [Worker(1, Window()), Worker(2, Window())]


@pytest.mark.parametrize(
    ("kind", "lag", "begins_after"),
    [
        (Kind.FINISH_START, 0, 4), (Kind.FINISH_START, 2, 6), (Kind.FINISH_START, -1, 3), (Kind.START_START, 0, 0),
        (Kind.START_START, 3, 3), (Kind.FINISH_FINISH, 0, 2), (Kind.FINISH_FINISH, 2, 4), (Kind.START_FINISH, 3, 1),
        (Kind.START_FINISH, 0, 0), (Kind.FINISH_START, 6, 10),
    ],
)  # fmt: skip
def test_four_kinds_of_dependency_with_lags_in_working_hours(kind, lag, begins_after):
    tasks = [Task(1, Decimal(4), (1,)), Task(2, Decimal(2), (2,))]

    plan = first(Agenda(FRIDAY, tasks, WORKERS, [Dependency(1, 2, kind, Decimal(lag))]))

    assert Window().between(FRIDAY, plan.placed[2].works_from) == timedelta(hours=begins_after)


def test_of_several_who_can_the_one_who_ends_it_first_does_it():
    staff = [Worker(1, Window(), frozenset({"code"})), Worker(2, Window(), frozenset({"code"})), Worker(3, Window())]
    tasks = [Task(1, Decimal(16), (1,)), Task(2, Decimal(4), specialism="code")]

    assert first(Agenda(FRIDAY, tasks, staff)).placed[2].person == 2


def test_a_share_is_a_desk_that_works_at_its_per_cent_beside_the_others():
    tasks = [Task(1, Decimal(2), (1,), project=7), Task(2, Decimal(6), (1,), project=8)]

    plan = first(Agenda(FRIDAY, tasks, WORKERS, shares=[Share(1, 7, 25)]))

    assert {one.works_from for one in plan.tasks} == {FRIDAY}
    assert {one.ends_at for one in plan.tasks} == {FRIDAY + timedelta(hours=9)}


def test_what_a_person_does_elsewhere_is_not_worked_over_but_a_share_stands_beside_it():
    elsewhere = ((FRIDAY + timedelta(hours=1), FRIDAY + timedelta(hours=3)), (FRIDAY, FRIDAY + timedelta(hours=2)))
    agenda = Agenda(FRIDAY, [Task(1, Decimal(2), (7,)), Task(2, Decimal(2), (7,), project=5)], [Worker(7, Window(), busy=elsewhere)], shares=[Share(7, 5, 50)])

    plan = first(agenda)

    assert (plan.placed[1].starts_at, plan.placed[2].starts_at) == (FRIDAY + timedelta(hours=3), FRIDAY)
    assert [one.kind for one in plan.placed[1].why] == ["hours"]
    assert wrong_with(agenda, plan) == []


def test_nobody_is_asked_to_look_on_once_nobody_wants_it():
    asked = []
    agenda = Agenda(FRIDAY, [Task(n, Decimal(3 + n % 5), (1 + n % 3,), due_on=FRIDAY.date()) for n in range(40)], [Worker(n, Window()) for n in (1, 2, 3)])

    plans = [*improving_plans(agenda, Budget(wanted=lambda: asked.append(1) or len(asked) < 3))]

    assert plans and len(asked) <= 3


def test_the_heavier_project_goes_first():
    tasks = [Task(1, Decimal(8), (1,), project=1), Task(2, Decimal(8), (1,), project=2)]

    plan = first(Agenda(FRIDAY, tasks, WORKERS, projects=[Engaged(1), Engaged(2, weight=5)]))

    assert plan.placed[2].works_from == FRIDAY


def test_a_longer_task_moves_only_what_it_must_and_says_why():
    tasks = [Task(1, Decimal(4), (1,)), Task(2, Decimal(4), (1,)), Task(3, Decimal(4), (2,)), Task(4, Decimal(2), (2,))]
    links = [Dependency(1, 2), Dependency(2, 3)]
    before = first(Agenda(FRIDAY, tasks, WORKERS, links))
    longer = [Task(1, Decimal(6), (1,)), *tasks[1:]]

    after = first(Agenda(FRIDAY, longer, WORKERS, links), before)

    told = [(one.task, [(why.kind, why.key) for why in one.why]) for one in moves(before, after)]
    assert told == [(1, [("start", None)]), (2, [("task", 1), ("person", 1)]), (3, [("task", 2)])]


def test_what_is_new_takes_what_is_left_and_moves_nobody():
    tasks = [Task(1, Decimal(4), (1,)), Task(2, Decimal(4), (1,))]
    before = first(Agenda(FRIDAY, tasks, WORKERS))

    after = first(Agenda(FRIDAY, [*tasks, Task(0, Decimal(1), (1,))], WORKERS), before)

    assert [one.task for one in moves(before, after)] == [0]


def test_a_deadline_is_worth_moving_others_for():
    tasks = [Task(1, Decimal(16), (1,)), Task(2, Decimal(4), (1,))]
    before = first(Agenda(FRIDAY, tasks, WORKERS))
    urgent = Task(3, Decimal(8), (1,), due_on=FRIDAY.date())

    after = best(Agenda(FRIDAY, [*tasks, urgent], WORKERS), Budget(rounds=4), before)

    assert after.placed[3].works_from == FRIDAY and after.late == ()
    assert after.proved
