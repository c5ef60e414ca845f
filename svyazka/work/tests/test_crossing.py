"""Two who put each other's cards in order at one moment: the database ends one of them, and that one is done anew."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from svyazka.journal.models import Entry
from svyazka.kit import crossing as crossed
from svyazka.kit.errors import Stale
from svyazka.kit.guard import expecting
from svyazka.work import actions
from svyazka.work.actions import moving
from svyazka.work.models import Task
from svyazka.work.tests import make
from svyazka.work.tests.make import MONDAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]


def crossing(monkeypatch, *, times: int = 1) -> Counter:
    """Let the first acts wait for each other when each has locked its own card; return how often each card was begun with."""
    together, begun, room_before = Barrier(2), Counter(), moving._room_before

    def waiting(column, key):
        begun[key] += 1
        if begun[key] <= times:
            together.wait(timeout=20)
        return room_before(column, key)

    monkeypatch.setattr(moving, "_room_before", waiting)
    return begun


def ordered(task: Task, before: Task, version: int | None = None) -> str:
    try:
        with expecting(version):
            actions.order_task(Task.objects.get(pk=task.pk), before_id=before.pk, by=make.person("pavel", "pm"), at=MONDAY)
    except (Stale, OperationalError) as ended:
        return type(ended).__name__
    finally:
        connection.close()
    return "done"


def both(first: Task, other: Task, **versions: int) -> list[str]:
    with ThreadPoolExecutor(2) as pool:
        acts = [pool.submit(ordered, first, other, **versions), pool.submit(ordered, other, first, **versions)]
        return [act.result(timeout=60) for act in acts]


@pytest.fixture
def cards():
    make.pair()
    return make.task(title="Макет"), make.task(title="Вёрстка")


def test_the_one_that_the_database_ends_is_done_anew(monkeypatch, cards):
    begun = crossing(monkeypatch)

    assert both(*cards) == ["done", "done"]

    assert sorted(begun.values()) == [1, 2]
    assert Entry.objects.filter(verb="work.task_ordered").count() == 2
    assert [task.version for task in Task.objects.all()] == [2, 2]


def test_what_was_seen_is_compared_anew_as_well(monkeypatch, cards):
    crossing(monkeypatch)

    def meanwhile(*_asked):
        Task.objects.update(version=7)

    monkeypatch.setattr(crossed, "memo", SimpleNamespace(forget=meanwhile))  # between the two tries of the one that was ended

    assert sorted(both(*cards, version=1)) == ["Stale", "done"]


def test_inside_of_a_transaction_the_act_is_not_begun_again(monkeypatch, cards):
    def ended(*_asked):
        tries.append(1)
        raise OperationalError from DeadlockDetected()

    tries: list[int] = []
    monkeypatch.setattr(moving, "_room_before", ended)

    with pytest.raises(OperationalError), transaction.atomic():
        actions.order_task(cards[0], before_id=cards[1].pk, by=make.person("pavel", "pm"), at=MONDAY)
    assert len(tries) == 1
    with pytest.raises(OperationalError):
        actions.order_task(cards[0], before_id=cards[1].pk, by=make.person("pavel", "pm"), at=MONDAY)
    assert len(tries) == 1 + 5
