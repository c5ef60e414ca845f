"""Papers of a contract's life: as it was signed, what an amendment changes, orders, periods, the protocol."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.briefs.tests.test_agree import agreed, reworded, sent_again
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions, papers
from svyazka.deals.models import Amendment, Contract
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.deals.tests.test_papers import said
from svyazka.kit.papers import drawn_as
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db


def test_a_signed_contract_is_drawn_as_it_was_signed():
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000, court_city="Красноярск", payment_days=12)
    first, second = contract.stages.all()
    actions.amend_contract(contract, reason="Всё иначе", changed=[{"stage_id": first.pk, "title": "Иной этап"}], removed=[second.pk],
                           terms={"acceptance_days": 77, "payment_days": 33}, by=w.anna, at=MONDAY)  # fmt: skip
    told = said(papers.contract_paper(Contract.objects.get(), at=MONDAY, whole=True))
    assert "Этап 2" in told and "360 000,00" in told and "12 (двенадцати) календарных дней" in told and "город Красноярск" in told
    assert "Иной этап" not in told and "77 (" not in told and "33 (" not in told


def test_an_amendment_says_what_was_and_what_becomes():
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000)
    first, second = contract.stages.all()
    amendment = actions.draft_amendment(contract, reason="Меньше работы", changed=[{"stage_id": first.pk, "value_kopecks": 17_000_000}], removed=[second.pk],
                                        terms={"payment_days": 9}, by=w.anna, at=MONDAY)  # fmt: skip
    make.filled_in()
    drawn = papers.amendment_paper(Amendment.objects.get())
    told = said(drawn)
    assert drawn.missing == () and "Цена Договора уменьшается на 190 000,00" in told and "составляет 170 000,00" in told
    assert "исключается" in told and "160 000,00 руб." in told and "срок оплаты счёта – 9 календарных дней" in told
    actions.sign_amendment(amendment, signed_on=date(2026, 3, 2), by=w.anna, at=MONDAY)
    assert said(papers.amendment_paper(Amendment.objects.get())) == told


def test_an_order_is_drawn_as_an_application(client):
    w = make.world()
    make.offered(w)
    frame = actions.sign_contract(make.draft_frame(w), signed_on=date(2026, 3, 1), by=w.anna, at=MONDAY)
    order = actions.draft_amendment(frame, kind="order", reason="Раздел о производстве", stages=make.stages(1_000_000, 2_000_000), by=w.anna, at=MONDAY)
    told = said(papers.amendment_paper(order))
    assert "Раздел о производстве" in told and "30 000,00" in told and "Этап 2" in told
    account = make.client_of(w)
    places = (f"/deals/contracts/{frame.pk}/orders/1/pdf/", f"/api/v1/contracts/{frame.pk}/orders/1/docx")
    as_(client, w.anna)
    assert [client.get(place).status_code for place in places] == [200, 200]
    assert client.get(f"/deals/contracts/{frame.pk}/amendments/1/pdf/").status_code == 404
    client.force_login(account)
    assert client.get(places[1]).status_code == 404  # not sent yet
    actions.send_amendment(order, by=w.anna, at=MONDAY)
    assert client.get(places[1]).status_code == 200
    as_(client, person("irina", "am"))
    assert [client.get(place).status_code for place in places] == [404, 404]


@pytest.mark.parametrize(
    ("terms", "words"),
    [({}, "на следующий период не переносятся"), ({"rollover": "cap", "cap_hours": Decimal(6)}, "но не более 6 часов"),
     ({"rollover": "expiry", "lasts": 2}, "в течение 2 периодов после него"), ({"borrow_hours": Decimal(5)}, "использовать до 5 часов")],
)  # fmt: skip
def test_a_retainer_says_what_becomes_of_its_hours(terms, words):
    w = make.world()
    make.retained(w, **terms)
    make.filled_in()
    drawn = papers.contract_paper(Contract.objects.get(), at=MONDAY, whole=True)
    told = said(drawn)
    assert drawn.missing == () and words in told and "доступно 40 часов; всего за 3 периода – 120 часов" in told and "3 500,00" in told
    assert "стоит 3 500,00 руб. (Три тысячи пятьсот рублей 00 копеек)." in told and "по ставкам" not in told  # one price above the volume
    assert "Плата за период согласована Сторонами: 120 000,00" in told and "на один период" not in told


def test_an_estimate_of_one_period_leads_to_the_price_of_all_of_them():
    w = make.world()
    make.retained(w, fee_kopecks=make.PRICE, hours=Decimal(120))
    told = said(papers.annex_paper(Contract.objects.get(), "price", at=MONDAY))
    assert "Смета составлена на один период. Плата за период согласована Сторонами: 360 000,00" in told
    assert "всего за 3 периода – 1 080 000,00" in told


@pytest.mark.parametrize("kind", ["tm", "tm_capped"])
def test_time_is_paid_at_the_price_of_an_hour_that_the_contract_names(kind):
    w = make.world()
    contract = make.drafted(w, kind=kind, hour_kopecks=400_000)
    told = said(papers.contract_paper(contract, at=MONDAY))
    assert "Цена часа – 4 000,00 руб." in told and "по следующим ставкам" not in told and "рамочным" not in told
    asked = said(papers.application_paper(contract.stages.first(), at=MONDAY))
    assert "по цене часа – 4 000,00 руб." in asked

    Contract.objects.update(hour_kopecks=0, is_frame=True)
    told = said(papers.contract_paper(Contract.objects.get(), at=MONDAY))
    assert "по следующим ставкам" in told and "рамочным" in told


def test_an_application_of_a_fee_is_not_paid_by_the_hour():
    w = make.world()
    contract = make.drafted(w, kind="retainer")
    assert "Время на заявку" not in said(papers.application_paper(contract.stages.first(), at=MONDAY))


def test_the_protocol_has_its_rows():
    w = make.world()
    contract = actions.send_contract(make.drafted(w), by=w.anna, at=MONDAY)
    actions.disagree_contract(contract, rows=[{"clause": "5.2", "ours": "Пять дней", "theirs": "Тридцать дней"}], by=w.anna, at=MONDAY)
    row = contract.disagreements.get()
    actions.settle_disagreement(row, outcome="compromise", wording="Десять дней", by=w.anna, at=MONDAY)
    told = said(papers.annex_paper(contract, "disagreements", at=MONDAY))
    assert all(words in told for words in ("5.2", "Пять дней", "Тридцать дней", "Десять дней"))


def test_an_amendment_carries_the_edition_it_brings_in_as_its_annex():
    w = make.world()
    contract = make.signed(w)
    assert "Приложение №" not in said(papers.amendment_paper(actions.draft_amendment(contract, reason="Срок", terms={"payment_days": 9}, by=w.anna, at=MONDAY)))
    second = agreed(w, sent_again(w, reworded(w)))
    drafted = actions.draft_amendment(contract, reason="Корзина", brief_id=second.pk, by=w.anna, at=MONDAY)
    told = said(papers.amendment_paper(drafted))
    assert "Приложение № 1" in told and "к дополнительному соглашению № 2" in told
    new = second.clauses.get(criterion__contains="400").criterion
    assert "в редакции 2" in told and new in told.split("Приложение № 1")[1]
    for form, mark in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert drawn_as(form, papers.amendment_paper(drafted).paper).startswith(mark)
    actions.sign_amendment(drafted, signed_on=date(2026, 3, 2), by=w.anna, at=MONDAY)
    assert new in said(papers.amendment_paper(Amendment.objects.get(brief=second)))
    assert new not in said(papers.contract_paper(Contract.objects.get(), at=MONDAY, whole=True))  # the contract keeps its own
