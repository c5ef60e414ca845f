"""Stories of promises: caught, judged by wording, kept inside by the gate, heard by the client, settled; and their refusals."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.actions import (
    judge_brief,
    judge_promise,
    make_promise,
    recheck_promise,
    reword_promise,
    settle_promise,
    take_alternative,
    withdraw_promise,
)
from svyazka.briefs.models import Promise
from svyazka.briefs.queries import held_promises, told_promises
from svyazka.briefs.rules import PROMISE_MOVES, PromiseState
from svyazka.briefs.steps import give_promises
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.clients.actions import say_to_client
from svyazka.clients.models import Message
from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Entry, Notice
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.kit.states import complement
from svyazka.roles.models import Seat
from svyazka.roles.tests.make import engagement

pytestmark = pytest.mark.django_db
WORDS = "фильтры через две недели"
LATER = MONDAY + timedelta(hours=1)


def caught(w, **told) -> Promise:
    return make_promise(w.engagement, by=told.pop("by", w.anna), at=told.pop("at", MONDAY), **{"kind": "term", "text": WORDS, **told})


# ---- where it was caught --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("told", "source", "heard"), [
    ({}, "message", True), ({"channel": "phone"}, "call", True), ({"stream": "internal", "channel": "portal"}, "note", False),
    ({"from_client": True}, "client", False),
])  # fmt: skip
def test_what_has_gone_to_the_client_was_said_then_by_its_author(told, source, heard):
    w = make.world()
    message = make.said(w, f"Добрый день, {WORDS}.", **told)
    promise = caught(w, message=message, at=LATER)
    assert (promise.source, promise.message, promise.state) == (source, message, "checking")
    assert (promise.said_at, promise.said_by) == ((MONDAY, w.anna) if heard else (None, None))
    assert promise.golden == heard


def test_a_clause_is_a_source_that_leads_back():
    w = make.world()
    brief = make.written(w)
    promise = caught(w, clause_key=brief.clauses.first().key)
    assert promise.source == "clause" and promise.brief == brief
    for wrong in ({"clause_key": 99}, {"source": "dream"}, {"kind": "wish"}, {"text": " "}, {"message": stranger()}):
        with pytest.raises(Malformed):
            caught(w, **{"text": "иначе", **wrong})


def stranger() -> Message:
    return make.said(type("W", (), {"engagement": engagement("Чужая работа", company="ООО «Чужая»"), "anna": None}), "привет")


def test_the_pm_is_asked_and_told_and_takes_the_seat_by_the_verdict():
    w = make.world()
    promise = make.say_yes(w, caught(w))
    assert Seat.objects.get(engagement=w.engagement, seat="pm").person == w.pavel
    assert (promise.state, promise.judged_wording, promise.let_out) == ("confirmed", 1, True)
    assert Notice.objects.filter(person=w.anna, text_verb="briefs.promise_judged").exists()
    caught(w, text="ещё одно")
    assert Notice.objects.filter(person=w.pavel, text_verb="briefs.promise_waits").exists()


def test_who_may_and_who_may_not():
    w = make.world()
    promise = caught(w)
    with pytest.raises(NotYourDuty):
        judge_promise(promise, verdict="feasible", by=w.anna, at=MONDAY)
    with pytest.raises(NotYourDuty):
        caught(w, by=w.dev, text="ещё")
    make.say_yes(w, promise)
    with pytest.raises(NotYourDuty):
        recheck_promise(promise, reason="иначе", by=w.maria, at=MONDAY)
    give_promises(w.engagement, at=MONDAY)
    with pytest.raises(NotYourDuty):
        settle_promise(promise, outcome="kept", by=w.pavel, at=MONDAY)
    assert caught(w, by=w.pavel, text="PM нашёл сам").made_by == w.pavel


def test_the_same_words_are_caught_once_and_heard_after_all():
    w = make.world()
    promise = caught(w)
    with pytest.raises(Refused, match="пойманы"):
        caught(w, text=f"«{WORDS.upper()}»!")
    heard = caught(w, message=make.said(w, WORDS, at=LATER), at=LATER)
    assert heard.pk == promise.pk and heard.golden and heard.state == "checking"
    assert make.say_yes(w, heard).state == "given"


def test_what_is_said_although_the_pm_said_no_is_given_against_it():
    w = make.world()
    make.say_yes(w, caught(w), "infeasible", reason="интеграция не готова")
    promise = caught(w, said=True, at=LATER)
    assert (promise.state, promise.said_verdict, promise.golden) == ("given", "infeasible", True)
    assert held_promises(w.engagement) == [promise] and not told_promises(w.engagement).exists()
    assert Promise.objects.count() == 1


# ---- a verdict belongs to a wording ---------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [{"text": "фильтры через неделю"}, {"kind": "feature"}, {"due_on": date(2026, 4, 1)}])
def test_other_words_kind_or_day_make_the_verdict_void(changed):
    w = make.world()
    promise = make.say_yes(w, caught(w))
    again = reword_promise(promise, by=w.anna, at=LATER, **{"kind": "term", "text": WORDS, "due_on": None, **changed})
    assert (again.wording, again.state, again.verdict, again.judged_wording) == (2, "checking", "", None)
    assert held_promises(w.engagement) == [again]
    was = again.former.get()
    assert (was.wording, was.text, was.verdict, was.verdict_by) == (1, WORDS, "feasible", w.pavel)
    assert give_promises(w.engagement, at=LATER) == 0


def test_the_same_words_are_no_change_and_heard_ones_stay():
    w = make.world()
    promise = make.say_yes(w, caught(w))
    with pytest.raises(Refused, match="не изменилось"):
        reword_promise(promise, kind="term", text=WORDS, by=w.anna, at=LATER)
    give_promises(w.engagement, at=MONDAY)
    for act in (lambda: reword_promise(promise, kind="term", text="иначе", by=w.anna, at=LATER), lambda: withdraw_promise(promise, by=w.anna, at=LATER)):
        with pytest.raises(Refused, match="слышал"):
            act()


def test_the_alternative_is_taken_up_in_one_act_and_is_judged_already():
    w = make.world()
    promise = make.say_yes(w, caught(w), "infeasible", alternative="фильтры через месяц", alternative_due_on=date(2026, 4, 2))
    assert promise.state == "draft" and held_promises(w.engagement)
    taken = take_alternative(promise, by=w.anna, at=LATER)
    assert (taken.text, taken.due_on, taken.wording, taken.state) == ("фильтры через месяц", date(2026, 4, 2), 2, "confirmed")
    assert (taken.verdict, taken.verdict_by, taken.let_out) == ("feasible", w.pavel, True)
    assert not held_promises(w.engagement)


def test_there_is_nothing_to_take_up_without_an_alternative():
    w = make.world()
    promise = make.say_yes(w, caught(w), "infeasible", reason="нет")
    with pytest.raises(Refused):
        take_alternative(promise, by=w.anna, at=LATER)


def test_what_a_verdict_lacks():
    w = make.world()
    promise = caught(w)
    for told in ({"verdict": "conditional"}, {"verdict": "infeasible", "reason": " "}):
        with pytest.raises(Refused):
            judge_promise(promise, by=w.pavel, at=MONDAY, **told)
    with pytest.raises(Malformed):
        judge_promise(promise, verdict="maybe", by=w.pavel, at=MONDAY)
    assert not Seat.objects.filter(seat="pm").exists()


def test_the_edition_judges_those_left_and_a_no_is_asked_anew_with_the_next():
    w = make.world()
    brief = make.submitted(w)
    make.say_yes(w, w.engagement.promises.get(), "infeasible", reason="рано")
    promise = w.engagement.promises.get()
    judge_brief(brief, verdict="conditional", hours=Decimal(1), promises=[{"id": promise.pk, "verdict": "infeasible", "reason": "рано"}], by=w.pavel, at=MONDAY)
    make.submitted(w, promises=[])
    promise.refresh_from_db()
    assert (promise.state, promise.verdict, promise.former.count()) == ("checking", "", 1)


def test_a_promise_refused_meanwhile_needs_no_second_word_in_the_verdict_on_the_edition():
    w = make.world()
    brief = make.submitted(w)
    make.say_yes(w, w.engagement.promises.get(), "infeasible", reason="рано")
    judge_brief(brief, verdict="feasible", hours=Decimal(1), by=w.pavel, at=MONDAY)
    promise = w.engagement.promises.get()
    assert (promise.state, promise.verdict, promise.verdict_reason) == ("draft", "infeasible", "рано")


# ---- the gate -------------------------------------------------------------------------------------------------------


def test_a_message_that_repeats_an_unjudged_promise_stays_and_goes_once_it_is_judged():
    w = make.world()
    promise = caught(w, source="draft")
    before = Message.objects.count()
    with pytest.raises(Refused, match="фильтры через две недели"):
        say_to_client(w.engagement, text=f"Обещаем: {WORDS}!", by=w.anna, at=MONDAY)
    assert Message.objects.count() == before
    say_to_client(w.engagement, text="Скоро ответим про фильтры", by=w.anna, at=MONDAY)
    make.say_yes(w, promise)
    sent = say_to_client(w.engagement, text=f"Обещаем: {WORDS}!", by=w.anna, at=LATER)
    promise.refresh_from_db()
    assert (promise.state, promise.said_at, promise.said_by, promise.message) == ("given", LATER, w.anna, sent)
    assert (promise.said_verdict, promise.golden) == ("feasible", False)


def test_a_given_promise_may_be_repeated_until_its_verdict_is_taken_back():
    w = make.world()
    promise = make.say_yes(w, caught(w))
    give_promises(w.engagement, by=w.anna, at=MONDAY)
    say_to_client(w.engagement, text=WORDS, by=w.anna, at=MONDAY)
    promise.refresh_from_db()
    assert list(told_promises(w.engagement)) == [promise]
    recheck_promise(promise, reason="специалист заболел", by=w.pavel, at=MONDAY)
    assert not told_promises(w.engagement).exists()
    with pytest.raises(Refused):
        say_to_client(w.engagement, text=WORDS, by=w.anna, at=LATER)
    assert make.say_yes(w, Promise.objects.get()).state == "given"


# ---- how it ended ---------------------------------------------------------------------------------------------------


def given(w, **told) -> Promise:
    promise = make.say_yes(w, caught(w, due_on=date(2026, 3, 16), **told))
    give_promises(w.engagement, by=w.anna, at=MONDAY)
    promise.refresh_from_db()
    return promise


def test_changed_in_time_with_evidence_and_a_judged_promise_instead():
    w = make.world()
    promise = given(w)
    other = make.say_yes(w, caught(w, text="фильтры к апрелю", due_on=date(2026, 4, 1)))
    settle_promise(promise, outcome="changed", reason="письмо от 2 марта", replacement=other.pk, by=w.anna, at=LATER)
    for row in (promise, other):
        row.refresh_from_db()
    assert (promise.state, promise.settled_by, promise.outcome_note) == ("changed", w.anna, "письмо от 2 марта")
    assert (other.state, other.replaces, other.golden) == ("given", promise, False)


def test_what_was_agreed_without_the_pm_is_a_promise_of_its_own_and_a_golden_mountain():
    w = make.world()
    settle_promise(given(w), outcome="changed", reason="звонок 2 марта", text="фильтры к апрелю", due_on=date(2026, 4, 1), by=w.anna, at=LATER)
    made = Promise.objects.get(text="фильтры к апрелю")
    assert (made.state, made.golden, made.replaces.state) == ("checking", True, "changed")


def test_the_pms_alternative_agreed_instead_is_judged_already():
    w = make.world()
    promise = caught(w, message=make.said(w, WORDS))
    make.say_yes(w, promise, "infeasible", alternative="фильтры через месяц", alternative_due_on=date(2026, 4, 2))
    promise.refresh_from_db()
    assert promise.state == "given"
    settle_promise(promise, outcome="changed", reason="письмо", text="Фильтры через месяц", due_on=date(2026, 4, 2), by=w.anna, at=LATER)
    made = Promise.objects.get(replaces=promise)
    assert (made.state, made.verdict_by, made.golden) == ("given", w.pavel, False)


def test_what_an_outcome_lacks():
    w = make.world()
    promise = given(w)
    with pytest.raises(Refused, match="согласие"):
        settle_promise(promise, outcome="changed", by=w.anna, at=MONDAY)
    with pytest.raises(Refused, match="прошёл"):
        settle_promise(promise, outcome="changed", reason="письмо", by=w.anna, at=MONDAY + timedelta(days=20))
    with pytest.raises(Malformed):
        settle_promise(promise, outcome="changed", reason="письмо", replacement=promise.pk, by=w.anna, at=MONDAY)
    assert Promise.objects.get().state == "given" and not Entry.objects.filter(verb="briefs.promise_settled").exists()


def test_a_closed_engagement_takes_no_word_on_a_promise():
    w = make.world()
    promise = caught(w)
    move_engagement(w.engagement, "lost", at=MONDAY)
    for act in (lambda: make.say_yes(w, promise), lambda: reword_promise(promise, kind="term", text="иначе", by=w.anna, at=MONDAY)):
        with pytest.raises(Refused, match="закрыта"):
            act()


# ---- the table of states and its complement -------------------------------------------------------------------------

NEW = {"kind": "term", "text": "иначе сказано"}
DOORS = {
    "confirm": lambda w, p: make.say_yes(w, p),
    "reject": lambda w, p: make.say_yes(w, p, "infeasible", reason="нет", alternative="фильтры через месяц"),
    "reword": lambda w, p: reword_promise(p, by=w.anna, at=LATER, **NEW),
    "adopt": lambda w, p: take_alternative(p, by=w.anna, at=LATER),
    "recheck": lambda w, p: recheck_promise(p, reason="посчитали заново", by=w.pavel, at=LATER),
    "withdraw": lambda w, p: withdraw_promise(p, by=w.anna, at=LATER),
    "give": lambda w, p: give_promises(w.engagement, at=LATER),
    "keep": lambda w, p: settle_promise(p, outcome="kept", by=w.anna, at=LATER),
    "change": lambda w, p: settle_promise(p, outcome="changed", reason="письмо", by=w.anna, at=LATER),
    "break": lambda w, p: settle_promise(p, outcome="broken", by=w.anna, at=LATER),
}
WAYS = {"draft": ("reject",), "checking": (), "confirmed": ("confirm",), "given": ("confirm", "give"), "kept": ("confirm", "give", "keep"),
        "changed": ("confirm", "give", "change"), "broken": ("confirm", "give", "break"), "withdrawn": ("withdraw",)}  # fmt: skip


def standing(w, state: str) -> Promise:
    """Return a promise brought to this state through the doors."""
    promise = make.with_pm(w, caught(w))
    for event in WAYS[state]:
        DOORS[event](w, promise)
        promise.refresh_from_db()
    assert promise.state == state
    return promise


@pytest.mark.parametrize(("event", "state"), [(event, state) for event in DOORS for state in PROMISE_MOVES[event] if event != "give" or state != "given"])
def test_what_the_table_names_is_done(event, state):
    w = make.world()
    promise = standing(w, state)
    DOORS[event](w, promise)
    promise.refresh_from_db()
    assert promise.state == PROMISE_MOVES[event][state]


@pytest.mark.parametrize(("event", "state"), [row for row in complement(PROMISE_MOVES, PromiseState.values) if row[0] in DOORS and row[0] != "give"])
def test_what_the_table_does_not_name_is_refused_and_nothing_changes(event, state):
    w = make.world()
    promise = standing(w, state)
    before = Entry.objects.count(), Promise.objects.values().get()
    with pytest.raises(Refused):
        DOORS[event](w, promise)
    assert (Entry.objects.count(), Promise.objects.values().get()) == before


@pytest.mark.parametrize("state", sorted(set(PromiseState.values) - {"confirmed"}))
def test_only_confirmed_promises_are_given_with_a_paper(state):
    w = make.world()
    standing(w, state)
    assert give_promises(w.engagement, at=LATER) == 0
