"""At acceptance it is asked how each promise that is due by then ended; overdue ones come to Today."""

from datetime import date, timedelta

import pytest
import time_machine

from svyazka.acceptance.queries import accepted_part
from svyazka.acceptance.tests import make
from svyazka.acceptance.tests.make import MONDAY
from svyazka.briefs.actions import judge_promise, make_promise, settle_promise
from svyazka.briefs.models import Promise
from svyazka.briefs.steps import give_promises
from svyazka.projects.models import Stage

pytestmark = pytest.mark.django_db


def given(w, text: str, due_on: date | None, kind: str = "term") -> Promise:
    promise = make_promise(w.engagement, kind=kind, text=text, due_on=due_on, by=w.anna, at=MONDAY)
    judge_promise(promise, verdict="feasible", by=w.pavel, at=MONDAY)
    give_promises(w.engagement, by=w.anna, at=MONDAY)
    return promise


def test_promises_due_by_the_stage_are_asked_about_with_what_the_facts_suggest(client):
    w = make.world()
    soon, late, beyond, open_one = (given(w, "каталог к апрелю", date(2026, 4, 1)), given(w, "каталог вчера", date(2026, 3, 1)),
                                    given(w, "поддержка к маю", date(2026, 5, 1)), given(w, "рост заявок", None, "result"))  # fmt: skip
    result = make.accepted(w).result
    page = f"/acceptance/results/{result.pk}/"
    client.force_login(w.anna)
    with time_machine.travel(MONDAY, tick=False):
        drawn = client.get(page).content.decode().split('id="promises"')[1]
        assert [text in drawn for text in (soon.text, late.text, beyond.text, open_one.text)] == [True, True, False, True]
        assert drawn.count("принято вовремя") == 1 and drawn.count("принято с опозданием") == 1
        assert client.post(f"/briefs/promises/{soon.pk}/outcomes/", {"outcome": "kept", "next": page}).url == page
        assert soon.text not in client.get(page).content.decode().split('id="promises"')[1]
        assert 'id="promises"' in client.get(f"/acceptance/stages/{w.stage.pk}/").content.decode()
        client.force_login(w.pavel)
        assert client.post(f"/briefs/promises/{late.pk}/outcomes/", {"outcome": "broken"}).status_code == 403


def test_nothing_is_asked_before_the_stage_is_accepted():
    w = make.world()
    given(w, "каталог", None)
    make.on_defence(w)
    assert accepted_part(Stage.objects.get(), "/") is None


def test_one_without_a_day_is_asked_at_the_last_stage_only(client):
    w = make.world()
    make.add_stage(w.project, w.pavel, w.dev)
    given(w, "рост заявок", None, "result")
    result = make.accepted(w).result
    client.force_login(w.anna)
    assert 'id="promises"' not in client.get(f"/acceptance/results/{result.pk}/").content.decode()


def test_an_overdue_promise_comes_to_today_until_it_is_settled(client):
    w = make.world()
    promise = given(w, "каталог к апрелю", date(2026, 4, 1))
    client.force_login(w.anna)
    with time_machine.travel(MONDAY + timedelta(days=40), tick=False):
        assert "Чем кончилось обещание? каталог к апрелю" in client.get("/").content.decode()
        assert "due-bad" in client.get("/briefs/promises/?state=overdue").content.decode()
        settle_promise(promise, outcome="broken", by=w.anna, at=MONDAY + timedelta(days=40))
        assert "Чем кончилось обещание?" not in client.get("/").content.decode()
