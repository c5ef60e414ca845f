"""Stories of specifications and promises, and their refusals."""

from decimal import Decimal

import pytest

from svyazka.briefs.actions import (
    judge_brief,
    make_promise,
    settle_promise,
    submit_brief,
    withdraw_promise,
    write_brief,
)
from svyazka.briefs.models import Promise
from svyazka.briefs.queries import changes_in, unjudged_promises
from svyazka.briefs.steps import give_promises
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.roles.models import Seat

pytestmark = pytest.mark.django_db


def test_the_judge_takes_the_seat_and_the_promise_is_confirmed():
    w = make.world()
    brief = make.judged(w)
    assert brief.state == "feasible"
    assert Seat.objects.get(engagement=w.engagement, seat="pm").person == w.pavel
    promise = Promise.objects.get()
    assert (promise.state, promise.verdict, promise.verdict_by) == ("confirmed", "feasible", w.pavel)
    assert not unjudged_promises(w.engagement).exists()


def test_from_then_on_another_pm_is_denied():
    w = make.world()
    make.judged(w)
    brief = make.submitted(w)
    with pytest.raises(NotYourDuty) as denied:
        judge_brief(brief, verdict="feasible", hours=Decimal(1), by=w.maria, at=MONDAY)
    assert denied.value.duty == "tz.feasible" and denied.value.held_by[0]["login"] == "pavel"


def test_the_am_does_not_judge():
    w = make.world()
    with pytest.raises(NotYourDuty):
        judge_brief(make.submitted(w), verdict="feasible", hours=Decimal(1), by=w.anna, at=MONDAY)


def test_an_omitted_promise_stops_the_verdict_by_name():
    w = make.world()
    brief = make.submitted(w)
    with pytest.raises(Refused, match="Запуск за 8 недель"):
        judge_brief(brief, verdict="feasible", hours=Decimal(1), by=w.pavel, at=MONDAY)
    assert not Seat.objects.filter(seat="pm").exists()


@pytest.mark.parametrize("verdict", ["conditional", "infeasible"])
def test_anything_but_a_yes_is_the_first_way_back(verdict):
    w = make.world()
    make.judged(w, verdict, promise=verdict)
    entry = Entry.objects.filter(verb="briefs.judged").get()
    assert entry.facts["way_back"] == "verdict"
    assert unjudged_promises(w.engagement).exists() == (verdict == "infeasible")


def test_the_next_edition_keeps_the_judged_promise_and_tells_what_changed():
    w = make.world()
    make.judged(w, "conditional")
    clauses = [{"kind": "must", "text": "Каталог", "criterion": "200 позиций видны"}]
    second = make.written(w, clauses=clauses, promises=[])
    assert second.edition == 2 and Promise.objects.get().verdict == "feasible"
    assert [sign for sign, _line in changes_in(second)].count("+") == 1


def test_what_write_refuses():
    w = make.world()
    with pytest.raises(NotYourDuty):
        write_brief(w.engagement, needs=[], clauses=[], by=w.dev, at=MONDAY)
    with pytest.raises(Malformed):
        make.written(w, clauses=[{"kind": "maybe", "text": "Поиск"}])
    make.submitted(w)
    with pytest.raises(Refused):
        make.written(w)


def test_an_empty_brief_is_not_sent_and_none_is_sent_twice():
    w = make.world()
    with pytest.raises(Refused):
        submit_brief(make.written(w, clauses=[]), by=w.anna, at=MONDAY)
    brief = make.submitted(w)
    with pytest.raises(Refused):
        submit_brief(brief, by=w.anna, at=MONDAY)


def test_a_promise_is_given_and_kept_or_withdrawn_before_that():
    w = make.world()
    make.judged(w)
    promise = Promise.objects.get()
    with pytest.raises(Refused):
        settle_promise(promise, outcome="kept", by=w.anna, at=MONDAY)
    give_promises(w.engagement, at=MONDAY)
    assert settle_promise(promise, outcome="kept", by=w.anna, at=MONDAY).state == "kept"
    early = make_promise(w.engagement, kind="price", text="Не дороже 300 тысяч", by=w.anna, at=MONDAY)
    assert withdraw_promise(early, by=w.anna, at=MONDAY).state == "withdrawn"
    with pytest.raises(Malformed):
        settle_promise(promise, outcome="forgotten", by=w.anna, at=MONDAY)
