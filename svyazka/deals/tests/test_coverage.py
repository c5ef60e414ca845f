"""Coverage and comments ask as many questions for many clauses as for few; sums are told to whom they concern."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.actions import note_clause
from svyazka.briefs.models import Brief
from svyazka.briefs.tests.make import MONDAY, judged
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals.actions import build_estimate
from svyazka.deals.strands import line_strands
from svyazka.deals.tests import make
from svyazka.roles.steps import fill_seat

pytestmark = pytest.mark.django_db


def many(w, count: int) -> Brief:
    """Return a judged edition of so many clauses, each with a line of an estimate."""
    clauses = [{"kind": "must", "text": f"Пункт {n}", "criterion": "видно"} for n in range(count)]
    brief = judged(w, clauses=clauses)
    lines = [{"title": clause.text, "specialism": "dev", "hours": Decimal(1), "rate_kopecks": 100, "clause_id": clause.pk} for clause in brief.clauses.all()]
    build_estimate(w.engagement, brief_id=brief.pk, lines=lines, by=w.pavel, at=MONDAY)
    return brief


def test_coverage_and_comments_cost_the_same_for_few_and_many(client):
    w = make.world()
    few = many(w, 3)
    note_clause(few, key=1, text="Сколько?", by=w.pavel, at=MONDAY)
    as_(client, w.pavel)

    def cost(brief: Brief, page: str) -> int:
        client.get(f"/briefs/{brief.pk}/{page}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/briefs/{brief.pk}/{page}").status_code == 200
        return len(asked)

    pages = ("coverage/", "comments/")
    before = [cost(few, page) for page in pages]
    lot = many(w, 40)
    for clause in lot.clauses.all():
        note_clause(lot, key=clause.key, text="Сколько?", by=w.pavel, at=MONDAY)
    assert [cost(lot, page) for page in pages] == before
    assert before[0] < 30


def test_lines_of_the_newest_estimate_alone_and_sums_for_whom_they_concern():
    w = make.world()
    brief = many(w, 2)
    lines = [{"title": "Работа", "specialism": "dev", "hours": Decimal(2), "rate_kopecks": 300_000, "clause_id": brief.clauses.first().pk}]
    build_estimate(w.engagement, brief_id=brief.pk, lines=lines, by=w.pavel, at=MONDAY)
    fill_seat(w.engagement, "sp", w.dev, at=MONDAY)

    told = {who.username: line_strands(w.engagement, who, MONDAY) for who in (w.pavel, w.anna, w.head, w.dev)}
    assert {name: [(one.title, one.keys, one.kopecks, bool(one.tie)) for one in rows] for name, rows in told.items()} == {
        "pavel": [("Работа", (1,), 600_000, True)], "anna": [("Работа", (1,), 600_000, False)],
        "head": [("Работа", (1,), 600_000, False)], "dev": [("Работа", (1,), None, False)],
    }  # fmt: skip
