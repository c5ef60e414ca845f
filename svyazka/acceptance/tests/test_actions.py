"""The way of a result from the PM to the client and back, and who may not walk it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from svyazka.acceptance import actions, queries
from svyazka.acceptance.models import ChangeRequest, Defence, Remark, Result
from svyazka.acceptance.tests import make
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.people.queries import system
from svyazka.projects.models import Stage
from svyazka.roles.models import RoleScheme, SchemeInForce
from svyazka.roles.steps import stand_in
from svyazka.work.models import Task

pytestmark = pytest.mark.django_db
AT = make.MONDAY


def state_of(w) -> str:
    return Stage.objects.get(pk=w.stage.pk).state


def test_a_result_goes_from_the_pm_through_a_second_person_to_the_am_and_is_accepted():
    w = make.world()
    clause = make.clause(w.engagement, w.anna)

    result = make.built(w, criteria=[{"clause_id": clause.pk, "how_met": "300 позиций загружены"}])
    assert (result.state, state_of(w)) == ("draft", "result_ready")
    result = actions.hand_over(result, checked_by="maria", by=w.pavel, at=AT)
    assert (result.state, result.checked_by, state_of(w)) == ("handed", w.maria, "handed")
    result = actions.accept_handover(result, accepted=True, by=w.anna, at=AT)
    defence = actions.open_defence(result, channel="meeting", held_at=AT, by=w.anna, at=AT)
    assert (defence.round_no, state_of(w)) == (1, "on_defence")
    defence = actions.decide_defence(defence, accepted=True, evidence="письмо", by=w.anna, at=AT)

    stage = Stage.objects.get(pk=w.stage.pk)
    assert (defence.verdict, Result.objects.get().state, stage.state, stage.rounds) == ("accepted", "accepted", "accepted", 0)
    assert stage.accepted_at == AT
    assert result.criteria.get().criterion == "300 позиций видны"
    assert "acceptance.accepted" in Entry.objects.values_list("verb", flat=True)


def test_a_result_is_not_built_while_tasks_are_open():
    w = make.world()
    stage = make.add_stage(w.project, w.pavel, w.dev, done=False)

    with pytest.raises(Refused, match="1"):
        actions.build_result(stage, items=["Каталог"], by=w.pavel, at=AT)
    with pytest.raises(Malformed):
        make.built(w, criteria=[{"clause_id": 10**6, "how_met": "да"}])
    make.built(w)
    with pytest.raises(Refused):
        make.built(w)


@pytest.mark.parametrize("checked_by", ["pavel", "nobody", "finance", ""])
def test_four_eyes_the_handover_needs_a_second_person_who_may_check(checked_by):
    w = make.world()
    result = make.built(w)

    with pytest.raises(Refused) as refused:
        actions.hand_over(result, checked_by=checked_by, by=w.pavel, at=AT)

    assert refused.value.status == 409
    assert Result.objects.get().state == "draft"


def test_the_maker_does_not_check_their_own_result_but_a_colleague_does():
    w = make.world()
    result = make.built(w)
    with pytest.raises(Refused):
        actions.check_result(result, by=w.pavel, at=AT)

    result = actions.check_result(result, by=w.maria, at=AT)

    assert (result.state, state_of(w)) == ("checked", "checked")
    assert actions.hand_over(result, by=w.pavel, at=AT).checked_by == w.maria


def test_the_am_sends_a_poor_result_back_and_the_next_edition_follows():
    w = make.world()
    result = make.handed(w)
    with pytest.raises(Refused):
        actions.accept_handover(result, accepted=False, reason=" ", by=w.anna, at=AT)

    actions.accept_handover(result, accepted=False, reason="нет инструкции", by=w.anna, at=AT)

    assert state_of(w) == "in_work"
    assert make.built(w).edition == 2


def test_the_pm_does_not_defend_and_is_told_who_does_unless_a_cover_runs():
    w = make.world()
    result = actions.accept_handover(make.handed(w), accepted=True, by=w.anna, at=AT)

    with pytest.raises(NotYourDuty) as denied:
        actions.open_defence(result, channel="meeting", held_at=AT, by=w.pavel, at=AT)
    assert denied.value.duty == "result.defend"
    assert [who["login"] for who in denied.value.held_by] == ["anna"]
    assert not Defence.objects.exists()

    seat = w.engagement.seats.get(person=w.anna)
    stand_in(seat, w.pavel, starts_at=AT, ends_at=AT + timedelta(days=1), approved_by=w.anna)
    assert actions.open_defence(result, channel="meeting", held_at=AT, by=w.pavel, at=AT).round_no == 1
    assert Entry.objects.latest("seq").instead_of == w.anna


def test_sales_and_pm_the_pm_defends():
    w = make.world()
    scheme = RoleScheme.objects.get(code="sales_pm")
    SchemeInForce.objects.create(scheme=scheme, scope="engagement", scope_id=w.engagement.pk, starts_at=AT - timedelta(days=1))
    result = make.handed(w)

    assert actions.accept_handover(result, accepted=True, by=w.pavel, at=AT).state == "with_am"


def test_the_clients_contact_gives_the_verdict_without_evidence_and_staff_with_it():
    w = make.world()
    defence, contact = make.on_defence(w), make.contact(w.engagement)
    with pytest.raises(Refused):
        actions.decide_defence(defence, accepted=True, by=w.anna, at=AT)
    with pytest.raises(NotYourDuty):
        actions.decide_defence(defence, accepted=True, evidence="письмо", by=w.pavel, at=AT)

    actions.decide_defence(defence, accepted=True, by=contact, at=AT)

    with pytest.raises(Refused):
        actions.decide_defence(defence, accepted=False, remarks=[{"text": "цены"}], by=contact, at=AT)


def test_a_strangers_contact_neither_sees_nor_decides():
    w = make.world()
    defence = make.on_defence(w)
    other = make.make.engagement("Чужое", company="АО «Чужое»")
    stranger = make.contact(other, "stranger")

    assert not queries.defences_visible_to(stranger, AT).exists()
    with pytest.raises(NotYourDuty):
        actions.decide_defence(defence, accepted=True, by=stranger, at=AT)


def test_remarks_are_a_counted_way_back_and_only_the_pm_makes_tasks_of_them():
    w = make.world()
    defence = make.remarked(w, "Не видно цен", "Нужен новый раздел")
    stage = Stage.objects.get(pk=w.stage.pk)
    assert (stage.state, stage.rounds) == ("remarks", 1)
    assert Entry.objects.filter(facts__way_back="remarks").count() == 1
    prices, section = defence.remarks.order_by("pk")

    with pytest.raises(NotYourDuty):
        actions.classify_remark(prices, in_scope=True, by=w.pavel, at=AT)
    prices = actions.classify_remark(prices, in_scope=True, by=w.anna, at=AT)
    section = actions.classify_remark(section, in_scope=False, by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.plan_remark(section, assignee="dev", estimate_hours=Decimal(4), by=w.pavel, at=AT)
    with pytest.raises(NotYourDuty):
        actions.plan_remark(prices, assignee="dev", estimate_hours=Decimal(4), by=w.anna, at=AT)
    prices = actions.plan_remark(prices, assignee="dev", estimate_hours=Decimal(4), by=w.pavel, at=AT)

    assert (prices.state, prices.task.assignee, prices.task.from_remark_id) == ("planned", w.dev, prices.pk)
    change = ChangeRequest.objects.get()
    assert (change.remark, change.state, state_of(w)) == (section, "new", "in_work")


def test_the_next_edition_after_remarks_is_the_next_round():
    w = make.world()
    make.settled(w, make.remarked(w))

    w.stage.refresh_from_db()

    assert make.on_defence(w).round_no == 2


def test_a_change_is_priced_agreed_with_evidence_and_planned():
    w = make.world()
    remark = make.remarked(w).remarks.get()
    actions.classify_remark(remark, in_scope=False, by=w.anna, at=AT)
    change = ChangeRequest.objects.get()

    with pytest.raises(NotYourDuty):
        actions.price_change(change, price_kopecks=100, by=w.pavel, at=AT)
    with pytest.raises(Refused):
        actions.settle_change(change, agreed=True, evidence="письмо", by=w.anna, at=AT)
    change = actions.price_change(change, price_kopecks=5_000_000, hours=Decimal(10), by=w.anna, at=AT)
    with pytest.raises(Refused):
        actions.settle_change(change, agreed=True, by=w.anna, at=AT)
    change = actions.settle_change(change, agreed=True, evidence="письмо", by=w.anna, at=AT)
    change = actions.plan_change(change, assignee="dev", estimate_hours=Decimal(10), by=w.pavel, at=AT)

    assert (change.state, Task.objects.filter(pk=change.task_id).exists()) == ("planned", True)


def test_silence_past_its_day_is_acceptance_where_the_contract_says_so():
    w = make.world()
    defence = make.on_defence(w)
    late = AT + timedelta(days=20)
    with pytest.raises(Refused):
        actions.accept_by_silence(defence, by=system(), at=AT)

    assert [found.pk for found in queries.silent(late.date())] == [defence.pk]
    defence = actions.accept_by_silence(defence, by=system(), at=late)

    assert (defence.verdict, defence.by_silence, state_of(w)) == ("accepted", True, "accepted")
    assert not queries.silent(late.date()).exists()


def test_silence_means_nothing_without_the_clause():
    w = make.world(silence_means_accepted=False)
    defence = make.on_defence(w)

    assert defence.silence_due_on is None
    with pytest.raises(Refused):
        actions.accept_by_silence(defence, by=system(), at=AT + timedelta(days=90))


def test_the_desk_tells_whose_step_comes_next():
    w = make.world()
    make.handed(w)

    (row,) = queries.desk(w.anna, AT)
    assert (row.step, row.mine) == ("take", True)
    (row,) = queries.desk(w.pavel, AT)
    assert row.mine is False
    assert Remark.objects.count() == 0
