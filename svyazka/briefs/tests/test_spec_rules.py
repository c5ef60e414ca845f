"""Editions apart and together: a difference that done to the old one gives the new one, words of both kept, places of clauses."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svyazka.briefs.rules import (
    Overtaken,
    Wording,
    agreeing,
    applied,
    arranged,
    brought_together,
    difference,
    moved,
    nested,
    new_of,
    numbers,
    offered,
    old_of,
    reasons_not_a_template,
    section_after,
    shipped,
    word_diff,
)

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TEXTS = st.lists(st.sampled_from(["каталог", "поиск", "300", "позиций", ",", " ", "\n", "видны", "не", "—"]), max_size=14).map("".join)
EDITIONS = st.lists(
    st.builds(Wording, key=st.integers(1, 12), kind=st.sampled_from(["must", "should", "wont"]), text=TEXTS, criterion=TEXTS,
              section=st.sampled_from(["", "Цели", "Поиск"])),
    max_size=12, unique_by=lambda one: one.key,
)  # fmt: skip


@calm
@given(TEXTS, TEXTS)
def test_both_texts_are_read_from_their_difference(was, now):
    said = word_diff(was, now)
    assert (old_of(said), new_of(said)) == (was, now)
    assert (was == now) == all(sign == " " for sign, _text in said)


def test_a_text_too_long_for_words_is_compared_by_lines():
    was = "".join(f"строка {n} с тремя словами\n" for n in range(700))
    now = was.replace("строка 350 ", "черта 350 ")
    said = word_diff(was, now)
    assert (old_of(said), new_of(said)) == (was, now)
    assert [text for sign, text in said if sign == "+"] == ["черта 350 с тремя словами\n"]


@calm
@given(EDITIONS, EDITIONS)
def test_the_old_edition_with_the_changes_is_the_new_one(before, now):
    assert applied(before, difference(before, now)) == now


@calm
@given(EDITIONS)
def test_an_edition_does_not_differ_from_itself(edition):
    assert difference(edition, edition) == []


@calm
@given(EDITIONS, EDITIONS)
def test_every_change_names_what_it_is_and_no_clause_is_told_twice(before, now):
    changes = difference(before, now)
    assert all(change.what for change in changes)
    assert len({change.key for change in changes}) == len(changes)
    assert {c.key for c in changes if c.was is None} == {one.key for one in now} - {one.key for one in before}
    assert {c.key for c in changes if c.now is None} == {one.key for one in before} - {one.key for one in now}


def said(*told) -> list[Wording]:
    return [Wording(key, kind, text, criterion, section) for key, kind, text, criterion, section in told]


def test_what_has_become_of_each_clause():
    before = said((1, "must", "Каталог", "300", "А"), (2, "must", "Поиск", "", "А"), (3, "must", "Форма", "", "Б"), (4, "wont", "1С", "", "Б"))
    now = said((3, "must", "Форма", "", "Б"), (1, "should", "Каталог станков", "500", "А"), (4, "wont", "1С", "", "В"), (5, "must", "Блог", "", "В"))
    assert [(change.key, change.what) for change in difference(before, now)] == [
        (1, ("kind", "text", "criterion", "moved")), (2, ("removed",)), (4, ("section",)), (5, ("added",)),
    ]  # fmt: skip


def test_one_clause_carried_to_the_front_moves_alone():
    before = said(*((n, "must", str(n), "", "") for n in range(1, 9)))
    now = [before[7], *before[:7]]
    assert [(change.key, change.what) for change in difference(before, now)] == [(8, ("moved",))]


# ---- two changes of one text --------------------------------------------------------------------------------------


@calm
@given(TEXTS, TEXTS)
def test_a_change_of_one_alone_is_taken_as_it_is(base, changed):
    assert brought_together(base, changed, base) == brought_together(base, base, changed) == brought_together(base, changed, changed) == changed


@calm
@given(TEXTS, TEXTS, TEXTS)
def test_no_new_word_of_either_is_lost(base, theirs, mine):
    together = brought_together(base, theirs, mine)
    for text in (theirs, mine):
        for sign, words in word_diff(base, text):
            for word in words.split() if sign == "+" else ():
                assert word.strip(",—") in together


def test_changes_in_different_places_are_both_made():
    base = "Каталог на 300 позиций, поиск по названию"
    theirs = "Каталог на 500 позиций, поиск по названию"
    mine = "Каталог на 300 позиций, поиск по названию и артикулу"
    assert brought_together(base, theirs, mine) == "Каталог на 500 позиций, поиск по названию и артикулу"


LOOKED = {"kind": "must", "text": "Каталог", "criterion": "300", "section": "А", "need_id": None, "owner_id": 7}


@pytest.mark.parametrize(("mine", "theirs", "left"), [
    ({"text": "Каталог станков"}, {"section": "Б"}, {"text": "Каталог станков"}),  # moved by them, reworded by me
    ({"section": "Б"}, {"text": "Каталог станков"}, {"section": "Б"}),
    ({"owner_id": 8}, {"need_id": 3, "text": "Новое"}, {"owner_id": 8}),
    ({"text": "Моё"}, {"text": "Их"}, None),
    ({"criterion": "500"}, {"text": "Их"}, None),  # text and criterion are one thing said
    ({"section": "Б"}, {"section": "В"}, None),
    ({"section": "Б"}, {"section": "Б"}, {"section": "Б"}),
    ({"text": "Одно"}, {"text": "Одно"}, {"text": "Одно"}),
    ({"text": "Каталог"}, {"text": "Их"}, {}),  # sent along, not changed
])  # fmt: skip
def test_what_contradicts_and_what_does_not(mine, theirs, left):
    assert agreeing(LOOKED | mine, LOOKED | theirs, LOOKED) == left == agreeing(mine, LOOKED | theirs, LOOKED)


def test_without_what_was_looked_at_every_difference_contradicts():
    assert agreeing({"text": "Моё"}, LOOKED, {}) is None
    assert agreeing({"text": "Каталог"}, LOOKED, {}) == {"text": "Каталог"}


def test_the_offer_holds_both():
    told = offered({"text": "Каталог и поиск"}, LOOKED | {"text": "Большой Каталог"}, {})
    assert told == {"text": "Большой Каталог и поиск", "criterion": "300"}


def test_a_removed_clause_is_told_as_removed():
    gone, changed = Overtaken(key=1, theirs=None, mine={}), Overtaken(key=1, theirs=clause(1), mine={})
    assert gone.status == changed.status == 409 and str(gone) != str(changed)


# ---- the document -------------------------------------------------------------------------------------------------


def clause(key: int, section: str = ""):
    return SimpleNamespace(key=key, section=section)


TEMPLATE = [("Цели", "", ""), ("Поиск", "", ""), ("Приёмка", "", "")]


def test_clauses_stand_under_their_headings_and_are_numbered_so():
    parts = arranged(TEMPLATE, [clause(1), clause(2, "Поиск"), clause(3, "Цели"), clause(4, "Своё"), clause(5, "Поиск")])
    assert [(part.number, part.heading) for part in parts] == [(1, "Цели"), (2, "Поиск"), (3, "Приёмка"), (4, "Своё"), (5, "")]
    assert numbers(parts) == {3: "1.1", 2: "2.1", 5: "2.2", 4: "4.1", 1: "5.1"}


def test_a_document_without_sections_counts_its_clauses():
    parts = arranged([], [clause(1), clause(2)])
    assert [part.number for part in parts] == [0] and numbers(parts) == {1: "1", 2: "2"}
    assert [part.heading for part in arranged([], [])] == [""]


@pytest.mark.parametrize(("key", "to", "order", "section"), [
    (2, "up", [2, 1, 3, 4], "Цели"), (1, "down", [2, 1, 3, 4], "Цели"),
    (2, "down", [1, 2, 3, 4], "Поиск"), (3, "up", [1, 2, 3, 4], "Цели"),
    (1, "up", [1, 2, 3, 4], "Цели"), (4, "down", [1, 2, 3, 4], "Приёмка"),
])  # fmt: skip
def test_a_clause_goes_up_and_down_and_over_the_edge_of_its_section(key, to, order, section):
    parts = arranged(TEMPLATE, [clause(1, "Цели"), clause(2, "Цели"), clause(3, "Поиск"), clause(4, "Поиск")])
    assert (moved(parts, key, to), section_after(parts, key, to)) == (order, section)


def test_a_clause_goes_to_the_end_of_a_section_known_or_new():
    parts = arranged(TEMPLATE, [clause(1, "Цели"), clause(2, "Цели"), clause(3, "Поиск")])
    assert moved(parts, 1, "into", "Поиск") == [2, 3, 1]
    assert moved(parts, 1, "into", "Своё") == [2, 3, 1]
    assert moved(parts, 1, "into", "Цели") == [2, 1, 3]


# ---- templates ----------------------------------------------------------------------------------------------------


def test_what_is_shipped_is_whole():
    told = {row["code"]: row for row in shipped()}
    assert set(told) == {"site", "seo", "smm", "ads", "support", "gost34", "gost19"}
    assert [len(told[code]["sections"]) for code in ("gost34", "gost19")] == [10, 9]
    for row in told.values():
        assert reasons_not_a_template(row["title"], row["sections"]) == []
        assert all(len(section["hint"]) > 60 for section in row["sections"])
        assert all(len(section["heading"]) <= 200 for section in row["sections"])
    assert sum(one["kind"] == "wont" for section in told["seo"]["sections"] for one in section["clauses"]) >= 3


def test_an_outline_becomes_sections_in_its_order():
    rows = [{"what": "must", "text": "Поиск", "more": "за секунду", "order": 30}, {"what": "section", "text": "Цели", "more": "зачем", "order": 10},
            {"what": "should", "text": "Блог", "more": ""}, {"what": "wont", "text": "1С", "more": "", "order": 20}]  # fmt: skip
    assert nested(rows) == [{"heading": "Цели", "hint": "зачем", "mark": "O", "clauses": [
        {"kind": "wont", "text": "1С", "criterion": ""}, {"kind": "must", "text": "Поиск", "criterion": "за секунду"},
        {"kind": "should", "text": "Блог", "criterion": ""}]}]  # fmt: skip


@pytest.mark.parametrize(("title", "sections", "count"), [
    ("", [], 2), ("Сайт", [{"heading": "", "clauses": []}], 1),
    ("Сайт", [{"heading": "Цели", "clauses": []}, {"heading": "Цели", "clauses": []}], 1),
    ("Сайт", [{"heading": str(n), "clauses": []} for n in range(61)], 1), ("Сайт", [{"heading": "Цели", "clauses": []}], 0),
])  # fmt: skip
def test_what_a_template_lacks(title, sections, count):
    assert len(reasons_not_a_template(title, sections)) == count
