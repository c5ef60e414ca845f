"""Properties of every plan (S1, S2, S6, S7 of the promises): told by an oracle that knows real calendars and nothing of the solver."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.solver import (
    Agenda,
    Budget,
    Clashing,
    Engaged,
    Placed,
    Plan,
    Task,
    Worker,
    best,
    first,
    improving,
    moves,
)
from svyazka.projects.solver.exact import settled
from svyazka.projects.solver.laying import lay
from svyazka.projects.solver.oracle import wrong_with
from svyazka.projects.solver.serial import serial
from svyazka.projects.tests.agendas import FRIDAY, agendas

several = settings(max_examples=60, deadline=None)


@several
@given(agendas(tasks=8))
def test_the_first_plan_breaks_nothing_and_is_the_same_again(agenda):
    plan = first(agenda)

    assert wrong_with(agenda, plan) == []
    assert first(agenda) == plan


@settings(max_examples=12, deadline=None)
@given(agendas(tasks=5))
def test_every_better_plan_breaks_nothing_and_the_last_one_is_the_same_again(agenda):
    plans = list(improving(agenda, Budget(rounds=2)))

    assert [wrong_with(agenda, plan) for plan in plans] == [[]] * len(plans)
    assert best(agenda, Budget(rounds=2)) == plans[-1]


@several
@given(agendas(tasks=7), st.data())
def test_a_plan_made_again_breaks_nothing_and_moves_nothing_that_is_done_or_pinned(agenda, data):
    before = first(agenda)
    open_keys = [one.id for one in before.tasks if one.person and not agenda.task[one.id].done]
    if not open_keys:
        return
    longer = data.draw(st.sampled_from(open_keys))
    pinned = {key: before.placed[key] for key in data.draw(st.sets(st.sampled_from(open_keys), max_size=2)) - {longer}}
    changed = replace(agenda, tasks=[_changed(task, longer, pinned) for task in agenda.tasks])

    try:
        after = first(changed, before)
    except Clashing as refused:  # the longer task leaves a pin no place
        assert {thing.kind for thing in refused.things} >= {"pin", "task"}
        return

    assert wrong_with(changed, after) == []
    for key, placed in before.placed.items():
        if agenda.task[key].done or key in pinned:
            assert (after.placed[key].works_from, after.placed[key].person) == (placed.works_from, placed.person)


def _changed(task, longer: int, pinned: dict):
    if task.id == longer:
        return replace(task, hours=(task.hours if not isinstance(task.hours, tuple) else task.hours.likely) + 5)
    if task.id in pinned:
        return replace(task, pinned=pinned[task.id].works_from, people=(pinned[task.id].person,))
    return task


@several
@given(agendas(tasks=8))
def test_a_plan_made_again_without_a_change_moves_nothing(agenda):
    before = first(agenda)

    after = first(agenda, before)

    assert moves(before, after) == ()


@several
@given(agendas(tasks=8))
def test_every_task_says_what_holds_it(agenda):
    plan = first(agenda)

    for one in plan.tasks:
        assert bool(one.why) != bool(agenda.task[one.id].done)
        for why in one.why:
            assert why.kind in ("task", "person", "day", "pin", "hours", "start")
            if why.kind == "person":
                assert plan.placed[why.key].person == one.person
                assert plan.placed[why.key].ends_at <= one.works_from


def days(*tasks: Task, since: int = 3) -> tuple[Agenda, Plan]:
    """An agenda of one person, and a plan before it, in which task n begins at nine of the n-th day after so many from Friday on."""
    at = {task.id: FRIDAY + timedelta(days=since + task.id) for task in tasks}
    before = Plan(tuple(Placed(key, 1, begin, begin, begin + timedelta(hours=4)) for key, begin in at.items()), None)
    return Agenda(FRIDAY, tasks, [Worker(1, Window())], projects=[Engaged(0)]), before


def test_what_stands_further_ahead_than_calendars_are_laid_at_first_stays():
    stood = Task(1, Decimal(4), (1,))
    agenda, before = days(stood, since=500)

    assert moves(before, first(agenda, before)) == ()


def test_what_is_in_progress_goes_first_and_then_stays_there():
    begun, stood = Task(9, Decimal(4), (1,), began_at=FRIDAY - timedelta(days=2)), Task(0, Decimal(8), (1,))
    agenda, before = days(stood, since=0)

    plans = list(improving(replace(agenda, tasks=[stood, begun]), Budget(rounds=3), before))

    for plan in (plans[0], plans[-1]):
        assert plan.placed[9].works_from == FRIDAY and plan.placed[0].works_from == plan.placed[9].ends_at + timedelta(hours=1)  # after lunch


def test_a_plan_found_is_drawn_together_but_for_what_stays_where_it_stood():
    stood, new = Task(0, Decimal(4), (1,)), Task(5, Decimal(2), (1,))
    agenda, before = days(stood)
    jobs = lay(replace(agenda, tasks=[stood, new]), FRIDAY.date() + timedelta(days=30), before.placed).jobs
    found = serial(jobs, [0, 1], not_before=[jobs.held[0][1], jobs.held[0][1] + 3000])

    drawn = settled(jobs, found)[0]

    assert drawn.begins[0] == found.begins[0] == jobs.held[0][1]
    assert drawn.begins[1] < found.begins[0] < found.begins[1]


def test_the_oracle_sees_what_is_wrong():

    from svyazka.kit.worktime import Window
    from svyazka.projects.solver import Agenda, Dependency, Task, Worker

    agenda = Agenda(FRIDAY, [Task(1, Decimal(4), (1,)), Task(2, Decimal(4), (1,))], [Worker(1, Window())], [Dependency(1, 2)])
    plan = first(agenda)
    one, two = plan.tasks

    assert wrong_with(agenda, plan) == []
    assert wrong_with(agenda, Plan((one,), None)) == ["not every task is placed once"]
    assert wrong_with(agenda, Plan((one, replace(two, works_from=one.works_from, ends_at=one.ends_at)), None))
    assert wrong_with(agenda, Plan((one, replace(two, ends_at=two.ends_at - timedelta(minutes=1))), None))
    assert wrong_with(agenda, Plan((replace(one, person=7), two), None))
