"""Pages and API of papers and money."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.acceptance.tests.test_pages import JSON, as_
from svyazka.kit.tests.days import this_day
from svyazka.money.models import Act, Invoice
from svyazka.money.tests import make

pytestmark = pytest.mark.django_db
TODAY = str(this_day())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, language):
    w = make.world()
    head = make.make.make.person("head", "head")
    as_(client, w.anna, language)
    assert client.get("/money/").status_code == 200
    make.issued(w)
    act, invoice = Act.objects.get(), Invoice.objects.get()
    urls = ["/money/", "/money/?kind=acts", "/money/payments/", "/money/receivables/", f"/money/acts/{act.pk}/",
            f"/money/invoices/{invoice.pk}/", f"/money/acts/{act.pk}/pdf/", f"/money/invoices/{invoice.pk}/pdf/"]  # fmt: skip
    for person in (w.anna, w.finance, head):
        as_(client, person, language)
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    assert client.get("/money/margin/").status_code == 200
    assert as_(client, w.anna).get("/money/margin/").status_code == 404
    assert as_(client, w.dev).get("/money/").status_code == 404
    assert client.get(f"/money/invoices/{invoice.pk}/").status_code == 404


def test_from_the_accepted_stage_to_the_payment_by_pages(client):
    w = make.world()
    as_(client, w.anna).post(f"/money/stages/{w.stage.pk}/acts/")
    act = Act.objects.get()
    client.post(f"/money/acts/{act.pk}/sending/")
    client.post(f"/money/acts/{act.pk}/signing/", {"signed_on": "2026-03-03"})
    assert client.post(f"/money/stages/{w.stage.pk}/invoices/", {"due_on": "2099-03-20"}).status_code == 302
    invoice = Invoice.objects.get()
    denied = client.post(f"/money/invoices/{invoice.pk}/issuing/")
    assert denied.status_code == 403 and "Ольга" in denied.content.decode()
    as_(client, w.finance).post(f"/money/invoices/{invoice.pk}/issuing/")
    pay = f"/money/invoices/{invoice.pk}/payments/"
    assert client.post(pay, {"amount": "360000.01", "paid_on": "2026-03-10"}).status_code == 409
    assert client.post(pay, {"amount": "360000", "paid_on": "2026-03-10"}).status_code == 302
    assert Invoice.objects.get().state == "paid"


def test_the_spine_by_the_api(client):
    w = make.world()
    act = as_(client, w.anna).post(f"/api/v1/stages/{w.stage.pk}/acts", {}, JSON)
    assert act.status_code == 201, act.content
    assert client.post(f"/api/v1/acts/{act.json()['id']}/signing", {"signed_on": TODAY}, JSON).json()["state"] == "signed"
    invoice = client.post(f"/api/v1/stages/{w.stage.pk}/invoices", {"due_on": "2099-12-20"}, JSON).json()
    issuing = f"/api/v1/invoices/{invoice['id']}/issuing"
    assert client.post(issuing, {}, JSON).status_code == 403
    assert as_(client, w.finance).post(issuing, {}, JSON).json()["number"] == "1"
    body = {"invoice_id": invoice["id"], "amount": {"kopecks": 36_000_001, "currency": "RUB"}, "paid_on": TODAY}
    assert client.post("/api/v1/payments", body, JSON).status_code == 409
    body["amount"] = {"kopecks": 1, "currency": "USD"}
    assert client.post("/api/v1/payments", body, JSON).status_code == 409
    body["amount"] = {"kopecks": 36_000_000, "currency": "RUB"}
    paid = client.post("/api/v1/payments", body, JSON)
    assert (paid.status_code, paid.json()["invoice"]["open"]["kopecks"]) == (201, 0)
    assert client.get("/api/v1/payments").json()["items"][0]["amount"]["kopecks"] == 36_000_000
    assert client.get(f"/api/v1/invoices/{invoice['id']}/pdf").content.startswith(b"%PDF")


def test_the_lists_cost_the_same_for_one_and_for_five(client):
    w = make.world()
    make.issued(w)
    urls = ["/money/", "/money/?kind=acts", "/money/receivables/", "/money/payments/", "/money/margin/"]
    as_(client, w.finance)

    def cost(url: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    [cost(url) for url in urls]
    one = [cost(url) for url in urls]
    for _ in range(4):
        w.stage = make.make.add_stage(w.project, w.pavel, w.dev)
        make.make.accepted(w)
        w.stage.refresh_from_db()
        make.issued(w)
    assert [cost(url) for url in urls] == one
