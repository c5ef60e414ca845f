"""Small problems against brute force: the best plan (S5 too), critical paths (S3), slack (S4), what clashes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, permutations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.solver import Agenda, Budget, Dependency, Engaged, Kind, Task, Worker, best, explain, first
from svyazka.projects.solver.clashes import only
from svyazka.projects.solver.jobs import cost
from svyazka.projects.solver.laying import lay
from svyazka.projects.solver.network import by_rank, heads, ranks
from svyazka.projects.solver.search import improving
from svyazka.projects.solver.serial import serial
from svyazka.projects.solver.slack import neighbours, slacks
from svyazka.projects.tests.agendas import FRIDAY, agendas, workers

MONDAY = datetime(2026, 1, 19, 2, 0, tzinfo=UTC)  # nine in the morning in Krasnoyarsk; two weeks of full days follow
WELL = Budget(rounds=7)
A_DAY = 8


@st.composite
def whole_hours(draw, tasks: int = 4, kinds=tuple(Kind), due: bool = True) -> Agenda:
    """Tasks of whole hours for people of the same hours, so that time is a row of working hours."""
    count, people = draw(st.integers(1, tasks)), draw(st.integers(1, 2))
    day = st.none() | st.integers(0, 1).map(lambda n: date(2026, 1, 19) + timedelta(days=n))
    work = [
        Task(n, Decimal(draw(st.integers(1, 5))), draw(st.sampled_from([(1,), tuple(range(1, people + 1))])),
             due_on=draw(day) if due else None)
        for n in range(count)
    ]  # fmt: skip
    links = [
        Dependency(a, b, draw(st.sampled_from(kinds)), Decimal(draw(st.sampled_from((0, 0, 2, -1)))))
        for a in range(count) for b in range(a + 1, count) if draw(st.integers(0, 2)) == 0
    ]  # fmt: skip
    return Agenda(MONDAY, work, [Worker(n, Window()) for n in range(1, people + 1)], links, [Engaged(0)])


def spans(agenda: Agenda) -> Iterator[dict[int, tuple[int, int]]]:
    """Yield every way to do the tasks, as working hours from the beginning: first hour and last one."""
    tasks = agenda.tasks
    for people in product(*(task.people for task in tasks)):
        for begins in product(range(15), repeat=len(tasks)):
            placed = {task.id: (begin, begin + int(task.hours)) for task, begin in zip(tasks, begins, strict=True)}
            if _apart(placed, people) and all(_holds(placed, one) for one in agenda.dependencies):
                yield placed


def _apart(placed: dict, people: tuple) -> bool:
    rows = sorted((person, *span) for person, span in zip(people, placed.values(), strict=True))
    return all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(rows))


def _holds(placed: dict, one: Dependency) -> bool:
    earlier, later = placed[one.earlier], placed[one.later]
    from_end, to_end = one.kind.value[0] == "F", one.kind.value[1] == "F"
    return later[to_end] >= earlier[from_end] + int(one.lag) or later[to_end] == 0 == max(0, earlier[from_end] + int(one.lag))


def harm_and_finish(agenda: Agenda, placed: dict[int, tuple[int, int]]) -> tuple[int, int]:
    late = sum(
        max(0, placed[task.id][1] - ((task.due_on - MONDAY.date()).days + 1) * A_DAY) for task in agenda.tasks if task.due_on
    )
    return late, max(end for _begin, end in placed.values())


def hours_of(agenda: Agenda, plan) -> dict[int, tuple[int, int]]:
    def at(moment):
        return agenda.window.between(MONDAY, moment) / timedelta(hours=1)

    return {one.id: (at(one.works_from), at(one.ends_at)) for one in plan.tasks}


@settings(max_examples=25, deadline=None)
@given(whole_hours(tasks=3))
def test_the_best_plan_is_the_best_there_is(agenda):
    plan = best(agenda, WELL)

    assert plan.proved
    assert harm_and_finish(agenda, hours_of(agenda, plan)) == min(harm_and_finish(agenda, one) for one in spans(agenda))


@settings(max_examples=25, deadline=None)
@given(agendas(tasks=4, shares=False, people=2))
def test_the_best_plan_over_broken_calendars_is_that_of_the_best_order(agenda):
    """Where what waits begins after an end, some order placed serially is best (Sprecher, Kolisch & Drexl, EJOR 80, 1995)."""
    agenda = replace(agenda, dependencies=[replace(one, kind=Kind.FINISH_START, lag=abs(one.lag)) for one in agenda.dependencies])
    jobs = lay(agenda, date(2026, 6, 15)).jobs

    *_all, last = improving(jobs, WELL)

    least = min(cost(jobs, serial(jobs, *way)) for way in _ways(jobs))
    assert last.cost == least or (last.cost > least and not last.proved)


def _ways(jobs) -> Iterator[tuple]:
    """Yield every order that keeps what waits for what, with every choice of people."""
    for order in permutations(range(len(jobs))):
        if all(order.index(arc.earlier) < order.index(job) for job, arcs in enumerate(jobs.before) for arc in arcs):
            yield from ((order, modes) for modes in product(*(range(len(ways)) for ways in jobs.modes)))


@settings(max_examples=12, deadline=None)
@given(agendas(tasks=5, fixed=False, due=False, shares=False, people=2), st.data())
def test_less_work_or_more_people_never_end_later(agenda, data):
    agenda = replace(agenda, tasks=[replace(task, project=0) for task in agenda.tasks])
    gone = data.draw(st.sampled_from(agenda.tasks)).id
    less = replace(
        agenda, tasks=[task for task in agenda.tasks if task.id != gone],
        dependencies=[one for one in agenda.dependencies if gone not in (one.earlier, one.later)],
    )  # fmt: skip
    more = replace(agenda, workers=[*agenda.workers, Worker(9, Window(), frozenset({"code", "design"}))])
    plans = [best(one, WELL) for one in (agenda, less, more)]
    assume(all(plan.proved for plan in plans))

    whole, without, with_more = (plan.ends_at or MONDAY for plan in plans)

    assert without <= whole
    assert with_more <= whole


@settings(max_examples=60, deadline=None)
@given(workers(3), st.data())
def test_the_critical_path_is_the_longest_one(staff, data):
    count = data.draw(st.integers(1, 8))
    people = [data.draw(st.sampled_from(staff)) for _ in range(count)]
    tasks = [Task(n, Decimal(data.draw(st.integers(1, 12))), (people[n].id,)) for n in range(count)]
    links = [(a, b) for a in range(count) for b in range(a + 1, count) if data.draw(st.integers(0, 3)) == 0]
    laid = lay(Agenda(FRIDAY, tasks, staff, [Dependency(*link) for link in links]), date(2026, 8, 1))

    _begins, ends = heads(laid.jobs)

    walked = [_walk(path, tasks, people) for path in _paths(count, links)]
    assert laid.axis.finish(max(ends)) == int(max(walked).timestamp()) // 60


def _paths(count: int, links: list[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Yield every path from a task that waits for nothing."""
    ahead: list[tuple[int, ...]] = [(n,) for n in range(count)]
    while ahead:
        path = ahead.pop()
        yield path
        ahead += [(*path, b) for a, b in links if a == path[-1]]


