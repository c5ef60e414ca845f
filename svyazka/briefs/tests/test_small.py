"""Small promises pass by a dated rule; what is not stated is not small; norms wind the clocks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from svyazka.briefs.actions import make_promise, recheck_promise, reword_promise, set_small_rule, set_verdict_norm
from svyazka.briefs.models import Brief, Promise, SmallPromiseRule, VerdictNorm
from svyazka.briefs.queries import small_rule_on, verdict_minutes
from svyazka.briefs.rules.small import Small, reasons_not_small
from svyazka.briefs.steps import ship
from svyazka.briefs.tests import make
from svyazka.briefs.tests.make import MONDAY
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import agency_window, the_agency
from svyazka.roles.tests.make import LONG_AGO

RULE = Small(Decimal(4), ("feature", "result"))
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(("rule", "told", "small"), [
    (RULE, {}, True),
    (RULE, {"hours": Decimal("4.01")}, False),
    (RULE, {"hours": None}, False),
    (RULE, {"integration": None}, False),
    (RULE, {"integration": True}, False),
    (RULE, {"kind": "term"}, False),
    (RULE, {"kopecks": 100}, False),
    (RULE, {"kopecks": 0}, True),
    (Small(Decimal(4), ("price",)), {"kind": "price", "kopecks": 0}, False),
    (Small(Decimal(4), ("price",), most_kopecks=500), {"kind": "price", "kopecks": 500}, True),
    (Small(Decimal(4), ("price",), most_kopecks=500), {"kind": "price", "kopecks": 501}, False),
    (Small(Decimal(4), ("price",), most_kopecks=500), {"kind": "price"}, False),
    (Small(Decimal(4), ("feature",), new_integrations=True), {"integration": None}, True),
    (Small(Decimal(4), ()), {}, False),
    (None, {}, False),
])  # fmt: skip
def test_what_the_rule_lets_pass(rule, told, small):
    stated = {"kind": "feature", "hours": Decimal(4), "integration": False, "kopecks": None, **told}
    assert (reasons_not_small(rule, **stated) == []) == small


def caught(w, **told) -> Promise:
    given = {"kind": "feature", "text": "Кнопка в шапке", "hours": Decimal(2), "integration": False, **told}
    return make_promise(w.engagement, by=w.anna, at=MONDAY, **given)


@pytest.mark.django_db
def test_a_small_promise_passes_by_the_rule_and_the_pm_may_overrule():
    w = make.world()
    ship(LONG_AGO)
    promise = caught(w)
    assert (promise.state, promise.verdict, promise.verdict_by.username, promise.rule_id) == ("confirmed", "feasible", "system", SmallPromiseRule.objects.get().pk)
    assert "4" in promise.verdict_reason
    with pytest.raises(Refused):
        recheck_promise(make.with_pm(w, promise), reason=" ", by=w.pavel, at=MONDAY)
    back = recheck_promise(promise, reason="там две вёрстки", by=w.pavel, at=MONDAY)
    assert (back.state, back.verdict, back.rule_id) == ("checking", "", None)
    assert [(row.verdict, row.reason) for row in back.former.all()] == [("feasible", "там две вёрстки")]


@pytest.mark.django_db
@pytest.mark.parametrize("told", [{"hours": None}, {"integration": None}, {"kind": "term"}, {"hours": Decimal(5)}])
def test_what_is_not_stated_small_waits_for_the_pm(told):
    w = make.world()
    ship(LONG_AGO)
    assert caught(w, **told).state == "checking"


@pytest.mark.django_db
def test_said_by_the_rule_is_no_golden_mountain_and_without_it_is():
    w = make.world()
    assert caught(w, said=True).golden
    ship(LONG_AGO)
    assert not caught(w, said=True, text="Ещё одна кнопка").golden


@pytest.mark.django_db
def test_a_promise_grown_bigger_loses_the_verdict_of_the_rule_and_not_that_of_the_pm():
    w = make.world()
    ship(LONG_AGO)
    promise = caught(w)
    told = {"kind": "feature", "text": promise.text, "integration": False}
    grown = reword_promise(promise, hours=Decimal(9), by=w.anna, at=MONDAY, **told)
    assert (grown.state, grown.wording, grown.verdict) == ("checking", 1, "")
    judged = make.say_yes(w, grown)
    told_again = reword_promise(judged, hours=Decimal(12), by=w.anna, at=MONDAY, **told)
    assert (told_again.state, told_again.verdict, told_again.hours) == ("confirmed", "feasible", 12)


@pytest.mark.django_db
def test_rules_and_norms_hold_by_their_days_and_only_from_today_on():
    w = make.world()
    ship(LONG_AGO)
    ship(LONG_AGO)
    agency = the_agency()
    told = {"most_hours": Decimal(1), "kinds": ["feature"], "by": w.head, "at": MONDAY}
    set_small_rule(agency, starts_on=TODAY + timedelta(days=1), **told)
    assert (small_rule_on(TODAY).most_hours, small_rule_on(TODAY + timedelta(days=1)).most_hours) == (4, 1)
    for wrong in ({"starts_on": TODAY + timedelta(days=1)}, {"starts_on": TODAY - timedelta(days=1)}, {"starts_on": TODAY, "kinds": ["wish"]},
                  {"starts_on": TODAY, "most_hours": Decimal(81)}, {"starts_on": TODAY, "most_kopecks": -1}):  # fmt: skip
        with pytest.raises(Refused):
            set_small_rule(agency, **{**told, **wrong})
    with pytest.raises(NotYourDuty):
        set_small_rule(agency, starts_on=TODAY, **{**told, "by": w.anna})
    with pytest.raises(NotYourDuty):
        set_verdict_norm(agency, of="promise", minutes=30, starts_on=TODAY, by=w.pavel, at=MONDAY)
    with pytest.raises(Malformed):
        set_verdict_norm(agency, of="wish", minutes=30, starts_on=TODAY, by=w.head, at=MONDAY)
    with pytest.raises(Refused):
        set_verdict_norm(agency, of="promise", minutes=0, starts_on=TODAY, by=w.head, at=MONDAY)
    assert SmallPromiseRule.objects.count() == 2 and VerdictNorm.objects.count() == 2


@pytest.mark.django_db
def test_a_new_norm_moves_the_clocks_that_run():
    w = make.world()
    brief = make.submitted(w)
    promise = caught(w, hours=None)
    window = agency_window()
    assert promise.verdict_due_at == window.add(MONDAY, timedelta(minutes=240)) and brief.verdict_due_at == window.add(MONDAY, timedelta(minutes=480))
    with_brief = w.engagement.promises.exclude(pk=promise.pk).get()
    assert with_brief.verdict_due_at == brief.verdict_due_at
    for of, minutes in (("promise", 60), ("brief", 120)):
        set_verdict_norm(the_agency(), of=of, minutes=minutes, starts_on=TODAY, by=w.head, at=MONDAY)
    for row in (promise, with_brief):
        row.refresh_from_db()
    assert verdict_minutes("promise", TODAY) == 60
    assert promise.verdict_due_at == window.add(MONDAY, timedelta(minutes=60))
    assert with_brief.verdict_due_at == Brief.objects.get().verdict_due_at == window.add(MONDAY, timedelta(minutes=120))
