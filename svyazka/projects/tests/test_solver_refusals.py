"""What the solver refuses, and why: by name (a ring too: S8), and by the smallest things that clash."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.solver import (
    Agenda,
    Clashing,
    Cycle,
    Dependency,
    Engaged,
    Kind,
    NotPlannable,
    Reason,
    Share,
    Task,
    Thing,
    ThreePoint,
    Worker,
    explain,
    first,
)
from svyazka.projects.solver.oracle import wrong_with
from svyazka.projects.tests.agendas import FRIDAY

ANNA, BORIS = Worker(1, Window(), frozenset({"design"})), Worker(2, Window())
NAN, ENDLESS = Decimal("NaN"), Decimal("Infinity")


def task(key: int = 1, hours="8", people=(1,), **more) -> Task:
    return Task(key, Decimal(hours) if isinstance(hours, str) else hours, people, **more)


def agenda(*tasks: Task, **more) -> Agenda:
    return Agenda(FRIDAY, tasks, **{"workers": [ANNA, BORIS], **more})


@pytest.mark.parametrize(
    ("told", "code", "about"),
    [
        (agenda(task(), task()), "task_twice", (1,)),
        (agenda(task(), workers=[ANNA, ANNA]), "person_twice", (1,)),
        (agenda(task(), projects=[Engaged(3), Engaged(3)]), "project_twice", (3,)),
        (agenda(task(hours="-1")), "hours_out_of_range", (1,)),
        (agenda(task(hours=NAN)), "hours_out_of_range", (1,)),
        (agenda(task(hours=ENDLESS)), "hours_out_of_range", (1,)),
        (agenda(task(hours="100001")), "hours_out_of_range", (1,)),
        (agenda(task(hours=ThreePoint(Decimal(5), Decimal(3), Decimal(9)))), "points_out_of_order", (1,)),
        (agenda(task(hours=ThreePoint(Decimal(-1), Decimal(3), Decimal(9)))), "hours_out_of_range", (1,)),
        (agenda(task(people=(7,))), "unknown_person", (1, 7)),
        (agenda(task(people=())), "nobody_named", (1,)),
        (agenda(task(people=(), specialism="texts")), "no_specialist", (1, "texts")),
        (agenda(task(done=(FRIDAY, FRIDAY - timedelta(1)))), "ends_before_it_begins", (1,)),
        (agenda(task(), dependencies=[Dependency(1, 5)]), "unknown_task", (5,)),
        (agenda(task(), dependencies=[Dependency(1, 1)]), "waits_for_itself", (1,)),
        (agenda(task(), task(2), dependencies=[Dependency(1, 2, lag=NAN)]), "lag_out_of_range", (1, 2)),
        (agenda(task(), task(2), dependencies=[Dependency(1, 2, lag=Decimal(4001))]), "lag_out_of_range", (1, 2)),
        (agenda(task(due_on=date.max)), "day_out_of_range", (1,)),
        (agenda(task(), projects=[Engaged(0, deadline_on=date.min)]), "deadline_out_of_range", (0,)),
        (agenda(task(not_before=datetime(2400, 1, 1, tzinfo=FRIDAY.tzinfo))), "no_working_time", (1,)),
        (agenda(task(pinned=datetime(2400, 1, 1, tzinfo=FRIDAY.tzinfo))), "no_working_time", (1,)),
        (agenda(task(), projects=[Engaged(0, 0)]), "weight_out_of_range", (0,)),
        (agenda(task(), shares=[Share(1, 0, 101)]), "share_out_of_range", (1, 0)),
        (agenda(task(), shares=[Share(9, 0, 10)]), "unknown_person", (None, 9)),
        (agenda(task(), shares=[Share(1, 0, 60), Share(1, 1, 50)]), "shares_above_hundred", (1, date.min)),
        (agenda(task(), shares=[Share(1, 0, 20), Share(1, 0, 50)]), "share_twice", (1, date.min)),
        (agenda(task(), shares=[Share(1, 1, 100)]), "no_working_time", (1,)),
        (agenda(task(), workers=[Worker(1, Window(week=(Decimal(0),) * 7))]), "no_working_time", (1,)),
        (agenda(task(), workers=[Worker(1, Window(opens=time(9), closes=time(9), lunch_opens=None))]), "no_working_time", (1,)),
        (agenda(task(hours="90000")), "no_working_time", (1,)),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(told, code, about):
    with pytest.raises(NotPlannable) as refused:
        first(told)

    assert Reason(code, about) in refused.value.reasons


def test_all_reasons_are_told_at_once():
    with pytest.raises(NotPlannable) as refused:
        first(agenda(task(hours="-1"), task(2, people=(7,)), dependencies=[Dependency(2, 2)]))

    assert [reason.code for reason in refused.value.reasons] == ["hours_out_of_range", "unknown_person", "waits_for_itself"]


@given(st.permutations(range(6)), st.integers(2, 6), st.sampled_from(list(Kind)))
@settings(max_examples=60, deadline=None)
def test_a_ring_is_refused_with_its_tasks_in_their_order(order, length, kind):
    """S8."""
    members = order[:length]
    links = [Dependency(a, b, kind) for a, b in zip(members, [*members[1:], members[0]], strict=True)]
    links += [Dependency(members[0], other) for other in order[length:]]

    with pytest.raises(Cycle) as refused:
        first(agenda(*(task(n) for n in range(6)), dependencies=links))

    ring = refused.value.ring
    assert sorted(ring) == sorted(members)
    assert all(Dependency(a, b, kind) in links for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def test_what_is_done_closes_no_ring():
    done = (FRIDAY - timedelta(2), FRIDAY - timedelta(1))

    plan = first(agenda(task(1, done=done), task(2), dependencies=[Dependency(1, 2), Dependency(2, 1)]))

    assert plan.placed[1].ends_at == done[1]


def test_two_pins_at_one_desk_clash():
    at = FRIDAY + timedelta(hours=1)

    with pytest.raises(Clashing) as refused:
        first(agenda(task(1, pinned=at), task(2, pinned=at + timedelta(hours=2)), task(3)))

    assert set(refused.value.things) == {Thing("pin", (1,)), Thing("pin", (2,)), Thing("task", (1,)), Thing("task", (2,))}


def test_a_pin_before_what_it_waits_for_clashes_with_it():
    with pytest.raises(Clashing) as refused:
        first(agenda(task(1, "20"), task(2, people=(2,), pinned=FRIDAY), task(3), dependencies=[Dependency(1, 2)]))

    assert set(refused.value.things) == {
        Thing("pin", (2,)), Thing("task", (1,)), Thing("task", (2,)), Thing("dependency", (1, 2)),
    }  # fmt: skip


def test_work_makes_room_for_a_pin_that_waits_for_it():
    """By its rank task 1 would be first, and the pin could not be held: what leads to a pin is urgent."""
    told = agenda(task(1, "30"), task(2, "4"), task(3, "2", (2,), pinned=FRIDAY + timedelta(hours=5)), dependencies=[Dependency(2, 3)])

    plan = first(told)

    assert wrong_with(told, plan) == []
    assert plan.placed[3].works_from == FRIDAY + timedelta(hours=5)


def test_a_pin_is_held_by_the_only_plan_that_leaves_it_its_place():
    """Only if somebody far east does task 1, to the minute; in calendars of a year that is hard to find."""
    staff = [Worker(1, Window(), frozenset({"code"})), Worker(2, Window("Europe/Moscow"), frozenset({"code"}))]
    links = [Dependency(0, 1), Dependency(1, 2, Kind.FINISH_FINISH)]
    told = agenda(task(0, "0.5", (2,)), task(1, "5", (), specialism="code"), task(2, "4.5", (2,)), workers=staff, dependencies=links)
    before = first(told)
    short, designed, pinned = told.tasks
    changed = replace(told, tasks=[replace(short, hours=Decimal("5.5")), designed, replace(pinned, pinned=before.placed[2].works_from)])

    after = first(changed, before)

    assert wrong_with(changed, after) == []
    assert (after.placed[1].person, after.placed[1].ends_at) == (1, after.placed[2].ends_at)


def test_an_impossible_day_is_explained_by_what_clashes_and_nothing_else():
    away = replace(ANNA, window=Window(days_off=frozenset({date(2026, 4, 27), date(2026, 4, 28)})))
    told = agenda(
        task(1, "16"), task(2, "8", (2,)), task(3, "4", (2,)), workers=[away, BORIS], dependencies=[Dependency(1, 2)],
        projects=[Engaged(0, deadline_on=date(2026, 4, 29))],
    )  # fmt: skip

    assert set(explain(told)) == {
        Thing("absence", (1, date(2026, 4, 27), date(2026, 4, 28))), Thing("deadline", (0,)), Thing("dependency", (1, 2)),
        Thing("task", (1,)), Thing("task", (2,)),
    }  # fmt: skip
    assert explain(replace(told, projects=[Engaged(0, deadline_on=date(2026, 5, 6))])) == ()


def test_a_day_is_explained_though_other_work_goes_on_for_a_year():
    told = agenda(task(1, "16", due_on=FRIDAY.date()), task(2, "1500"), task(3, "600", (2,)))

    assert set(explain(told)) == {Thing("task", (1,)), Thing("due", (1,))}


def test_a_long_chain_is_planned_without_depth():
    count = 3_000
    links = [Dependency(n, n + 1) for n in range(count - 1)]

    plan = first(agenda(*(task(n, "0.5", (1 + n % 2,)) for n in range(count)), dependencies=links))

    assert all(plan.placed[n].ends_at <= plan.placed[n + 1].works_from for n in range(count - 1))
    assert all(one.critical for one in plan.tasks)


def test_everything_that_waits_for_one_is_planned():
    plan = first(agenda(*(task(n, "0.1") for n in range(2_000)), dependencies=[Dependency(0, n) for n in range(1, 2_000)]))

    assert len(plan.tasks) == 2_000


def test_more_tasks_than_anybody_has_are_refused():
    with pytest.raises(NotPlannable) as refused:
        first(agenda(*(task(n) for n in range(50_001))))

    assert refused.value.reasons[0].code == "too_many_tasks"


def test_what_was_done_long_ago_holds_nobody():
    past = datetime(1950, 1, 2, 2, tzinfo=FRIDAY.tzinfo)

    plan = first(agenda(task(1, done=(past, past)), task(2), dependencies=[Dependency(1, 2, lag=Decimal(40))]))

    assert plan.placed[2].works_from == FRIDAY


def test_a_chain_of_late_tasks_is_told_by_its_last_hundred():
    count = 1_000
    links = [Dependency(n, n + 1) for n in range(count - 1)]

    plan = first(agenda(*(task(n, "2", due_on=date(2026, 4, 24)) for n in range(count)), dependencies=links))

    assert plan.late[-1].chain == tuple(range(count - 100, count))


def test_nothing_to_plan_is_an_empty_plan():
    assert first(agenda()).tasks == ()


@pytest.mark.parametrize("at", [datetime(2026, 4, 25, 5, 30, 41, 7, FRIDAY.tzinfo), datetime(2026, 12, 31, 23, 59, 59, 0, FRIDAY.tzinfo)])
def test_a_plan_may_start_at_any_moment(at):
    told = replace(agenda(task(1, "0.01"), task(2, "0")), starts_at=at)

    assert wrong_with(told, first(told)) == []
