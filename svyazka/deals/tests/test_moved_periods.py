"""An amendment changes what becomes of hours left, and when periods begin, from one that has not begun on; a first month is counted by its days."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions, papers, queries
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.tests import make
from svyazka.deals.tests.test_papers import said
from svyazka.kit.errors import Refused

pytestmark = pytest.mark.django_db
MONDAY = make.MONDAY  # the second of March of 2026: of three periods the first runs


def periods(contract: Contract) -> list[tuple]:
    return [(one.starts_on, one.ends_on, one.hours, one.fee_kopecks, one.rollover) for one in contract.periods.order_by("number")]


def test_a_cut_first_month_by_hand(client):
    """17–31 March: 15 days of 31 of 120 000 roubles and 40 hours are 58 064,52 and 19,35."""
    w = make.world()
    contract = make.retained(w, starts_on=date(2026, 3, 17))
    assert [one[2:4] for one in periods(contract)] == [(Decimal("19.35"), 5_806_452), (Decimal(40), 12_000_000), (Decimal(40), 12_000_000)]
    assert [stage.value_kopecks for stage in contract.stages.all()] == [5_806_452, 12_000_000, 12_000_000] and contract.price_kopecks == 29_806_452
    told = said(papers.contract_paper(contract, at=MONDAY))
    assert "Первый период неполный: с 17.03.2026 по 31.03.2026, 15 дней из 31. Плата за него – 58 064,52 руб." in told and "19,35 часа" in told
    assert "99,35 часа" in told  # of all three
    page = as_(client, w.anna).get(f"/deals/contracts/{contract.pk}/hours/").content.decode()
    assert "15 из 31 дней месяца" in page


def test_hours_left_are_carried_from_a_period_on():
    w = make.world()
    contract = make.retained(w)
    changes = {"rollover": "cap", "cap_hours": "6", "from_number": 3}
    amendment = actions.draft_amendment(contract, reason="Перенос часов", terms={"retainer": changes}, by=w.anna, at=MONDAY)
    told = said(papers.amendment_paper(amendment))
    assert "с периода № 3" in told and "предельный объём переноса – 6 часов" in told
    actions.sign_amendment(amendment, signed_on=MONDAY.date(), by=w.anna, at=MONDAY)
    assert [one[4] for one in periods(contract)] == ["none", "none", "cap"]
    assert [queries.period_views(Contract.objects.get())[n].period.cap_hours for n in range(3)] == [None, None, 6]
    with pytest.raises(Refused):
        actions.amend_contract(Contract.objects.get(), reason="Поздно", terms={"retainer": {"rollover": "none", "from_number": 1}}, by=w.anna, at=MONDAY)


def test_periods_are_moved_from_one_on():
    """A pause of ten days: the second period begins on 11 April, is counted by its 20 days of 30; a period is added after it."""
    w = make.world()
    contract = make.retained(w)
    changes = {"starts_on": "2026-04-11", "count": 4}
    actions.amend_contract(contract, reason="Пауза", terms={"retainer": changes}, by=w.anna, at=MONDAY)
    contract = Contract.objects.get()
    assert periods(contract) == [
        (date(2026, 3, 1), date(2026, 3, 31), 40, 12_000_000, "none"), (date(2026, 4, 11), date(2026, 4, 30), Decimal("26.67"), 8_000_000, "none"),
        (date(2026, 5, 1), date(2026, 5, 31), 40, 12_000_000, "none"), (date(2026, 6, 1), date(2026, 6, 30), 40, 12_000_000, "none"),
    ]  # fmt: skip
    assert contract.price_kopecks == 44_000_000 == sum(stage.value_kopecks for stage in contract.stages.all())
    assert all(one.stage and one.stage.due_on == one.ends_on for one in contract.periods.all())
    with pytest.raises(Refused, match=r"31\.03\.2026"):
        actions.amend_contract(contract, reason="Назад", terms={"retainer": {"starts_on": "2026-03-31"}}, by=w.anna, at=MONDAY)
    with pytest.raises(Refused):  # nothing changes
        actions.amend_contract(contract, reason="То же", terms={"retainer": {"starts_on": "2026-04-11"}}, by=w.anna, at=MONDAY)


def test_by_page_and_by_call(client):
    w = make.world()
    contract = make.retained(w)
    new = f"/deals/contracts/{contract.pk}/amendments/new/"
    page = as_(client, w.anna).get(new).content.decode()
    assert 'name="from_number"' in page and 'value="2026-04-01"' in page
    typed = {"reason": "Перенос", "count": "3", "hours": "40", "fee_kopecks": "120000.00", "overage_kopecks": "3500.00", "borrow_hours": "0",
             "rollover": "expiry", "lasts": "2", "from_number": "3", "starts_on": "2026-04-01"}  # fmt: skip
    assert client.post(new, {**typed, "lasts": ""}).status_code == 409
    assert client.post(new, typed).status_code == 302
    amendment = Amendment.objects.get()
    assert amendment.terms == {"retainer": {"rollover": "expiry", "lasts": 2, "from_number": 3}}
    shown = client.get(f"/deals/amendments/{amendment.pk}/").content.decode()
    assert "С какого периода" in shown and "переносятся на несколько периодов" in shown.lower()
    assert 'value="expiry" selected' in client.get(f"/deals/amendments/{amendment.pk}/text/").content.decode()
    body = {"reason": "Сдвиг", "draft": True, "terms": {"retainer": {"starts_on": "2026-04-05", "cap_hours": "6.50", "rollover": "cap"}}}
    told = client.post(f"/api/v1/contracts/{contract.pk}/amendments", body, "application/json")
    assert told.status_code == 201
    assert Amendment.objects.last().terms == {"retainer": {"starts_on": "2026-04-05", "cap_hours": "6.5", "rollover": "cap"}}
    assert client.post(f"/api/v1/contracts/{contract.pk}/amendments", {**body, "terms": {"retainer": {"rollover": "ever"}}}, "application/json").status_code == 422
