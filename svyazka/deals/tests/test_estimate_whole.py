"""An estimate tried whole: a tax that changes by date, options, what is passed on, three points, a discount by other eyes; many lines; strange figures."""

from datetime import timedelta
from decimal import Decimal
from time import perf_counter

import pytest

from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions, queries
from svyazka.deals.models import DealTerm, Estimate
from svyazka.deals.tests import make
from svyazka.kit.errors import Refused
from svyazka.people.actions import change_tax
from svyazka.people.models import LegalEntity

pytestmark = pytest.mark.django_db
MONDAY, DAY = make.MONDAY, timedelta(days=1)
HOUR = {"specialism": "dev", "rate_kopecks": 300_000}
LINES = (
    {**HOUR, "title": "Каталог", "optimistic": Decimal(60), "likely": Decimal(90), "pessimistic": Decimal(180)},  # (60 + 360 + 180) / 6 = 100
    {**HOUR, "title": "Битрикс", "hours": Decimal(20), "group": "CMS", "option": "Битрикс"},
    {**HOUR, "title": "WordPress", "hours": Decimal(10), "group": "CMS", "option": "WordPress"},
    {**HOUR, "title": "Английский", "hours": Decimal(15), "option": "Английский"},
)
PASSED = ({"kind": "licence", "title": "Лицензия", "sum_kopecks": 1_000_000, "fee_percent": Decimal(10)},
          {"kind": "media", "title": "Реклама", "sum_kopecks": 9_000_000, "fee_percent": Decimal(5), "in_price": False})  # fmt: skip


@pytest.mark.parametrize(("regime", "mode", "percent", "price", "vat"), [
    # base 100 h, Bitrix 20 h, reserve 10 %: 39 600 000; fees 100 000 + 450 000; the licence inside: 1 000 000 (on top of it VAT too)
    ("osno", "on_top", Decimal(22), 50_203_000, 9_053_000), ("osno", "included", Decimal(22), 41_150_000, 7_420_492),
    ("usn", "included", Decimal(5), 41_150_000, 1_959_524), ("usn", "included", Decimal(7), 41_150_000, 2_692_056), ("usn", "none", None, 41_150_000, 0),
])  # fmt: skip
def test_every_regime_from_its_day(regime, mode, percent, price, vat):
    w = make.world()
    before = make.estimated(w, lines=LINES, passed=PASSED, reserve_percent=Decimal(10))
    change_tax(LegalEntity.objects.get(), regime=regime, vat_mode=mode, vat_percent=percent, basis="п. 1 ст. 145 НК РФ", starts_on=MONDAY.date() + DAY,
               by=w.head, at=MONDAY)  # fmt: skip
    later = actions.build_estimate(w.engagement, brief_id=before.brief_id, lines=LINES, passed=PASSED, reserve_percent=Decimal(10), by=w.pavel, at=MONDAY + DAY)
    told = queries.totals_of(later)
    assert (told.price_kopecks, told.vat_kopecks) == (price, vat)
    assert queries.totals_of(Estimate.objects.get(pk=before.pk)).vat_kopecks == 0  # the one before keeps its day
    low, high = told.hours_between()
    assert (told.hours, low + high) == (120, 240) and round(high - low, 1) == Decimal("51.3")  # 2 × 1.2816 × (180 − 60) / 6


def test_a_discount_by_other_eyes_beside_the_floor():
    w = make.world()
    DealTerm.objects.filter(code="discount_limit").update(value=10)
    estimate = make.estimated(w, lines=LINES, passed=PASSED)
    with pytest.raises(Refused):
        actions.send_proposal(estimate, percent=Decimal(15), reason="Просят", by=w.anna, at=MONDAY)
    asked = actions.ask_discount(estimate, percent=Decimal(15), reason="Просят", by=w.anna, at=MONDAY)
    actions.settle_discount(asked, agreed=True, by=w.head, at=MONDAY)
    sent = actions.send_proposal(Estimate.objects.get(), percent=Decimal(15), reason="Просят", by=w.anna, at=MONDAY)
    # 36 000 000 of work and 550 000 of fees less 15 %, the licence whole: 31 067 500 + 1 000 000
    assert sent.price_kopecks == 32_067_500
    with pytest.raises(Refused):
        actions.send_proposal(Estimate.objects.get(), percent=Decimal(30), reason="Ещё", by=w.anna, at=MONDAY)


def test_two_hundred_lines_by_the_page(client):
    w = make.world()
    brief = briefs.judged(w)
    rows = 200
    typed = {
        "reserve_percent": "10", "line_position": [str(n) for n in range(1, rows + 1)], "line_title": [f"Строка {n}" for n in range(rows)], "line_clause_id": [""] * rows,
        "line_specialism": ["dev"] * rows, "line_person": [""] * rows, "line_optimistic": [""] * rows, "line_hours": ["1,5"] * rows,
        "line_pessimistic": [""] * rows, "line_rate_kopecks": ["3 000"] * rows, "line_option": [""] * rows, "line_group": [""] * rows,
    }  # fmt: skip
    started = perf_counter()
    assert as_(client, w.pavel).post(f"/deals/estimates/new/{brief.pk}/", typed).status_code == 302
    estimate = Estimate.objects.get()
    assert estimate.lines.count() == rows and queries.totals_of(estimate).price_kopecks == 99_000_000
    assert client.get(f"/deals/estimates/{estimate.pk}/").status_code == 200
    assert perf_counter() - started < 20  # a page of two hundred lines is for people, not for minutes
    wrong = client.post(f"/deals/estimates/new/{brief.pk}/", {**typed, "line_hours": ["1e9"] + ["1,5"] * (rows - 1)})
    assert wrong.status_code == 422 and "Строка 199" in wrong.content.decode()


@pytest.mark.parametrize("hours", ["-1", "NaN", "Infinity", "1e5", "999999999", "0.001", "\u0661\u0662", "0x10", "1,2,3", "\x00"])
def test_hostile_hours_lose_nothing_that_was_typed(client, hours):
    w = make.world()
    brief = briefs.judged(w)
    typed = {"line_position": ["1"], "line_title": ["Каталог товаров"], "line_clause_id": [""], "line_specialism": ["dev"], "line_person": [""],
             "line_optimistic": [""], "line_hours": [hours], "line_pessimistic": [""], "line_rate_kopecks": ["3 000"], "line_option": [""], "line_group": [""]}  # fmt: skip
    page = as_(client, w.pavel).post(f"/deals/estimates/new/{brief.pk}/", {**typed, "reserve_percent": "10"})
    assert page.status_code in (400, 409, 422) and not Estimate.objects.exists()
    assert "Каталог товаров" in page.content.decode()
