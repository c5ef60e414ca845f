"""A program sends while the queue reads what it sent before, on a real database: nothing waits in a circle, nothing is lost."""

import json
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from svyazka.leads import actions
from svyazka.leads.models import Lead, Raw
from svyazka.leads.rules import signature_of
from svyazka.leads.tests import make
from svyazka.people.queries import system

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
CALLS = 12


def test_a_key_that_takes_calls_in_does_not_stop_the_reading_of_them():
    w = make.world()
    key, _secret = actions.issue_key(w.agency, name="Сайт", source="search", per_minute=6000, by=w.head, at=timezone.now())
    bodies = [json.dumps({"title": f"Лид {n}", "request": "Нужен сайт", "contact": {"email": f"p{n}@example.org"}}).encode() for n in range(2 * CALLS)]
    stored = [take(key, body) for body in bodies[:CALLS]]
    both = threading.Barrier(2)

    def in_turn(act, subjects) -> None:
        both.wait()
        try:
            for subject in subjects:
                act(subject)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(in_turn, lambda body: take(key, body), bodies[CALLS:]), pool.submit(in_turn, read, stored)]
    assert [one.exception() for one in told] == [None, None]

    assert Counter(Raw.objects.values_list("state", flat=True)) == {"linked": CALLS, "stored": CALLS}
    assert Lead.objects.count() == CALLS


def take(key, body: bytes) -> Raw:
    at = timezone.now()
    key.refresh_from_db()
    stamp = str(int(at.timestamp()))
    return actions.take_signed(key, body=body, content_type="application/json", timestamp=stamp,
                               signature=signature_of(key.secret, stamp, body), by=system(), at=at)  # fmt: skip


def read(row: Raw) -> None:
    at = timezone.now()
    actions.begin_reading(row, by=system(), at=at)
    actions.read_raw(row, by=system(), at=at)
