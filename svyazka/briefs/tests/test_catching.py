"""What caught words seem to promise, and which promises a text repeats."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svyazka.briefs.rules.catching import guessed_day, guessed_kind
from svyazka.briefs.rules.leaving import Held, plain, reasons_not_to_leave, repeated
from svyazka.briefs.rules.outcome import is_asked, reasons_not_to_change, suggested

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(("words", "kind", "day"), [
    ("Запуск за 8 недель", "term", date(2027, 1, 21)),
    ("покажем через две недели", "term", date(2026, 12, 10)),
    ("до 1 марта", "term", date(2027, 3, 1)),
    ("сдадим к пятнице", "term", date(2026, 11, 27)),
    ("в следующую пятницу", "term", date(2026, 12, 4)),
    ("ко вторнику", "term", date(2026, 12, 1)),
    ("до конца месяца", "term", date(2026, 11, 30)),
    ("к концу февраля", "term", date(2027, 2, 28)),
    ("к концу квартала", "term", date(2026, 12, 31)),
    ("к концу недели", "term", date(2026, 11, 27)),
    ("готово 12.05.2027", "term", date(2027, 5, 12)),
    ("30-го ноября", "term", date(2026, 11, 30)),
    ("через 10 рабочих дней", "term", date(2026, 12, 10)),
    ("через месяц", "term", date(2026, 12, 26)),
    ("до марта", "term", date(2027, 2, 28)),
    ("покажем на следующей неделе", "term", date(2026, 12, 4)),
    ("на этой неделе", "term", date(2026, 11, 27)),
    ("завтра пришлём", "term", date(2026, 11, 27)),
    ("2027-03-01", "term", date(2027, 3, 1)),
    ("до 31 февраля", "term", None),
    ("за полтора месяца", "term", None),
    ("не дороже 300 000 руб", "price", None),
    ("25 000 ₽ в месяц до 1 марта", "price", date(2027, 3, 1)),
    ("рост заявок на 20 % за 3 месяца", "result", date(2027, 2, 26)),
    ("в среднем вырастет трафик", "result", None),
    ("Каталог с фильтрами", "feature", None),
    ("версия 4.2 каталога", "feature", None),
    ("", "feature", None),
])  # fmt: skip
def test_kind_and_day_are_guessed_from_russian_words(words, kind, day):
    assert (guessed_kind(words), guessed_day(words, THURSDAY)) == (kind, day)


def test_the_end_of_january_has_no_thirty_first_of_february():
    assert guessed_day("через месяц", date(2027, 1, 31)) == date(2027, 2, 28)


@given(st.text(max_size=60) | st.from_regex(r"(до|к|через|за) \d{1,3} (недел|дн|месяц|марта|рабочих дней)[а-я]{0,3}"), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_guess_never_fails_and_relative_days_lie_ahead(words, said_on):
    day = guessed_day(words, said_on)
    assert day is None or isinstance(day, date)
    if day and any(words.startswith(word) for word in ("через", "за")):
        assert day >= said_on


@pytest.mark.parametrize(("text", "found"), [
    ("Добрый день! Запуск за 8 недель, как договорились.", [1]),
    ("запуск   ЗА 8 недель", [1]),
    ("«Запуск за 8 недель»", [1]),
    ("Перезапуск за 8 недель", []),
    ("Запуск за 8 недельных встреч", []),
    ("Всё обсудим", []),
])  # fmt: skip
def test_a_text_repeats_a_promise_by_whole_words(text, found):
    assert repeated(text, {1: "Запуск за 8 недель", 2: "…"}) == found


@given(st.text(alphabet="абвгёе .,", max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_words_put_into_a_text_are_found_there(words, before, after):
    assert not plain(words) or repeated(f"{before} {words} {after}", {7: words}) == [7]


def test_the_gate_says_why():
    assert reasons_not_to_leave() == [] == reasons_not_to_leave(verdict="conditional")
    assert len(reasons_not_to_leave(held=[Held("срок"), Held("цена", "тексты", "Анна")], verdict="")) == 3
    assert len(reasons_not_to_leave(verdict="conditional", enough=("feasible",))) == 1
    assert len(reasons_not_to_leave(verdict="feasible", same_wording=False)) == 1


DUE = date(2026, 5, 1)


@pytest.mark.parametrize(("kind", "due_on", "accepted_on", "outcome"), [
    ("term", DUE, DUE, "kept"), ("term", DUE, date(2026, 5, 2), "broken"), ("term", None, DUE, ""), ("term", DUE, None, ""),
    ("feature", DUE, DUE, ""),
])  # fmt: skip
def test_only_a_term_is_told_by_its_stage(kind, due_on, accepted_on, outcome):
    assert suggested(kind=kind, due_on=due_on, accepted_on=accepted_on) == outcome


def test_a_promise_is_asked_about_by_its_day_or_at_the_end():
    assert is_asked(due_on=DUE, reached_on=DUE, last=False) and not is_asked(due_on=DUE, reached_on=date(2026, 4, 30), last=True)
    assert is_asked(due_on=None, reached_on=DUE, last=True) and not is_asked(due_on=None, reached_on=DUE, last=False)


def test_consent_is_shown_and_comes_in_time():
    assert reasons_not_to_change(evidence="письмо", due_on=DUE, today=DUE) == []
    assert len(reasons_not_to_change(evidence=" ", due_on=DUE, today=date(2026, 5, 2))) == 2
    assert reasons_not_to_change(evidence="письмо", due_on=None, today=DUE) == []
