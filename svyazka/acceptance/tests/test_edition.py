"""A result is judged by the edition in force, not by one that nobody has agreed yet."""

import pytest

from svyazka.acceptance.actions import build_result
from svyazka.acceptance.queries import clauses_of
from svyazka.acceptance.tests import make
from svyazka.acceptance.tests.make import MONDAY
from svyazka.briefs.models import Brief, Clause
from svyazka.kit.errors import Malformed

pytestmark = pytest.mark.django_db


def test_criteria_come_from_the_edition_in_force():
    w = make.world()
    agreed = make.clause(w.engagement, w.anna)
    Brief.objects.filter(pk=agreed.brief_id).update(state="agreed", agreed_at=MONDAY, sent_at=MONDAY, bound_at=MONDAY)
    draft = Brief.objects.create(engagement=w.engagement, edition=2, written_by=w.anna, written_at=MONDAY)
    later = Clause.objects.create(brief=draft, engagement=w.engagement, key=1, position=1, text="Каталог", criterion="400 позиций видны")

    assert clauses_of(w.engagement) == [agreed]
    with pytest.raises(Malformed):
        build_result(w.stage, items=["Каталог"], criteria=[{"clause_id": later.pk, "how_met": "на стенде"}], by=w.pavel, at=MONDAY)
    result = build_result(w.stage, items=["Каталог"], criteria=[{"clause_id": agreed.pk, "how_met": "на стенде"}], by=w.pavel, at=MONDAY)
    assert result.criteria.get().criterion == "300 позиций видны"


def test_before_any_is_agreed_the_newest_one_tells():
    w = make.world()
    first = make.clause(w.engagement, w.anna)
    assert clauses_of(w.engagement) == [first]
