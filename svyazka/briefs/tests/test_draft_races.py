"""Two people at one specification at one moment, on a real database: no word is lost, and whoever was second is told so."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from svyazka.briefs.actions import add_clause, place_clause, remove_clause, reword_clause, submit_brief
from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.rules import Overtaken
from svyazka.briefs.steps import agree_brief
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.journal.queries import broken_links
from svyazka.kit.errors import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]
ROUNDS = int(os.environ.get("SVYAZKA_RACES", "12"))


def at_once(*acts) -> list:
    """Do the acts at one moment in threads of their own; return of each what it gave, or its refusal."""
    ready = threading.Barrier(len(acts))

    def do(act):
        ready.wait()
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def test_one_clause_reworded_by_many_at_once():
    w = make.world()
    draft = make.written(w)
    clause = draft.clauses.get(text="Каталог")
    for n in range(ROUNDS):
        clause.refresh_from_db()
        texts = [f"Каталог {n}, рукой {who}" for who in range(4)]
        said = at_once(*(lambda text=text: reword_clause(draft, key=clause.key, seen=clause.version, told={"text": text}, by=w.anna, at=MONDAY) for text in texts))
        won = [one for one in said if isinstance(one, Clause)]
        lost = [one for one in said if isinstance(one, Overtaken)]
        assert (len(won), len(lost)) == (1, 3)
        assert {won[0].text, *(one.mine["text"] for one in lost)} == set(texts)  # every text is somewhere
        assert {one.theirs.text for one in lost} == {won[0].text}
    clause.refresh_from_db()
    assert clause.version == 1 + ROUNDS and list(broken_links()) == []


def test_clauses_added_moved_and_removed_at_once_keep_their_keys_and_places():
    w = make.world()
    draft = make.written(w)
    for n in range(ROUNDS):
        catalogue = draft.clauses.get(key=1)
        gone = add_clause(draft, text=f"Лишний {n}", by=w.anna, at=MONDAY)
        said = at_once(
            lambda n=n: add_clause(draft, text=f"Один {n}", section="Поиск", by=w.anna, at=MONDAY),
            lambda n=n: add_clause(draft, text=f"Другой {n}", by=w.anna, at=MONDAY),
            lambda seen=catalogue.version: place_clause(draft, key=1, seen=seen, to="down", by=w.anna, at=MONDAY),
            lambda key=gone.key: remove_clause(draft, key=key, seen=1, by=w.anna, at=MONDAY),
        )
        assert [one for one in said if isinstance(one, Refused)] == []
    rows = list(draft.clauses.values_list("key", "position"))
    assert len(rows) == 2 + 2 * ROUNDS and [position for _key, position in rows] == list(range(1, len(rows) + 1))
    assert len({key for key, _position in rows}) == len(rows)


def test_an_agreed_edition_edited_by_two_at_once_goes_on_in_one_draft():
    w = make.world()
    first = make.judged(w)
    agree_brief(w.engagement, at=MONDAY)
    catalogue, ours = first.clauses.order_by("position")
    said = at_once(
        lambda: reword_clause(first, key=catalogue.key, seen=1, told={"text": "Каталог станков"}, by=w.anna, at=MONDAY),
        lambda: reword_clause(first, key=ours.key, seen=1, told={"text": "Интеграция с УТ"}, by=w.anna, at=MONDAY),
    )
    assert [one for one in said if isinstance(one, Refused)] == []
    second = Brief.objects.get(edition=2)
    assert list(second.clauses.values_list("text", flat=True)) == ["Каталог станков", "Интеграция с УТ"] and Brief.objects.count() == 2


def test_a_clause_reworded_while_the_edition_is_sent_goes_with_it_or_is_told_why_not():
    w = make.world()
    for n in range(ROUNDS):
        w.engagement = make.make.engagement(f"Сайт {n}", company=f"ООО {n}", am=w.anna)
        draft = make.written(w, promises=[])
        clause = draft.clauses.get(text="Каталог")
        reworded, sent = at_once(
            lambda d=draft, c=clause: reword_clause(d, key=c.key, seen=1, told={"text": "Каталог станков"}, by=w.anna, at=MONDAY),
            lambda d=draft: submit_brief(d, by=w.anna, at=MONDAY),
        )
        assert isinstance(sent, Brief)
        clause.refresh_from_db()
        assert clause.text == ("Каталог станков" if isinstance(reworded, Clause) else "Каталог")
