"""Pages and API of bonuses: my statement, the rules, the closing of a month."""

from datetime import date

import pytest

from svyazka.acceptance.tests.test_pages import JSON, as_
from svyazka.bonus.models import BonusRule
from svyazka.bonus.tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "en"])
def test_my_page_is_drawn_before_and_after_the_close_and_after_a_correction(client, language):
    w = make.world()
    payment = make.pay(w)
    head = w.head
    for person in (w.anna, w.pavel, w.dev, head):
        assert as_(client, person, language).get("/bonus/?month=2026-03").status_code == 200
    make.close(w, "2026-03")
    make.correct(w, payment, make.TOTAL)
    make.close(w, "2026-04")
    page = as_(client, w.anna, language).get("/bonus/?month=2026-04").content.decode()
    assert "возврат" in page and client.get("/bonus/?month=2026-03").status_code == 200


def test_the_head_closes_a_month_by_the_page_and_the_am_does_not(client):
    w = make.world()
    make.pay(w)
    assert as_(client, w.anna).post("/bonus/months/2026-03/closing/").status_code == 403
    assert as_(client, w.head).post("/bonus/months/2026-03/closing/").status_code == 302
    assert client.post("/bonus/months/2026-03/closing/").status_code == 302
    assert make.totals()["anna"] > 0


def test_a_rule_is_changed_by_the_page(client):
    w = make.world()
    rule = BonusRule.objects.get(code="am_received")
    page = f"/bonus/rules/{rule.pk}/changes/"
    told = {"percent": "6.5", "starts_on": "2099-01-01"}
    assert as_(client, w.anna).post(page, told).status_code == 403
    assert as_(client, w.head).post(page, {**told, "percent": "101"}).status_code == 302
    assert BonusRule.objects.filter(code="am_received").count() == 1
    assert client.post(page, told).status_code == 302
    assert BonusRule.objects.get(code="am_received", ends_on=None).starts_on == date(2099, 1, 1)


def test_a_rule_is_changed_by_the_api(client):
    w = make.world()
    rule = BonusRule.objects.get(code="am_received")
    call, body = f"/api/v1/bonus/rules/{rule.pk}/changes", {"percent": "6.5", "starts_on": "2099-01-01"}
    assert as_(client, w.anna).post(call, body, JSON).status_code == 403
    assert as_(client, w.head).post(call, {**body, "percent": "101"}, JSON).status_code == 409
    assert client.post(call, body, JSON).json()["percent"] == "6.5"
    assert client.post(call, body, JSON).status_code == 409


def test_my_statement_by_the_api_explains_each_row(client):
    w = make.world()
    payment = make.pay(w)
    assert as_(client, w.head).post("/api/v1/bonus/months/2026-03/closing", {}, JSON).status_code == 201
    assert client.post("/api/v1/bonus/months/2026-03/closing", {}, JSON).status_code == 409
    make.correct(w, payment, make.TOTAL)
    make.close(w, "2026-04")

    told = as_(client, w.anna).get("/api/v1/me/bonus?month=2026-04").json()

    assert told["total"]["kopecks"] == -1_980_000
    assert [row["state"] for row in told["rows"]] == ["accrued", "accrued"]
    assert told["rows"][0]["formula"] == "-360000.00 × 5.00% = -18000.00"
    assert as_(client, make.make.make.contact(w.engagement)).get("/api/v1/me/bonus").status_code == 404
