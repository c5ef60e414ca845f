"""The journal is only added to, and whoever alters it behind the application's back is found out."""

import random
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import Error

from svyazka.journal.models import Entry
from svyazka.journal.queries import broken_links
from svyazka.journal.steps import record
from svyazka.people.models import Person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
LENGTH = 12


@pytest.fixture
def chain():
    anna = Person.objects.create_user("anna", name="Анна")
    for n in range(LENGTH):
        record(anna, "people.card_changed", by=anna, at=NOON, name=f"Анна «{n}»", share=n / 7, big=2**60 + n, none=None)
    return anna


def alter(sql: str, *values) -> None:
    """Change rows as somebody with the database's keys would: with the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("set local session_replication_role = origin")


def test_a_chain_as_it_grew_is_whole(chain):
    assert list(broken_links()) == []
    assert list(Entry.objects.values_list("seq", flat=True)) == list(range(1, LENGTH + 1))


@pytest.mark.parametrize("change", ["update journal_entry set verb = 'x'", "delete from journal_entry"])
def test_an_entry_is_neither_changed_nor_removed(chain, change):
    with pytest.raises(Error, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)

    assert Entry.objects.count() == LENGTH


ALTERATIONS = {
    "verb": "update journal_entry set verb = verb || 'x' where seq = %s",
    "facts": "update journal_entry set facts = facts || '{\"name\": \"Иной\"}' where seq = %s",
    "moment": "update journal_entry set at = at + interval '1 microsecond' where seq = %s",
    "subject": "update journal_entry set subject_id = subject_id + 1 where seq = %s",
    "stand-in": "update journal_entry set instead_of_id = by_id where seq = %s",
    "engagement": "update journal_entry set engagement_id = 7 where seq = %s",
    "hash": "update journal_entry set hash = reverse(hash) where seq = %s",
    "removed": "delete from journal_entry where seq = %s and seq < 12",
    "moved": "update journal_entry set seq = seq + 1000 where seq = %s and seq < 12",
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_every_alteration_is_found_wherever_it_is_made(chain, what):
    dice = random.Random(what)
    for place in dice.sample(range(1, LENGTH), 5):
        with transaction.atomic():
            alter(ALTERATIONS[what], place)
            assert list(broken_links()), place
            transaction.set_rollback(True)

    assert list(broken_links()) == []


def test_an_entry_put_in_between_is_found(chain):
    alter(
        "insert into journal_entry (seq, verb, subject_type, subject_id, by_id, at, facts, previous, hash)"
        " select seq + 12, 'people.let_go', subject_type, subject_id, by_id, at, facts, hash, reverse(hash)"
        " from journal_entry where seq = %s",
        LENGTH,
    )

    assert [told.split()[2] for told in broken_links()] == ["24"]
