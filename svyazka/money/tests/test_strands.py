"""From an accepted result to the lines of its act: which clauses they follow from, and who may see them."""

import pytest

from svyazka.acceptance.actions import accept_handover, build_result, decide_defence, hand_over, open_defence
from svyazka.acceptance.strands import result_strands
from svyazka.acceptance.tests import make
from svyazka.briefs.queries import coverage_of
from svyazka.kit.strands import Kind, strands_of
from svyazka.money.actions import draft_act, void_act
from svyazka.money.models import ActLine
from svyazka.money.strands import act_strands
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db
MONDAY = make.MONDAY


@pytest.fixture
def w():
    """An accepted stage whose result meets one clause, with the draft of its act and a line beside the specification in it."""
    w = make.world()
    w.clause = make.clause(w.engagement, w.anna)
    result = build_result(w.stage, items=["Каталог"], criteria=[{"clause_id": w.clause.pk, "how_met": "на стенде"}], by=w.pavel, at=MONDAY)
    taken = accept_handover(hand_over(result, checked_by="maria", by=w.pavel, at=MONDAY), accepted=True, by=w.anna, at=MONDAY)
    defence = open_defence(taken, channel="meeting", held_at=MONDAY, by=w.anna, at=MONDAY)
    decide_defence(defence, accepted=True, evidence="письмо", by=w.anna, at=MONDAY)
    w.stage.refresh_from_db()
    w.act = draft_act(w.stage, by=w.anna, at=MONDAY)
    ActLine.objects.create(act=w.act, position=1, title="Блог сверх ТЗ", total_kopecks=100)
    return w


def test_the_line_of_a_stage_follows_from_what_its_result_meets_and_a_change_from_nothing(w):
    stage, change = act_strands(w.engagement, w.anna, MONDAY)

    assert [(one.keys, one.done) for one in result_strands(w.engagement, w.anna, MONDAY)] == [((w.clause.key,), True)]
    assert (stage.kind, stage.keys, stage.kopecks, stage.url) == (Kind.ACT, (w.clause.key,), w.stage.value_kopecks, f"/money/acts/{w.act.pk}/")
    assert (change.keys, change.kopecks, change.done) == ((), 100, False)


def test_whoever_has_nothing_to_do_with_papers_sees_no_acts(w):
    assert act_strands(w.engagement, person("dev", "specialist"), MONDAY) == []
    assert {one.kind for one in strands_of(w.engagement, w.finance, MONDAY)} == {Kind.TASK, Kind.RESULT, Kind.ACT}
    assert act_strands(w.engagement, person("irina", "am"), MONDAY) == []  # nor who does not see the engagement


def test_a_cancelled_act_is_no_strand(w):
    void_act(w.act, reason="ошибка", by=w.anna, at=MONDAY)
    assert act_strands(w.engagement, w.anna, MONDAY) == []


def test_an_edition_is_laid_over_all_of_it(w):
    laid = coverage_of(w.clause.brief, w.anna, MONDAY)

    assert [(len(row.strands[Kind.RESULT]), len(row.strands[Kind.ACT]), row.gaps) for row in laid.rows] == [(1, 1, ["estimate", "task"])]
    assert [one.strand.title for one in laid.loose] == ["Вёрстка", "Блог сверх ТЗ"]
