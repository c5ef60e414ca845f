"""What a contract says of its acts: the cap, ads apart from the fee, hours above a period; removed stages end the engagement."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.deals.actions import amend_contract
from svyazka.deals.models import Contract, ContractStage, ExtraHours, Retainer, RetainerPeriod
from svyazka.kit import spent
from svyazka.kit.errors import Refused
from svyazka.money.tests import make
from svyazka.projects.actions import widen_project

pytestmark = pytest.mark.django_db


def lines(act) -> list:
    return [(line.title, line.total_kopecks) for line in act.lines.all()]


def test_no_act_goes_above_the_cap_and_an_amendment_raises_it():
    w = make.world()
    value = w.stage.value_kopecks
    Contract.objects.update(kind="tm_capped", price_kopecks=value - 1)
    with pytest.raises(Refused, match=r"cap|потолок"):
        make.act(w)
    Contract.objects.update(price_kopecks=value)
    amend_contract(Contract.objects.get(), reason="Больше работы", stages=[{"title": "Ещё", "value_kopecks": 5, "due_on": date(2026, 5, 1)}], by=w.anna, at=make.MONDAY)
    assert make.act(w).total_kopecks == value


def test_a_price_without_a_cap_is_a_guide():
    w = make.world()
    Contract.objects.update(kind="tm", price_kopecks=1)
    assert make.act(w).total_kopecks == w.stage.value_kopecks


def test_placing_ads_stands_apart_from_the_fee():
    w = make.world()
    ContractStage.objects.filter(pk=w.stage.contract_stage_id).update(placement_kopecks=w.stage.value_kopecks - 100)
    act = make.act(w)
    assert [total for _title, total in lines(act)] == [w.stage.value_kopecks - 100, 100] and act.total_kopecks == w.stage.value_kopecks


def test_agreed_hours_above_the_period_stand_on_its_act(monkeypatch):
    w = make.world()
    contract = w.stage.contract_stage.contract
    monkeypatch.setattr(spent, "_spent", lambda keys, first, last: {key: {date(2026, 3, 2): Decimal(46)} for key in keys})
    Retainer.objects.create(contract=contract, starts_on=date(2026, 3, 1), count=1, hours=40, fee_kopecks=w.stage.value_kopecks)
    period = RetainerPeriod.objects.create(contract=contract, stage=w.stage.contract_stage, number=1, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31),
                                           hours=40, fee_kopecks=w.stage.value_kopecks, overage_kopecks=350_000, state="open")  # fmt: skip
    ExtraHours.objects.create(period=period, hours=4, rate_kopecks=350_000, state="approved", asked_by=w.anna, asked_at=make.MONDAY)
    told = [(title.replace("\xa0", " "), total) for title, total in lines(make.act(w))]
    above = f"Часы сверх периода 01.03.2026 – 31.03.2026: 4 ч × 3 500 ₽, согласованы заказчиком 02.03.2026 по договору № {contract.number}"
    assert told[0] == (w.stage.title, w.stage.value_kopecks) and told[1][1] == 4 * 350_000 and told[1][0].startswith(above)


def test_an_engagement_whose_other_stages_are_removed_is_over_once_the_rest_is_paid():
    w = make.world()
    contract = w.stage.contract_stage.contract
    amend_contract(contract, reason="Добавили блог", stages=[{"title": "Блог", "value_kopecks": 5, "due_on": date(2026, 5, 1)}], by=w.anna, at=make.MONDAY)
    widen_project(w.stage.project, by=w.pavel, at=make.MONDAY)
    make.pay(w, make.issued(w), w.stage.value_kopecks)
    w.stage.engagement.refresh_from_db()
    assert w.stage.engagement.closed_at is None
    amend_contract(contract, reason="Блог не нужен", removed=[contract.stages.last().pk], by=w.anna, at=make.MONDAY)
    w.stage.engagement.refresh_from_db()
    assert (w.stage.engagement.state, Contract.objects.get(pk=contract.pk).state) == ("done", "closed")
