"""Comments on clauses: two streams in two tables, settled by whoever may, never mixed."""

import pytest

from svyazka.briefs.actions import (
    client_talks_of_clause,
    make_promise,
    note_clause,
    send_brief_to_client,
    settle_note,
    settle_talk,
    talk_of_clause,
)
from svyazka.briefs.models import ClauseNote, ClauseTalk
from svyazka.briefs.queries import by_clause, digest_of, notes_visible_to, open_comments, talk_visible_to
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_agree import BY, client_of, reworded, sent
from svyazka.journal.models import Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused

pytestmark = pytest.mark.django_db


def test_a_note_hangs_on_its_clause_in_every_edition_and_remembers_its_own():
    w = make.world()
    first = make.judged(w)
    note = note_clause(first, key=1, text="Сколько позиций?", by=w.pavel, at=MONDAY)
    reworded(w)

    assert by_clause(notes_visible_to(w.anna, MONDAY), w.engagement) == {1: [note]}
    assert note.brief == first and open_comments([w.engagement.pk]) == {w.engagement.pk: (1, 0)}
    assert Notice.objects.get(text_verb="briefs.noted").person == w.anna


def test_any_colleague_on_the_work_settles_a_note_once():
    w = make.world()
    note = note_clause(make.judged(w), key=1, text="Сколько позиций?", by=w.pavel, at=MONDAY)
    settle_note(note, by=w.anna, at=MONDAY)
    note.refresh_from_db()
    assert (note.settled_by, note.settled_at) == (w.anna, MONDAY) and open_comments([w.engagement.pk]) == {}
    with pytest.raises(Refused):
        settle_note(note, by=w.pavel, at=MONDAY)


def test_no_word_to_the_client_on_what_they_have_not_received():
    w = make.world()
    with pytest.raises(Refused):
        talk_of_clause(make.judged(w), key=1, text="Каталог сделаем", by=w.anna, at=MONDAY)
    assert not ClauseTalk.objects.exists()


def test_a_promise_without_the_word_of_the_pm_does_not_leave_in_a_comment():
    w = make.world()
    brief = sent(w)
    make_promise(w.engagement, kind="term", text="Сделаем за три недели", by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        talk_of_clause(brief, key=1, text="Да, сделаем за три недели.", by=w.anna, at=MONDAY)
    assert not ClauseTalk.objects.exists()


def test_the_client_and_the_voice_speak_of_a_clause_and_nobody_else():
    w = make.world()
    brief, contact = sent(w), client_of(w)
    asked = client_talks_of_clause(brief, key=1, text="Когда?", by=contact, at=MONDAY)
    told = talk_of_clause(brief, key=1, text="В марте", by=w.anna, at=MONDAY)

    assert (asked.from_client, told.from_client) == (True, False)
    assert Notice.objects.get(text_verb="briefs.clause_talked").person == w.anna
    for act, who in ((talk_of_clause, w.pavel), (talk_of_clause, contact), (client_talks_of_clause, w.anna), (note_clause, contact)):
        with pytest.raises(NotYourDuty):
            act(brief, key=1, text="Я тоже", by=who, at=MONDAY)
    with pytest.raises(NotYourDuty):
        settle_talk(asked, by=w.pavel, at=MONDAY)
    assert settle_talk(asked, by=w.anna, at=MONDAY).settled_by == w.anna


def test_a_contact_finds_no_note_and_only_the_talk_of_what_was_sent():
    w = make.world()
    brief, contact = sent(w), client_of(w)
    note_clause(brief, key=1, text="Клиенту не говорить", by=w.pavel, at=MONDAY)
    said = talk_of_clause(brief, key=1, text="В марте", by=w.anna, at=MONDAY)

    assert not notes_visible_to(contact, MONDAY).exists()
    assert list(talk_visible_to(contact, MONDAY)) == [said]
    assert ClauseNote.objects.count() == 1


@pytest.mark.parametrize(("key", "text", "error"), [(99, "слово", Malformed), (1, "  \x00 ", Refused), (1, "я" * 5001, Malformed)])
def test_what_is_no_comment(key, text, error):
    w = make.world()
    with pytest.raises(error):
        note_clause(make.judged(w), key=key, text=text, by=w.anna, at=MONDAY)
    assert not ClauseNote.objects.exists()


def test_comments_are_not_in_the_words_that_are_agreed():
    w = make.world()
    brief = make.judged(w)
    before = digest_of(brief)
    note_clause(brief, key=1, text="Сколько позиций?", by=w.pavel, at=MONDAY)
    assert digest_of(brief) == before
    send_brief_to_client(brief, answer_by_on=BY, by=w.anna, at=MONDAY)
