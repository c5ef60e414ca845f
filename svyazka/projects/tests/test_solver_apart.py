"""The search in a process of its own finds what the search finds, and ends when nobody listens."""

from datetime import date
from decimal import Decimal
from multiprocessing import active_children

import pytest

from svyazka.kit.worktime import Window
from svyazka.projects.solver import (
    Agenda,
    Budget,
    Dependency,
    Engaged,
    NotPlannable,
    Task,
    Worker,
    improving,
    improving_apart,
)
from svyazka.projects.tests.agendas import FRIDAY


def agenda(count: int = 5, *links: Dependency) -> Agenda:
    tasks = [Task(n, Decimal(3 + n * 5 % 7), (1,), due_on=date(2026, 4, 27 + n * 2 % 3)) for n in range(count)]
    return Agenda(FRIDAY, tasks, [Worker(1, Window())], links, [Engaged(0)])


def test_it_finds_what_the_search_finds_and_leaves_no_process():
    here = list(improving(agenda(), Budget(seconds=60)))

    there = [plan for plan in improving_apart(agenda(), seconds=60) if plan]

    assert there == here and there[-1].proved
    assert not active_children()


def test_who_stops_listening_ends_it():
    found = improving_apart(agenda(60), seconds=60)
    next(found)
    assert active_children()

    found.close()

    assert not active_children()


def test_what_cannot_be_planned_is_refused_here():
    with pytest.raises(NotPlannable):
        list(improving_apart(agenda(2, Dependency(0, 1), Dependency(1, 0)), seconds=60))
    assert not active_children()
