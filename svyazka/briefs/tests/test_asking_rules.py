"""Questions, interviews, needs, gaps and options, told by tables."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svyazka.briefs.rules import (
    CHOICE_MOVES,
    INTERVIEW_MOVES,
    AnswerState,
    ChoiceState,
    InterviewState,
    QuestionKind,
    Service,
    in_language,
)
from svyazka.briefs.rules.gaps import Asked, Gaps, NeedSeen, gaps_in
from svyazka.briefs.rules.interview import reasons_not_to_begin, state_of
from svyazka.briefs.rules.need import (
    carried_over,
    moved,
    reasons_not_to_change_needs,
    reasons_not_to_remove,
    reasons_not_touched,
)
from svyazka.briefs.rules.option import (
    MOST,
    lines_of,
    reasons_not_an_option,
    reasons_not_to_alter,
    reasons_not_to_answer,
    reasons_not_to_pick,
    reasons_not_to_propose,
    reasons_not_to_write_clauses,
)
from svyazka.briefs.rules.question import codes_of, reasons_not_a_set, shipped_questions
from svyazka.kit.states import complement
from svyazka.roles.tests.make import MONDAY

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # beside other work the first draws are slow


def test_every_service_is_asked_about_in_both_languages_and_about_people_and_their_money():
    shipped = shipped_questions()
    assert set(shipped) == set(Service.values)
    for service, rows in shipped.items():
        kinds = [row["kind"] for row in rows]
        assert 10 <= len(rows) <= 16, service
        assert set(kinds) == set(QuestionKind.values), service
        assert kinds.count("empathy") >= 4 and any(row["needed"] for row in rows if row["kind"] == "money")
        assert all(row[name] and len(row[name]) <= 500 for row in rows for name in ("text_ru", "text_en", "hint_ru", "hint_en"))
        assert len({row["code"] for row in rows}) == len(rows) and reasons_not_a_set(rows) == []


@pytest.mark.parametrize(("language", "said"), [("ru", "Зачем?"), ("en", "What for?"), ("en-gb", "What for?")])
def test_a_question_speaks_the_readers_language(language, said):
    with translation.override(language):
        assert in_language("Зачем?", "What for?") == said
        assert in_language("Зачем?", "") == "Зачем?"
        assert in_language("", "What for?") == "What for?"


GOAL = {"text_ru": "Зачем?", "needed": True}


@pytest.mark.parametrize(("rows", "reasons"), [
    ([GOAL], 0), ([], 1), ([{"text_ru": "Зачем?"}], 1), ([GOAL, GOAL], 1), ([GOAL, {"text_ru": " "}], 1), ([GOAL, {"text_en": "What for?"}], 0),
    ([{"text_ru": str(n), "needed": True} for n in range(61)], 1),
])  # fmt: skip
def test_what_is_a_set_of_questions(rows, reasons):
    assert len(reasons_not_a_set(rows)) == reasons


def test_a_question_keeps_its_code_and_a_new_one_gets_a_code_that_nobody_had():
    rows = [{"code": "goal"}, {"code": ""}, {"code": "goal"}, {"code": "strange"}, {"code": "own-3"}]
    assert codes_of(rows, ["goal", "own-3", "money"]) == ["goal", "own-4", "own-5", "own-6", "own-3"]


@pytest.mark.parametrize(("text", "asked", "state"), [
    ("вдвое больше", False, AnswerState.ANSWERED), (" \n", False, AnswerState.BLANK), ("", True, AnswerState.ASKED), ("да", True, AnswerState.ANSWERED),
])  # fmt: skip
def test_asked_without_an_answer_is_a_state_of_its_own(text, asked, state):
    assert state_of(text, asked=asked) == state


def test_an_interview_is_neither_to_come_nor_of_another_client():
    later = MONDAY.replace(hour=5)
    assert reasons_not_to_begin(held_at=MONDAY, at=MONDAY, other_client=False) == []
    assert len(reasons_not_to_begin(held_at=later, at=MONDAY, other_client=True)) == 2


@pytest.mark.parametrize(("table", "states", "refused"), [
    (INTERVIEW_MOVES, InterviewState.values, [("hold", "held"), ("hold", "dropped"), ("drop", "held"), ("drop", "dropped"), ("answer", "dropped")]),
    (CHOICE_MOVES, ChoiceState.values, [(event, state) for event in ("agree", "decline") for state in ("standing", "declined", "replaced")]
     + [("replace", "declined"), ("replace", "replaced")]),
])  # fmt: skip
def test_what_the_tables_refuse(table, states, refused):
    assert complement(table, states) == refused


def test_a_need_of_the_next_edition_keeps_what_it_is_not_told_anew():
    former = [{"key": 4, "text": "Заявки", "goal": "вдвое", "measure": "CRM", "payer": "завод", "priority": "high", "touched": [{"who": "Пётр"}]}]
    same, other = carried_over(former, [{"text": "Заявки", "measure": ""}, {"text": "Отчёты"}], last=7)
    assert same == {"key": 4, "text": "Заявки", "goal": "вдвое", "measure": "", "payer": "завод", "priority": "high", "touched": [{"who": "Пётр"}]}
    assert other == {"key": 8, "text": "Отчёты"}


@pytest.mark.parametrize(("touched", "reasons"), [
    ([], 0), ([{"who": "Снабженец", "effect": "gains"}], 0), ([{"who": " ", "effect": "gains"}], 1), ([{"who": "Бухгалтер", "effect": "cries"}], 1),
    ([{"who": "", "effect": ""}], 2), ([{"who": "Кто", "effect": "loses"}] * 13, 1),
])  # fmt: skip
def test_whom_a_need_touches(touched, reasons):
    assert len(reasons_not_touched(touched)) == reasons


@pytest.mark.parametrize(("state", "newest", "free"), [
    ("draft", True, True), ("draft", False, False), ("submitted", True, False), ("feasible", True, False), ("agreed", True, False),
])  # fmt: skip
def test_needs_are_changed_only_in_the_draft(state, newest, free):
    assert (reasons_not_to_change_needs(state=state, newest=newest) == []) is free


def test_a_need_that_is_answered_is_not_removed():
    assert reasons_not_to_remove(clauses=[], options=0) == []
    assert "№ 2, № 5" in str(reasons_not_to_remove(clauses=[2, 5], options=0)[0])
    assert len(reasons_not_to_remove(clauses=[1], options=1)) == 2


@CALM
@given(st.permutations([1, 2, 3, 4, 5]), st.integers(1, 5), st.integers(-3, 12))
def test_moving_loses_none_and_keeps_the_order_of_the_rest(keys, key, to):
    after = moved(keys, key, to)
    assert sorted(after) == sorted(keys) and [one for one in after if one != key] == [one for one in keys if one != key]
    assert after.index(key) == max(0, min(to - 1, 4))


def seen(n: int, goal=True, measure=True, payer=True) -> NeedSeen:
    return NeedSeen(pk=n + 100, key=n, position=n, goal=goal, measure=measure, payer=payer)


def test_gaps_are_named_and_their_share_is_of_the_places_that_exist():
    found = gaps_in(
        [seen(1), seen(2, goal=False, payer=False)], clauses=[(101, True), (None, False)], options={2},
        asked=[Asked(7, "site", "goal", True), Asked(7, "site", "money", False)],
    )  # fmt: skip
    assert found == Gaps(questions=((7, "money"),), goals=(2,), payers=(2,), clauses=(2,), options=(1,), there=4 + 1 + 1, whole=6 + 2 + 2)
    assert (found.count, found.share) == (5, Fraction(3, 5))
    assert gaps_in([], clauses=[], options=(), asked=[]).share == 0


def test_one_answer_is_enough_of_a_question_asked_twice_and_the_last_talk_owns_the_gap():
    asked = [Asked(1, "site", "goal", True), Asked(2, "site", "goal", False), Asked(1, "site", "money", False), Asked(2, "site", "money", False),
             Asked(3, "seo", "goal", False)]  # fmt: skip
    found = gaps_in([], clauses=[], options=(), asked=asked)
    assert found.questions == ((2, "money"), (3, "goal")) and (found.there, found.whole) == (1, 3)


@CALM
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=6), st.lists(st.booleans(), max_size=6))
def test_the_share_lies_between_nought_and_one_and_is_one_where_nothing_that_counts_is_missing(needs, criteria):
    rows = [seen(n, *told) for n, told in enumerate(needs, start=1)]
    found = gaps_in(rows, clauses=[(None, told) for told in criteria], options=(), asked=[])
    assert 0 <= found.share <= 1
    complete = not (found.goals or found.measures or found.payers) and all(criteria)
    assert (found.share == 1) is (complete and bool(needs or criteria))


RIGHT = {"hours": (1, 2), "weeks": (1, 1), "price_kopecks": (0, 5), "risk": "low", "risk_why": ""}


@pytest.mark.parametrize(("told", "reasons"), [
    ({}, 0), ({"hours": (3, 2)}, 1), ({"weeks": (2, 1), "price_kopecks": (9, 1)}, 2), ({"hours": (0, 0)}, 1), ({"risk": "high"}, 1), ({"price_kopecks": (-1, 5)}, 1),
    ({"risk": "high", "risk_why": "чужой код"}, 0),
])  # fmt: skip
def test_what_is_an_option(told, reasons):
    assert len(reasons_not_an_option(**{**RIGHT, **told})) == reasons


@pytest.mark.parametrize(("told", "reasons"), [
    ({}, 0), ({"reason": " "}, 1), ({"options": 1}, 1), ({"options": 1, "alone_because": "так велит закон"}, 0), ({"again": True}, 1),
    ({"withdrawn": True}, 1), ({"options": 1, "reason": ""}, 2),
])  # fmt: skip
def test_what_stands_in_the_way_of_a_choice(told, reasons):
    asked = {"withdrawn": False, "options": 3, "reason": "быстрее", "alone_because": "", "again": False, **told}
    assert len(reasons_not_to_pick(**asked)) == reasons


def test_what_else_is_refused_of_options():
    assert reasons_not_to_propose(standing=MOST - 1) == [] and reasons_not_to_propose(standing=MOST)
    assert reasons_not_to_alter(withdrawn=False, live="") == []
    assert reasons_not_to_alter(withdrawn=True, live="") and reasons_not_to_alter(withdrawn=False, live="picked")
    assert reasons_not_to_answer(agreed=True, reason="") == [] and reasons_not_to_answer(agreed=False, reason=" ")
    assert reasons_not_to_write_clauses(state="standing", written=False, lines=2) == []
    for told in ({"state": "picked"}, {"written": True}, {"lines": 0}):
        assert reasons_not_to_write_clauses(**{"state": "standing", "written": False, "lines": 2, **told})


@pytest.mark.parametrize(("text", "lines"), [
    ("- Каталог\n\n— Форма\n• Форма", ["Каталог", "Форма"]), ("1. Каталог\n2) Форма", ["Каталог", "Форма"]),
    ("1С: обмен раз в час\n3 роли", ["1С: обмен раз в час", "3 роли"]), (" \n", []),
])  # fmt: skip
def test_a_text_is_read_line_by_line(text, lines):
    assert lines_of(text) == lines
