"""From an accepted result to the lines of its act: which clauses they follow from, and who may see them."""

import pytest

from svyazka.acceptance.strands import result_strands
from svyazka.briefs.queries import coverage_of, latest_brief
from svyazka.kit.strands import Kind, strands_of
from svyazka.money.models import ActLine
from svyazka.money.strands import act_strands
from svyazka.money.tests import make
from svyazka.money.tests.make import MONDAY
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db


def test_the_line_of_a_stage_follows_from_what_its_result_meets_and_a_change_from_nothing():
    w = make.world()
    act = make.act(w)
    ActLine.objects.create(act=act, position=1, title="Блог сверх ТЗ", total_kopecks=100)
    stage, change = act_strands(w.stage.engagement, w.anna, MONDAY)
    met = [one.keys[0] for one in result_strands(w.stage.engagement, w.anna, MONDAY)]

    assert (stage.kind, sorted(stage.keys), stage.kopecks, stage.url) == (Kind.ACT, sorted(set(met)), w.stage.value_kopecks, f"/money/acts/{act.pk}/")
    assert (change.keys, change.kopecks) == ((), 100)


def test_whoever_has_nothing_to_do_with_papers_sees_no_acts():
    w = make.world()
    make.act(w)
    assert act_strands(w.stage.engagement, person("dev", "specialist"), MONDAY) == []
    assert {one.kind for one in strands_of(w.stage.engagement, w.finance, MONDAY)} >= {Kind.ACT}


def test_an_edition_is_laid_over_all_of_it():
    w = make.world()
    make.act(w)
    brief = latest_brief(w.stage.engagement)
    if brief is not None:
        laid = coverage_of(brief, w.anna, MONDAY)
        assert any(row.strands[Kind.ACT] for row in laid.rows)
