"""What acceptance refuses: a verdict manufactured by a date, skipped remarks, two eyes instead of four, closed work."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from svyazka.acceptance import actions, queries, rules
from svyazka.acceptance.jobs import take_silence
from svyazka.acceptance.models import ChangeRequest, Remark, Result
from svyazka.acceptance.tests import make
from svyazka.acceptance.tests.test_pages import JSON, as_
from svyazka.clients.steps import move_engagement
from svyazka.journal.models import Notice
from svyazka.kit.errors import Refused
from svyazka.people.queries import system
from svyazka.projects.models import Stage

pytestmark = pytest.mark.django_db
AT = make.MONDAY


def taken(w) -> Result:
    return actions.accept_handover(make.handed(w), accepted=True, by=w.anna, at=AT)


@pytest.mark.parametrize("held_at", [datetime(2001, 1, 1, tzinfo=UTC), AT - timedelta(minutes=1), AT + timedelta(days=61)])
def test_a_defence_is_held_after_the_handover_and_not_in_a_far_future(held_at):
    w = make.world()
    result = taken(w)

    with pytest.raises(Refused):
        actions.open_defence(result, channel="meeting", held_at=held_at, by=w.anna, at=AT)

    assert Result.objects.get().state == "with_am" and take_silence() == 0


def test_silence_is_counted_from_when_the_defence_was_written_down():
    w = make.world()
    late = AT + timedelta(days=30)
    defence = actions.open_defence(taken(w), channel="meeting", held_at=AT, by=w.anna, at=late)

    assert defence.silence_due_on > late.date() + timedelta(days=6)
    with pytest.raises(Refused):
        actions.accept_by_silence(defence, by=system(), at=late + timedelta(days=1))


def test_silence_is_counted_from_a_meeting_to_come():
    w = make.world()
    defence = actions.open_defence(taken(w), channel="meeting", held_at=AT + timedelta(days=30), by=w.anna, at=AT)

    assert defence.silence_due_on >= date(2026, 4, 7)


def test_a_defence_opened_in_the_minute_of_the_handover_is_in_time():
    held = AT.replace(minute=5)

    assert rules.reasons_not_to_defend(held_at=held, taken_at=held + timedelta(seconds=59), at=held) == []
    assert rules.reasons_not_to_defend(held_at=held, taken_at=held + timedelta(seconds=60), at=held)


def test_no_next_edition_while_remarks_are_not_classified_planned_and_done():
    w = make.world()
    defence = make.remarked(w, "Не видно цен", "Нет инструкции")
    first, second = defence.remarks.order_by("pk")
    for told in ("unclassified", "unplanned", "undone"):
        w.stage.refresh_from_db()
        with pytest.raises(Refused):
            make.built(w)
        assert not queries.buildable(w.pavel, AT).exists(), told
        if told == "unclassified":
            kept = [actions.classify_remark(remark, in_scope=True, by=w.anna, at=AT) for remark in (first, second)]
        elif told == "unplanned":
            tasks = [actions.plan_remark(r, assignee="dev", estimate_hours=Decimal(2), by=w.pavel, at=AT).task for r in kept]
    for task in tasks:
        make.done(task)
    assert queries.buildable(w.pavel, AT).get() == w.stage

    assert make.built(w).edition == 2


def test_a_change_agreed_upon_waits_for_its_task_before_the_next_edition():
    w = make.world()
    change = make.agreed(w, make.turned_away(w, make.remarked(w)))
    w.stage.refresh_from_db()
    with pytest.raises(Refused):
        make.built(w)
    change = make.planned(w, change)
    with pytest.raises(Refused):
        make.built(w)
    make.done(change.task)

    assert make.built(w).edition == 2


def test_a_change_is_not_agreed_upon_while_a_result_is_with_the_client_nor_once_the_stage_is_accepted():
    w = make.world()
    change = make.turned_away(w, make.remarked(w))
    w.stage.refresh_from_db()
    defence = make.on_defence(w)
    with pytest.raises(Refused):
        make.agreed(w, change)
    actions.decide_defence(defence, accepted=True, evidence="письмо", by=w.anna, at=AT)
    change.refresh_from_db()
    with pytest.raises(Refused):
        actions.price_change(change, price_kopecks=1, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.settle_change(change, agreed=True, evidence="письмо", by=w.anna, at=AT)

    assert actions.settle_change(change, agreed=False, evidence="письмо", by=w.anna, at=AT).state == "declined"


def test_a_change_nobody_asks_for_any_more_is_declined_without_a_price():
    w = make.world()
    change = make.turned_away(w, make.remarked(w))
    with pytest.raises(Refused):
        actions.settle_change(change, agreed=False, by=w.anna, at=AT)

    assert actions.settle_change(change, agreed=False, evidence="звонок 3 марта", by=w.anna, at=AT).price_kopecks is None


def test_four_eyes_whoever_made_it_is_not_its_checker_though_another_hands_it_over():
    w = make.world()
    result = make.built(w)
    Result.objects.update(made_by=w.maria)
    with pytest.raises(Refused):
        actions.hand_over(result, checked_by="maria", by=w.pavel, at=AT)
    oleg = make.make.person("oleg", "pm")

    assert actions.hand_over(result, checked_by="oleg", by=w.pavel, at=AT).checked_by == oleg


def test_the_named_colleague_is_told_asked_on_the_desk_and_confirms():
    w = make.world()
    result = make.handed(w)
    assert (result.confirmed_at, Notice.objects.get(person=w.maria).text_verb) == (None, "acceptance.check_asked")
    asked = [row for row in queries.desk(w.maria, AT) if row.mine]
    assert [(row.step, row.subject.pk) for row in asked] == [("confirm", result.pk)]
    with pytest.raises(Refused):
        actions.check_result(result, by=make.make.person("oleg", "pm"), at=AT)

    confirmed = actions.check_result(result, by=w.maria, at=AT + timedelta(hours=1))

    assert (confirmed.state, confirmed.confirmed_at, confirmed.checked_at) == ("handed", AT + timedelta(hours=1), AT)
    assert [row for row in queries.desk(w.maria, AT) if row.mine] == []
    with pytest.raises(Refused):
        actions.check_result(result, by=w.maria, at=AT)


def test_a_checker_who_signed_before_the_handover_is_not_asked_again():
    w = make.world()
    result = actions.check_result(make.built(w), by=w.maria, at=AT)

    result = actions.hand_over(result, checked_by="maria", by=w.pavel, at=AT + timedelta(hours=1))

    assert (result.confirmed_at, result.checked_at) == (AT, AT)
    assert not Notice.objects.filter(person=w.maria).exists()


def test_another_checker_than_the_one_who_signed_is_asked():
    w = make.world()
    oleg = make.make.person("oleg", "pm")
    result = actions.check_result(make.built(w), by=w.maria, at=AT)

    result = actions.hand_over(result, checked_by="oleg", by=w.pavel, at=AT + timedelta(hours=1))

    assert (result.checked_by, result.confirmed_at, Notice.objects.get(person=oleg).facts["result"]) == (oleg, None, "Каталог")


def test_the_checker_confirms_by_the_page_and_by_the_api_and_the_page_tells_it(client):
    w = make.world()
    oleg = make.make.person("oleg", "pm")
    result = make.handed(w)
    page, call = f"/acceptance/results/{result.pk}/", f"/api/v1/results/{result.pk}"
    assert "пока нет" in as_(client, w.anna).get(page).content.decode()
    assert as_(client, oleg).get(page).status_code == 404
    assert as_(client, w.maria).get(page).status_code == 200 and "/check/" in client.get(page).content.decode()
    assert client.get("/acceptance/").status_code == 200
    assert client.get(call).json()["check_confirmed_at"] is None

    assert client.post(page + "check/").status_code == 302

    told = client.get(call).json()
    assert told["check_confirmed_at"] and told["state"] == "handed"
    assert client.post(call + "/check", {}, JSON).status_code == 409
    assert "пока нет" not in as_(client, w.anna).get(page).content.decode()


def test_nothing_is_written_on_a_lost_engagement():
    w = make.world()
    change = make.turned_away(w, make.remarked(w, "Нужен блог"))
    remark = Remark.objects.create(defence=change.remark.defence, engagement=w.engagement, text="Не видно цен")
    w.stage.refresh_from_db()
    move_engagement(w.engagement, "lost", at=AT)
    task = {"assignee": "dev", "estimate_hours": Decimal(1), "by": w.pavel, "at": AT}
    result = Result.objects.get()
    for write in (
        lambda: make.built(w),
        lambda: actions.check_result(result, by=w.maria, at=AT),
        lambda: actions.hand_over(result, checked_by="maria", by=w.pavel, at=AT),
        lambda: actions.accept_handover(result, accepted=True, by=w.anna, at=AT),
        lambda: actions.open_defence(result, channel="meeting", held_at=AT, by=w.anna, at=AT),
        lambda: actions.decide_defence(remark.defence, accepted=True, evidence="письмо", by=w.anna, at=AT),
        lambda: actions.accept_by_silence(remark.defence, by=system(), at=AT),
        lambda: actions.classify_remark(remark, in_scope=True, by=w.anna, at=AT),
        lambda: actions.plan_remark(remark, **task),
        lambda: actions.price_change(change, price_kopecks=1, by=w.anna, at=AT),
        lambda: actions.settle_change(change, agreed=False, evidence="письмо", by=w.anna, at=AT),
        lambda: actions.plan_change(change, **task),
    ):
        with pytest.raises(Refused, match=r"closed|закрыта"):
            write()
    assert ChangeRequest.objects.get().state == "new"


def test_the_second_way_back_remarks_become_tasks_and_the_next_round_is_accepted():
    w = make.world()
    make.settled(w, make.remarked(w, "Не видно цен", "Нет инструкции"))
    w.stage.refresh_from_db()
    assert w.stage.state == "in_work"

    defence = make.on_defence(w)
    actions.decide_defence(defence, accepted=True, evidence="письмо", by=w.anna, at=AT)

    stage = Stage.objects.get(pk=w.stage.pk)
    assert (defence.round_no, defence.result.edition, stage.state, stage.rounds) == (2, 2, "accepted", 1)
    assert {remark.task.state for remark in Remark.objects.all()} == {"done"}
    assert timezone.is_aware(stage.accepted_at)
