"""The journal is only added to, and whoever alters it behind the application's back is found out."""

import json
import random
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import Error

from svyazka.journal import head, jobs
from svyazka.journal.models import Entry, Head
from svyazka.journal.queries import broken_links
from svyazka.journal.rules import FIRST, sealed
from svyazka.journal.steps import record
from svyazka.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
LENGTH = 12


@pytest.fixture
def chain():
    anna = Person.objects.create_user("anna", name="Анна")
    for n in range(LENGTH):
        record(anna, "people.card_changed", by=anna, at=NOON, name=f"Анна «{n}»", share=n / 7, big=2**60 + n, none=None)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # else a table with checks that wait is not emptied at all
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


CHANGES = ["update journal_entry set verb = 'x'", "delete from journal_entry", "truncate journal_entry", "truncate journal_head",
           "update journal_head set entries = 1", "delete from journal_head", "truncate money_payment cascade",
           "truncate bonus_accrual"]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
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


# ---- what the chain alone cannot see ----------------------------------------------------------------------------


@pytest.fixture
def kept(chain, settings, tmp_path):
    """The journal with its head kept outside of the database."""
    settings.HOME = tmp_path
    assert head.keep() == {"seq": LENGTH, "hash": Entry.objects.get(seq=LENGTH).hash, "entries": LENGTH}
    return chain


def seal_anew() -> None:
    """Change a fact of the first entry and seal the whole chain and the row of its head over it, without a fault."""
    rows, previous = list(Entry.objects.order_by("seq").values()), FIRST
    for row in rows:
        facts = {**row["facts"], "name": "Иной"} if row["seq"] == 1 else row["facts"]
        names = ("seq", "verb", "subject_type", "subject_id", "engagement_id", "by_id", "instead_of_id")
        told = {**{name: row[name] for name in names}, "facts": facts, "at": row["at"].astimezone(UTC).isoformat()}
        digest = sealed(previous, told)
        alter("update journal_entry set facts = %s, previous = %s, hash = %s where seq = %s", json.dumps(facts), previous, digest, row["seq"])
        previous = digest
    alter("update journal_head set hash = %s", previous)


def cut_the_tail() -> None:
    alter("delete from journal_entry where seq > 9")


def cut_the_tail_and_move_the_head() -> None:
    cut_the_tail()
    alter("update journal_head set seq = 9, entries = 9, hash = (select hash from journal_entry where seq = 9)")


def empty() -> None:
    alter("truncate journal_entry")


def empty_with_the_head() -> None:
    alter("truncate journal_entry, journal_head")


@pytest.mark.parametrize("crime", [cut_the_tail, cut_the_tail_and_move_the_head, empty, empty_with_the_head, seal_anew])
def test_what_leaves_a_whole_chain_is_found_by_the_head_that_was_kept(kept, crime):
    assert head.differences() == []
    crime()

    assert list(broken_links()) == []
    assert head.differences()
    assert jobs.keep_head() is False


@pytest.mark.parametrize("crime", [cut_the_tail, empty])
def test_the_row_of_the_head_finds_a_cut_tail_without_the_file(chain, settings, tmp_path, crime):
    settings.HOME = tmp_path
    crime()

    assert "gone" in head.differences()[0]


def test_after_the_tail_was_cut_the_next_entry_leaves_a_gap(kept):
    cut_the_tail()
    record(kept, "people.card_changed", by=kept, at=NOON)

    assert [told.split()[2] for told in broken_links()] == ["13"]


def test_the_head_moves_with_the_journal_and_a_forged_one_is_told(kept):
    record(kept, "people.card_changed", by=kept, at=NOON)
    assert head.differences() == [] and jobs.keep_head() is True
    assert Head.objects.get().entries == LENGTH + 1

    said = json.loads(head.place().read_text())
    head.place().write_text(json.dumps({**said, "entries": 3}))
    assert "signed" in head.differences()[0]
    head.place().write_text("no head")
    assert "is not a head" in head.differences()[0]
