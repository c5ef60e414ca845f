"""What is kept of the statements of a run, and what an engine says to them."""

import json
import os

import pytest
from django.db import connection

from svyazka.kit.models import OutgoingLetter
from svyazka.kit.statements import Kept, misunderstood

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def kept():
    one = Kept()
    one.watch(connection)
    yield one
    connection.execute_wrappers.pop()


def test_a_statement_is_kept_once_with_its_values_however_many_they_are(kept, tmp_path):
    list(OutgoingLetter.objects.filter(subject__in=["anna", "pavel"]))
    list(OutgoingLetter.objects.filter(subject__in=["irina"]))
    list(OutgoingLetter.objects.filter(subject__in=["o'hara", "irina", "pavel"]))
    kept.write(tmp_path / "new" / "run.jsonl")

    told = [json.loads(line) for line in (tmp_path / "new" / "run.jsonl").read_text().splitlines()]

    assert [("'anna', 'pavel'" in text, "'irina'" in text) for text in told] == [(True, False), (False, True)]


def test_what_changes_no_row_and_reads_none_is_not_kept(kept):
    with connection.cursor() as cursor:
        cursor.execute("set local lock_timeout = 0")

    assert kept.samples == {}


def test_an_engine_says_what_it_does_not_know():
    known, unknown = "select count(*) from pg_class", "select no_such_thing(1)"

    assert list(misunderstood([known, unknown], os.environ["DATABASE_URL"])) == [(unknown, "function no_such_thing(integer) does not exist")]
