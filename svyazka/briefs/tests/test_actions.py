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
from svyazka.briefs.queries import changes_in, held_promises
from svyazka.briefs.rules import BRIEF_MOVES, PROMISE_MOVES, PromiseState
from svyazka.briefs.steps import agree_brief, give_promises, send_brief
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.states import complement
from svyazka.roles.models import Seat

pytestmark = pytest.mark.django_db


def test_the_judge_takes_the_seat_and_the_promise_is_confirmed():
    w = make.world()
    brief = make.judged(w)
    assert brief.state == "feasible"
    assert Seat.objects.get(engagement=w.engagement, seat="pm").person == w.pavel
    promise = Promise.objects.get()
    assert (promise.state, promise.verdict, promise.verdict_by) == ("confirmed", "feasible", w.pavel)
    assert not held_promises(w.engagement)


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
    assert bool(held_promises(w.engagement))


def test_the_next_edition_keeps_the_judged_promise_and_tells_what_changed():
    w = make.world()
    make.judged(w, "conditional")
    clauses = [{"kind": "must", "text": "Каталог", "criterion": "200 позиций видны"}]
    second = make.written(w, clauses=clauses, promises=[])
    assert second.edition == 2 and Promise.objects.get().verdict == "feasible"
    assert [change.what for change in changes_in(second)] == [("criterion",), ("removed",)]


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


PROMISE_WAYS = {"draft": (), "checking": ("submit",), "confirmed": ("submit", "judge"), "given": ("submit", "judge", "give"),
                "kept": ("submit", "judge", "give", "keep"), "changed": ("submit", "judge", "give", "change"),
                "broken": ("submit", "judge", "give", "break"), "withdrawn": ("withdraw",)}  # fmt: skip
OUTCOMES = {"keep": "kept", "change": "changed", "break": "broken"}


def do(w, brief, promise, event: str) -> None:
    """Do what the event stands for, as the person who may."""
    promise.refresh_from_db()
    if event == "submit":
        submit_brief(brief, by=w.anna, at=MONDAY)
    elif event == "judge":
        make.judged(w, brief=brief)
    elif event == "give":
        give_promises(w.engagement, at=MONDAY)
    elif event == "withdraw":
        withdraw_promise(promise, by=w.anna, at=MONDAY)
    else:
        settle_promise(promise, outcome=OUTCOMES[event], reason="письмо от 3 марта", by=w.anna, at=MONDAY)


@pytest.mark.parametrize(
    ("event", "state"), [row for row in complement(PROMISE_MOVES, PromiseState.values) if row[0] in (*OUTCOMES, "withdraw")]
)
def test_no_promise_is_settled_in_a_state_that_the_table_does_not_name(event, state):
    w = make.world()
    brief, promise = make.written(w), Promise.objects.get()
    for step in PROMISE_WAYS[state]:
        do(w, brief, promise, step)
    promise.refresh_from_db()
    assert promise.state == state
    with pytest.raises(Refused):
        do(w, brief, promise, event)
    promise.refresh_from_db()
    assert promise.state == state


BRIEF_WAYS = {"draft": (), "submitted": ("submit",), "feasible": ("submit", "feasible"), "conditional": ("submit", "conditional"),
              "infeasible": ("submit", "infeasible"), "with_client": ("submit", "feasible", "send"),
              "agreed": ("submit", "feasible", "agree")}  # fmt: skip


def do_to(w, brief, event: str) -> None:
    """Do to a specification without promises what the event stands for."""
    if event == "submit":
        submit_brief(brief, by=w.anna, at=MONDAY)
    elif event == "send":
        send_brief(w.engagement, by=w.anna, at=MONDAY)
    elif event == "agree":
        agree_brief(w.engagement, at=MONDAY)
    else:
        judge_brief(brief, verdict=event, hours=Decimal(1), by=w.pavel, at=MONDAY)


@pytest.mark.parametrize(("event", "state"), [
    row for row in complement(BRIEF_MOVES, BRIEF_WAYS) if row[0] in ("submit", "feasible", "conditional", "infeasible")
])  # fmt: skip
def test_no_specification_is_sent_or_judged_in_a_state_that_the_table_does_not_name(event, state):
    w = make.world()
    brief = make.written(w, promises=[])
    for step in BRIEF_WAYS[state]:
        do_to(w, brief, step)
    brief.refresh_from_db()
    assert brief.state == state
    before = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        do_to(w, brief, event)
    assert refused.value.status == 409 and Entry.objects.count() == before


def test_a_closed_engagement_takes_no_brief_no_promise_and_no_verdict():
    w = make.world()
    first = make.submitted(w)
    move_engagement(w.engagement, "lost", at=MONDAY)
    promise = Promise.objects.get()
    for act in (
        lambda: make.written(w),
        lambda: make_promise(w.engagement, kind="term", text="За неделю", by=w.anna, at=MONDAY),
        lambda: judge_brief(first, verdict="feasible", hours=Decimal(1), promises=[{"id": promise.pk, "verdict": "feasible"}], by=w.pavel, at=MONDAY),
    ):
        with pytest.raises(Refused, match="закрыта"):
            act()
    assert Promise.objects.count() == 1 and first.verdicts.count() == 0


def test_a_draft_of_a_closed_engagement_is_not_sent():
    w = make.world()
    brief = make.written(w)
    move_engagement(w.engagement, "lost", at=MONDAY)
    with pytest.raises(Refused, match="закрыта"):
        submit_brief(brief, by=w.anna, at=MONDAY)
