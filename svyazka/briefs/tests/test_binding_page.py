"""The page of an edition says which edition binds, and offers one way on from each state."""

import pytest

from svyazka.briefs.actions import begin_draft
from svyazka.briefs.models import Brief
from svyazka.briefs.steps import bind_brief
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.briefs.tests.test_agree import agreed, reworded, reworded_again, sent, sent_again
from svyazka.briefs.tests.test_pages import as_

pytestmark = pytest.mark.django_db
BINDS, FORMER, NOT = "Эта редакция обязывает.", "Это прежняя редакция.", "Она не обязывает."


def page(client, w, brief: Brief, who=None) -> str:
    return as_(client, who or w.anna).get(f"/briefs/{brief.pk}/").content.decode()


def test_none_binds_until_the_client_agrees(client):
    w = make.world()
    brief = sent(w)
    assert BINDS not in page(client, w, brief)


def test_the_agreed_one_binds_and_those_after_it_say_so(client):
    w = make.world()
    first = agreed(w)
    second = begin_draft(w.engagement, from_former=True, by=w.anna, at=MONDAY)
    assert BINDS in page(client, w, first) and FORMER not in page(client, w, first)
    drawn = page(client, w, second)
    assert NOT in drawn and f'href="/briefs/{first.pk}/">редакция 1</a>' in drawn


def test_a_newer_agreed_one_waits_for_the_amendment(client):
    w = make.world()
    first = agreed(w)
    bind_brief(w.engagement, at=MONDAY)
    second = agreed(w, sent_again(w, reworded(w)))
    first.refresh_from_db()
    drawn = page(client, w, first)
    assert BINDS in drawn and "допсоглашения" in drawn and f'href="/briefs/{second.pk}/">редакция 2</a>' in drawn
    assert "договор стоит на другой" in page(client, w, second)
    bind_brief(w.engagement, second, at=MONDAY)
    third = reworded_again(w)
    assert FORMER in page(client, w, first) and BINDS in page(client, w, second) and NOT in page(client, w, third)


@pytest.mark.parametrize("state", ["draft", "submitted", "feasible", "conditional"])
def test_one_way_on_from_each_state(client, state):
    w = make.world()
    brief = {"draft": make.written, "submitted": make.submitted}.get(state, lambda world: make.judged(world, state))(w)
    head = page(client, w, brief).split('id="tz-acts"')[1].split("</header>")[0]
    ways = {"Следующая редакция": "Следующая редакция" in head, "PM": "/submission/" in head}
    assert ways == {"Следующая редакция": state in ("feasible", "conditional"), "PM": state == "draft"}
    if state == "draft":
        assert "Начать с другого шаблона" in page(client, w, brief)
