"""A draft is begun and worked on clause by clause, and no two people lose a word of each other."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from svyazka.briefs.actions import (
    add_clause,
    be_present,
    begin_draft,
    place_clause,
    remove_clause,
    reword_clause,
    submit_brief,
)
from svyazka.briefs.models import Brief, Clause, Presence, SpecTemplate
from svyazka.briefs.queries import changes_in, document, present
from svyazka.briefs.rules import Overtaken, numbers
from svyazka.briefs.steps import agree_brief, ship
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.roles.tests.make import LONG_AGO, engagement

pytestmark = pytest.mark.django_db


def template(code: str = "site") -> SpecTemplate:
    ship(LONG_AGO)
    return SpecTemplate.objects.get(code=code)


def by_text(brief: Brief, text: str) -> Clause:
    return brief.clauses.get(text=text)


def texts(brief: Brief) -> list[str]:
    return list(brief.clauses.values_list("text", flat=True))


def reworded(w, clause: Clause, *, seen: int | None = None, was: dict | None = None, **told) -> Clause:
    return reword_clause(clause.brief, key=clause.key, seen=clause.version if seen is None else seen, told=told, was=was, by=w.anna, at=MONDAY)


def test_a_draft_begins_with_the_clauses_of_a_template():
    w = make.world()
    draft = begin_draft(w.engagement, template=template(), by=w.anna, at=MONDAY)
    parts = document(draft)
    assert (draft.edition, draft.state, len(parts)) == (1, "draft", 9)
    assert parts[0].heading == "Цели и аудитория" and [number for number, _clause in parts[0].clauses] == ["1.1", "1.2"]
    assert draft.clauses.count() == 23 and set(draft.clauses.values_list("owner__username", flat=True)) == {"anna"}
    w.engagement.refresh_from_db()
    assert w.engagement.state == "brief" and Entry.objects.filter(verb="briefs.draft_begun").exists()


def test_a_draft_begins_from_the_former_edition_with_its_keys_and_needs_or_blank():
    w = make.world()
    first = make.judged(w)
    second = begin_draft(w.engagement, from_former=True, by=w.anna, at=MONDAY)
    assert list(second.clauses.values_list("key", "text", "version")) == list(first.clauses.values_list("key", "text", "version"))
    assert list(second.needs.values_list("text", flat=True)) == ["заявки от снабженцев"]
    assert {clause.need.brief_id for clause in second.clauses.exclude(need=None)} == {second.pk}
    assert changes_in(second) == []
    assert texts(begin_draft(w.engagement, by=w.anna, at=MONDAY)) == []


def test_what_a_draft_is_not_begun_from():
    w = make.world()
    ended = template()
    SpecTemplate.objects.filter(pk=ended.pk).update(ends_on=LONG_AGO)
    ended.refresh_from_db()
    with pytest.raises(Refused, match="не действует"):
        begin_draft(w.engagement, template=ended, by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        begin_draft(w.engagement, by=w.pavel, at=MONDAY)
    make.submitted(w)
    with pytest.raises(Refused, match="на проверке"):
        begin_draft(w.engagement, by=w.anna, at=MONDAY)
    assert Brief.objects.count() == 1


def test_clauses_are_added_reworded_moved_and_removed_one_by_one():
    w = make.world()
    draft = make.written(w)
    added = add_clause(draft, text="Поиск", kind="should", criterion="за секунду", section="Поиск", by=w.anna, at=MONDAY)
    assert (added.key, added.owner, numbers(document(draft))[added.key]) == (3, w.anna, "1.1")
    changed = reworded(w, added, text="Поиск по артикулу", kind="must")
    assert (changed.text, changed.kind, changed.criterion, changed.version, changed.edited_by) == ("Поиск по артикулу", "must", "за секунду", 2, w.anna)
    catalogue = by_text(draft, "Каталог")
    moved = place_clause(draft, key=catalogue.key, seen=1, to="into", section="Поиск", by=w.anna, at=MONDAY)
    assert (moved.section, texts(draft)) == ("Поиск", ["Поиск по артикулу", "Каталог", "Интеграция с 1С"])
    moved = place_clause(draft, key=catalogue.key, seen=2, to="up", by=w.anna, at=MONDAY)
    assert (moved.version, texts(draft)) == (3, ["Каталог", "Поиск по артикулу", "Интеграция с 1С"])
    remove_clause(draft, key=added.key, seen=2, by=w.anna, at=MONDAY)
    assert texts(draft) == ["Каталог", "Интеграция с 1С"] and list(draft.clauses.values_list("position", flat=True)) == [1, 2]
    assert Entry.objects.get(verb="briefs.clause_removed").facts["said"]["text"] == "Поиск по артикулу"
    draft.refresh_from_db()
    assert draft.version == 6  # five acts


def test_a_key_once_given_is_never_given_again():
    w = make.world()
    draft = make.written(w)
    gone = add_clause(draft, text="Поиск", by=w.anna, at=MONDAY)
    remove_clause(draft, key=gone.key, seen=1, by=w.anna, at=MONDAY)
    assert (gone.key, add_clause(draft, text="Поиск", by=w.anna, at=MONDAY).key) == (3, 4)
    assert make.written(w, clauses=[{"kind": "must", "text": "Совсем иное"}]).clauses.get().key == 5


def test_what_the_acts_on_clauses_refuse():
    w = make.world()
    draft = make.written(w)
    other = make.written(SimpleNamespace(anna=w.anna, engagement=engagement("Другая", company="ООО Другая", am=w.anna)), promises=[])
    for act in (
        lambda: add_clause(draft, text="  ", by=w.anna, at=MONDAY),
        lambda: add_clause(draft, text="Поиск", kind="maybe", by=w.anna, at=MONDAY),
        lambda: add_clause(draft, text="Поиск", owner="nobody", by=w.anna, at=MONDAY),
        lambda: add_clause(draft, text="Поиск", need_id=other.needs.get().pk, by=w.anna, at=MONDAY),
        lambda: place_clause(draft, key=1, seen=1, to="sideways", by=w.anna, at=MONDAY),
    ):
        with pytest.raises(Malformed):
            act()
    for who in (w.pavel, w.dev, w.head):
        with pytest.raises(NotYourDuty):
            add_clause(draft, text="Поиск", by=who, at=MONDAY)
    assert texts(draft) == ["Каталог", "Интеграция с 1С"]


# ---- two people at one clause -------------------------------------------------------------------------------------


def looked(clause: Clause) -> dict:
    return {name: getattr(clause, name) for name in ("kind", "text", "criterion", "section", "need_id", "owner_id")}


def test_who_comes_second_is_shown_both_texts_and_nothing_is_written():
    w = make.world()
    clause = by_text(make.written(w), "Каталог")
    reworded(w, clause, text="Каталог станков")
    with pytest.raises(Overtaken) as overtaken:
        reworded(w, clause, seen=1, text="Каталог кабеля", was=looked(clause))
    told = overtaken.value
    assert (told.status, told.theirs.text, told.mine["text"], told.was["text"]) == (409, "Каталог станков", "Каталог кабеля", "Каталог")
    clause.refresh_from_db()
    assert (clause.text, clause.version) == ("Каталог станков", 2)
    assert reworded(w, clause, text="Каталог кабеля").text == "Каталог кабеля"  # having seen both


def test_a_move_and_a_rewording_by_two_people_both_go_in():
    w = make.world()
    clause = by_text(make.written(w), "Каталог")
    place_clause(clause.brief, key=clause.key, seen=1, to="into", section="Поиск", by=w.anna, at=MONDAY)
    both = reworded(w, clause, seen=1, was=looked(clause), text="Каталог станков", kind="must", section="")
    assert (both.text, both.section, both.version) == ("Каталог станков", "Поиск", 3)


def test_a_clause_removed_under_the_pen_keeps_the_words():
    w = make.world()
    clause = by_text(make.written(w), "Каталог")
    remove_clause(clause.brief, key=clause.key, seen=1, by=w.anna, at=MONDAY)
    with pytest.raises(Overtaken) as overtaken:
        reworded(w, clause, text="Каталог станков")
    assert overtaken.value.theirs is None and overtaken.value.mine == {"text": "Каталог станков"}


@pytest.mark.parametrize("act", ["place", "remove"])
def test_a_clause_changed_since_it_was_seen_is_neither_moved_nor_removed(act):
    w = make.world()
    clause = by_text(make.written(w), "Каталог")
    reworded(w, clause, text="Каталог станков")
    with pytest.raises(Overtaken):
        if act == "place":
            place_clause(clause.brief, key=clause.key, seen=1, to="down", by=w.anna, at=MONDAY)
        else:
            remove_clause(clause.brief, key=clause.key, seen=1, by=w.anna, at=MONDAY)
    assert texts(clause.brief) == ["Каталог станков", "Интеграция с 1С"]


# ---- what is no draft any more ------------------------------------------------------------------------------------


def test_an_edition_that_is_being_checked_is_not_edited():
    w = make.world()
    clause = by_text(make.submitted(w), "Каталог")
    with pytest.raises(Refused, match="на проверке"):
        reworded(w, clause, text="Другое")
    assert by_text(clause.brief, "Каталог")


def test_an_edit_after_the_clients_yes_begins_the_next_edition_and_two_people_meet_in_it():
    w = make.world()
    first = make.judged(w)
    agree_brief(w.engagement, at=MONDAY)
    catalogue, ours = first.clauses.all()
    edited = reworded(w, catalogue, text="Каталог станков", need_id=catalogue.need_id)
    second = edited.brief
    assert (second.edition, second.state, edited.key, edited.need.brief_id) == (2, "draft", catalogue.key, second.pk)
    assert texts(first) == ["Каталог", "Интеграция с 1С"] and texts(second) == ["Каталог станков", "Интеграция с 1С"]
    with pytest.raises(Overtaken):  # another still looks at the first edition
        reworded(w, catalogue, seen=1, text="Каталог кабеля", was=looked(catalogue))
    assert reworded(w, ours, text="Интеграция с УТ").brief == second
    assert Brief.objects.count() == 2 and [change.what for change in changes_in(second)] == [("text",), ("text",)]


def test_a_closed_engagement_is_not_edited():
    w = make.world()
    draft = make.written(w)
    move_engagement(w.engagement, "lost", at=MONDAY)
    with pytest.raises(Refused, match="закрыта"):
        add_clause(draft, text="Поиск", by=w.anna, at=MONDAY)


def test_what_is_sent_is_what_was_seen(client):
    w = make.world()
    draft = make.written(w)
    seen = draft.version
    add_clause(draft, text="Поиск", by=w.anna, at=MONDAY)
    client.force_login(w.anna)
    assert client.post(f"/briefs/{draft.pk}/submission/", {"_version": seen}).status_code == 412
    draft.refresh_from_db()
    assert draft.state == "draft"
    submit_brief(draft, by=w.anna, at=MONDAY)


# ---- who is here --------------------------------------------------------------------------------------------------


def test_who_has_it_open_is_seen_for_a_minute():
    w = make.world()
    draft = make.written(w)
    be_present(Presence(brief=draft), clause_key=2, by=w.anna, at=MONDAY)
    be_present(Presence(brief=draft), by=w.pavel, at=MONDAY + timedelta(seconds=30))
    assert [(row.person.username, row.clause_key) for row in present(draft, MONDAY + timedelta(seconds=40))] == [("anna", 2), ("pavel", None)]
    assert [row.person.username for row in present(draft, MONDAY + timedelta(seconds=70))] == ["pavel"]
    be_present(Presence(brief=draft), by=w.pavel, at=MONDAY + timedelta(hours=2))
    assert Presence.objects.count() == 1
    draft.refresh_from_db()
    assert draft.version == 1
