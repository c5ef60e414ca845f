"""Needs stand on the draft, are changed where they stand, and go on through editions."""

import pytest

from svyazka.briefs import actions, queries
from svyazka.briefs.models import Brief, Need
from svyazka.briefs.tests import asking
from svyazka.briefs.tests.asking import MONDAY, SEATS
from svyazka.clients.models import Engagement
from svyazka.kit.errors import Malformed, NotYourDuty, Refused, Stale
from svyazka.kit.guard import expecting

pytestmark = pytest.mark.django_db


def order(brief: Brief) -> list[str]:
    return [need.text for need in queries.needs_of(brief)]


def test_needs_are_added_changed_moved_and_removed_in_the_draft():
    w = asking.world()
    one, two, three = (asking.need(w, text) for text in ("Раз", "Два", "Три"))
    brief = one.brief
    assert (brief.edition, order(brief)) == (1, ["Раз", "Два", "Три"])
    actions.move_need(three, to=1, by=w.asks, at=MONDAY)
    assert order(brief) == ["Три", "Раз", "Два"]
    changed = actions.change_need(two, text="Два!", goal="вдвое", measure="CRM", payer="завод", priority="low",
                                  touched=[{"who": "Кладовщик", "effect": "loses", "change": "теряет тетрадь"}], by=w.asks, at=MONDAY)  # fmt: skip
    assert (changed.text, changed.payer, changed.priority, changed.touched[0]["who"]) == ("Два!", "завод", "low", "Кладовщик")
    actions.remove_need(one, by=w.asks, at=MONDAY)
    assert [(need.position, need.text) for need in queries.needs_of(brief)] == [(1, "Три"), (2, "Два!")]
    assert asking.need(w, "Четыре").key == 4, "a key is given once"
    assert Engagement.objects.get(pk=w.engagement.pk).state == "brief"


def test_the_next_edition_keeps_needs_with_keys_and_everything_known_of_them():
    w = asking.world()
    need = asking.need(w, goal="вдвое", payer="завод", touched=[{"who": "Пётр", "effect": "gains", "change": ""}])
    brief = actions.write_brief(w.engagement, needs=[{"text": need.text, "goal": "втрое"}, "Отчёты"], by=w.asks, at=MONDAY,
                                clauses=[{"kind": "must", "text": "Каталог", "criterion": "виден", "need": 1}])  # fmt: skip
    assert [(row.key, row.goal, row.payer, len(row.touched)) for row in queries.needs_of(brief)] == [(1, "втрое", "завод", 1), (2, "", "", 0)]
    actions.submit_brief(brief, by=w.asks, at=MONDAY)
    with pytest.raises(Refused, match=r"checked|провер"):
        asking.need(w, "Ещё")
    actions.judge_brief(brief, verdict="conditional", hours=10, reason="без 1С", by=w.pm, at=MONDAY)

    third = asking.need(w, "Ещё").brief
    assert (third.edition, [(row.key, row.goal) for row in queries.needs_of(third)]) == (3, [(1, "втрое"), (2, ""), (3, "")])
    clause = third.clauses.get()
    assert (clause.key, clause.text, clause.need.brief_id, clause.need.key) == (1, "Каталог", third.pk, 1)
    assert brief.clauses.get().need.brief_id == brief.pk, "the former edition stays as it was"


def test_what_was_sent_or_is_former_is_not_changed():
    w = asking.world()
    need = asking.need(w)
    brief = actions.write_brief(w.engagement, needs=[need.text], clauses=[{"kind": "must", "text": "Каталог", "criterion": ""}], by=w.asks, at=MONDAY)
    sent = brief.needs.get()
    for act in (lambda one: actions.change_need(one, text="Иначе", by=w.asks, at=MONDAY), lambda one: actions.move_need(one, to=1, by=w.asks, at=MONDAY),
                lambda one: actions.remove_need(one, by=w.asks, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refused, match=r"former|прежн"):
            act(need)
    actions.submit_brief(brief, by=w.asks, at=MONDAY)
    with pytest.raises(Refused, match=r"sent|отправ"):
        actions.change_need(sent, text="Иначе", by=w.asks, at=MONDAY)


def test_a_need_with_clauses_or_options_is_not_removed():
    w = asking.world()
    need = asking.need(w)
    option = asking.option(w, need)
    with pytest.raises(Refused):
        actions.remove_need(need, by=w.asks, at=MONDAY)
    actions.withdraw_option(option, by=w.chooses, at=MONDAY)
    actions.remove_need(need, by=w.asks, at=MONDAY)
    brief = actions.write_brief(w.engagement, needs=["Заявки"], clauses=[{"kind": "must", "text": "Каталог", "criterion": ""}], by=w.asks, at=MONDAY)
    with pytest.raises(Refused, match="№ 1"):
        actions.remove_need(brief.needs.get(), by=w.asks, at=MONDAY)


def test_the_version_that_was_seen_is_compared():
    w = asking.world()
    need = asking.need(w)
    with expecting(1):
        actions.change_need(need, text="Раз", by=w.asks, at=MONDAY)
    with pytest.raises(Stale), expecting(1):
        actions.change_need(need, text="Два", by=w.asks, at=MONDAY)
    assert Need.objects.get().text == "Раз"


@pytest.mark.parametrize("told", [{"priority": "yesterday"}, {"touched": [{"who": "", "effect": "gains"}]}, {"touched": [{"who": "Пётр", "effect": "cries"}]}])
def test_what_is_no_need(told):
    w = asking.world()
    with pytest.raises(Malformed):
        asking.need(w, **told)
    assert not Brief.objects.exists()


def test_a_closed_engagement_takes_no_needs():
    w = asking.world()
    need = asking.need(w)
    Engagement.objects.filter(pk=w.engagement.pk).update(state="lost", closed_at=MONDAY)
    need = Need.objects.get(pk=need.pk)
    for act in (lambda: asking.need(w, "Ещё"), lambda: actions.change_need(need, text="Иначе", by=w.asks, at=MONDAY), lambda: asking.option(w, need)):
        with pytest.raises(Refused):
            act()


@pytest.mark.parametrize("scheme", SEATS)
def test_in_every_scheme_only_whose_duty_it_is_writes_needs(scheme):
    w = asking.world(scheme)
    need = asking.need(w)
    for person in w.by.values():
        if person == w.asks:
            continue
        for act in (lambda who: actions.add_need(w.engagement, text="Ещё", by=who, at=MONDAY),
                    lambda who: actions.change_need(need, text="Иначе", by=who, at=MONDAY),
                    lambda who: actions.move_need(need, to=1, by=who, at=MONDAY),
                    lambda who: actions.remove_need(need, by=who, at=MONDAY)):  # fmt: skip
            with pytest.raises(NotYourDuty):
                act(person)
    assert [(row.text, row.version) for row in Need.objects.all()] == [(need.text, 1)]
