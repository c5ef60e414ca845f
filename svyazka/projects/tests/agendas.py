"""Small agendas by chance, of everything an agenda may hold, for the properties of the solver."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from svyazka.kit.worktime import Window
from svyazka.projects.solver import Agenda, Dependency, Engaged, Kind, Share, Task, ThreePoint, Worker

FRIDAY = datetime(2026, 4, 24, 2, 0, tzinfo=UTC)  # before a week with a short day, a holiday and the first of May
DAYS = [FRIDAY.date() + timedelta(days=n) for n in range(21)]
WINDOWS = (
    Window(), Window(zone="Europe/Moscow"), Window(week=(Decimal(4),) * 5 + (Decimal(0),) * 2),
    Window(opens=time(10), closes=time(19), lunch_opens=None, lunch_closes=None),
    Window(overrides={date(2026, 4, 25): Decimal(5), date(2026, 4, 27): Decimal(10)}),
)  # fmt: skip
busy = st.lists(st.tuples(st.integers(-5, 100), st.integers(1, 30)), max_size=2)  # elsewhere, in hours from the start on
hours = st.sampled_from([Decimal(n) / 2 for n in range(1, 21)] + [Decimal(0), Decimal("0.7"), ThreePoint(*map(Decimal, (1, 2, 9)))])


@st.composite
def workers(draw, count: int = 3) -> list[Worker]:
    """A few people with different hours, some of them away."""
    return [
        Worker(
            key, _away(draw(st.sampled_from(WINDOWS)), draw(st.sets(st.sampled_from(DAYS), max_size=4))),
            frozenset(draw(st.sets(st.sampled_from(("design", "code")), max_size=2))) | ({"code"} if key == 1 else set()),
            tuple((FRIDAY + timedelta(hours=n), FRIDAY + timedelta(hours=n + length)) for n, length in draw(busy)),
        )
        for key in range(1, draw(st.integers(1, count)) + 1)
    ]  # fmt: skip


def _away(window: Window, days: set[date]) -> Window:
    from dataclasses import replace

    return replace(window, days_off=frozenset(days))


@st.composite
def agendas(draw, tasks: int = 6, shares: bool = True, fixed: bool = True, due: bool = True, people: int = 3) -> Agenda:
    """An agenda of up to so many tasks; with `fixed` some are done, begun, or wait for a moment."""
    staff = draw(workers(people))
    count = draw(st.integers(1, tasks))
    work = [_task(draw, n, staff, fixed, due) for n in range(count)]
    waits = st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=count + 2, unique=True)
    links = [
        Dependency(a, b, draw(st.sampled_from(list(Kind))), Decimal(draw(st.sampled_from((0, 0, 0, 3, 9, -2, -8)))))
        for a, b in draw(waits) if a < b
    ]  # fmt: skip
    deadline = draw(st.none() | st.sampled_from(DAYS)) if due else None
    projects = [Engaged(0, draw(st.integers(1, 3)), deadline)]
    given = [Share(1, 0, draw(st.sampled_from((30, 50, 80))))] if shares and draw(st.booleans()) else []
    if given and draw(st.booleans()):
        given = [Share(1, 0, 50, ends_on=DAYS[4]), Share(1, 0, 70, starts_on=DAYS[4]), Share(1, 1, 20)]
    return Agenda(FRIDAY, work, staff, links, projects, given)


def _task(draw, key: int, staff: list[Worker], fixed: bool, due: bool) -> Task:
    named = tuple(draw(st.lists(st.sampled_from([worker.id for worker in staff]), max_size=2, unique=True)))
    more: dict = {"due_on": draw(st.none() | st.sampled_from(DAYS))} if due else {}
    state = draw(st.sampled_from(("", "", "", "waits", "began", "done"))) if fixed else ""
    if state == "waits":
        more["not_before"] = FRIDAY + timedelta(hours=draw(st.integers(-20, 200)))
    if state == "began":
        more["began_at"] = FRIDAY - timedelta(hours=draw(st.integers(1, 90)))
        named = named or (1,)
    if state == "done":
        ended = FRIDAY - timedelta(hours=draw(st.integers(1, 90)))
        more["done"] = (ended - timedelta(hours=5), ended)
    return Task(key, draw(hours), named, "" if named else "code", draw(st.sampled_from((0, 0, 0, 1))), **more)
