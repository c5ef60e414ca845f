"""The search in a process of its own: it fills a core for as long as it runs, and whoever started it has other things to answer."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from svyazka.projects.solver.budget import Budget
from svyazka.projects.solver.planning import improving
from svyazka.projects.solver.refusals import NotPlannable
from svyazka.projects.solver.shapes import Agenda, Plan

BEAT = 0.2  # seconds without a better plan after which the listener is given a turn
BEHIND = 10  # by so much the search stands behind what pages need


def improving_apart(agenda: Agenda, *, seconds: float, before: Plan | None = None) -> Iterator[Plan | None]:
    """Yield plans as `improving` does, and None whenever a beat has brought none; whoever stops listening ends the search at once.

    Raises NotPlannable as `improving` does.
    """
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_search, args=(there, agenda, seconds, before), daemon=True)
    process.start()
    there.close()
    try:
        yield from _heard(here)
    finally:
        here.close()
        process.terminate()
        process.join()
        process.close()


def _heard(here: Connection) -> Iterator[Plan | None]:
    while True:
        if not here.poll(BEAT):
            yield None
            continue
        try:
            told = here.recv()
        except EOFError:
            return
        if isinstance(told, NotPlannable):
            raise told
        yield told


def _search(there: Connection, agenda: Agenda, seconds: float, before: Plan | None) -> None:
    """Look for plans in the new process; end with whoever asked for them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asked hears it, and ends this
    os.nice(BEHIND)
    Thread(target=_end_with, args=(there,), daemon=True).start()
    try:
        for plan in improving(agenda, Budget(seconds=seconds), before):
            there.send(plan)
    except NotPlannable as refused:
        there.send(NotPlannable(*refused.reasons))


def _end_with(there: Connection) -> None:
    try:
        there.recv()
    except (EOFError, OSError):
        os._exit(0)