def _walk(path: tuple[int, ...], tasks: list[Task], people: list[Worker]) -> datetime:
    at = FRIDAY
    for n in path:
        at = _worked(people[n], at, timedelta(hours=int(tasks[n].hours)))
    return at


def _worked(one: Worker, at: datetime, left: timedelta) -> datetime:
    """Return when so much of the person's own time has passed that is not taken elsewhere."""
    for begins, ends in _taken(one.busy):
        if ends <= at:
            continue
        before = one.window.between(at, max(begins, at))
        if before >= left:
            break
        left, at = left - before, max(ends, at)
    return one.window.add(at, left)


def _taken(busy: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Return the spans in the order of time, those that meet as one."""
    found: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(busy):
        if found and begins <= found[-1][1]:
            begins, last = found.pop()
            ends = max(ends, last)
        found.append((begins, ends))
    return found


@settings(max_examples=60, deadline=None)
@given(agendas(tasks=7, shares=False, due=False), st.data())
def test_a_delay_within_slack_leaves_every_end_and_one_beyond_moves_one(agenda, data):
    assume(any(not task.done for task in agenda.tasks))
    laid = lay(agenda, date(2027, 3, 1))
    jobs = laid.jobs
    schedule = serial(jobs, by_rank(jobs, ranks(jobs)))
    job = data.draw(st.integers(0, len(jobs) - 1))
    slack = slacks(jobs, schedule)[job]

    assert slack >= 0
    assert _ends_after_delay(jobs, schedule, job, slack) == _ends_after_delay(jobs, schedule, job, 0)
    assert _ends_after_delay(jobs, schedule, job, slack + 1) > _ends_after_delay(jobs, schedule, job, 0)


def _ends_after_delay(jobs, schedule, delayed: int, by: int) -> list[int]:
    """Push everything on as little as the delay asks, in the order that stands; return the end of each project."""
    before = neighbours(jobs, schedule)
    units = list(schedule.units)
    units[delayed] += by
    while True:
        begins, ends = zip(*(_span(jobs, schedule, job, unit) for job, unit in enumerate(units)), strict=True)
        pushed = [max(units[job], _least(jobs, schedule, before, job, units, begins, ends)) for job in range(len(jobs))]
        if pushed == units:
            return [max(end for job, end in enumerate(ends) if jobs.project[job] == p) for p in sorted(set(jobs.project))]
        units = pushed


def _span(jobs, schedule, job, unit):
    mode = jobs.modes[job][schedule.modes[job]]
    clock = jobs.clocks[mode.clock]
    begin = clock.begin(unit) if mode.length else clock.finish(unit)
    return begin if jobs.began[job] is None else jobs.began[job], clock.finish(unit + mode.length)


def _least(jobs, schedule, before, job, units, begins, ends):
    mode = jobs.modes[job][schedule.modes[job]]
    clock = jobs.clocks[mode.clock]
    begin, end = jobs.bounds(job, begins, ends)
    at = max(clock.units(begin), clock.units(end - 1) + 1 - mode.length if end else 0)
    if job in before:
        at = max(at, units[before[job]] + jobs.modes[before[job]][schedule.modes[before[job]]].length)
    return at


@settings(max_examples=50, deadline=None)
@given(whole_hours(tasks=3, kinds=(Kind.FINISH_START, Kind.START_START)), st.integers(0, 1))
def test_what_clashes_cannot_be_and_any_less_can(agenda, days):
    agenda = replace(agenda, projects=[Engaged(0, deadline_on=MONDAY.date() + timedelta(days=days))])

    things = explain(agenda)

    assert bool(things) != _possible(agenda)
    if things:
        assert not _possible(only(agenda, things))
        for thing in things:
            assert _possible(only(agenda, [one for one in things if one != thing]))


def _possible(agenda: Agenda) -> bool:
    if not agenda.tasks:
        return True
    deadline = agenda.projects[0].deadline_on
    limit = ((deadline - MONDAY.date()).days + 1) * A_DAY if deadline else 99
    return any(harm == 0 and end <= limit for harm, end in (harm_and_finish(agenda, one) for one in spans(agenda)))


def test_the_order_of_the_told_things_does_not_change_the_plan_of_equal_projects():
    tasks = [Task(n, Decimal(4), (1,)) for n in range(3)]
    staff = [Worker(1, Window())]

    plans = [first(Agenda(MONDAY, list(order), staff)) for order in permutations(tasks)]

    assert {plan.ends_at for plan in plans} == {plans[0].ends_at}
