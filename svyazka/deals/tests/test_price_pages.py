"""Pages and calls of rates, drafts, discounts, choices and the client's answer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions
from svyazka.deals.models import DealTerm, Discount, Estimate, Proposal, RateCard
from svyazka.deals.tests import make
from svyazka.deals.tests.test_drafts import LINE
from svyazka.deals.tests.test_offers import CHOICE, contact, key
from svyazka.deals.tests.test_pages import JSON
from svyazka.kit.tests.days import this_day
from svyazka.people.models import Person
from svyazka.roles.tests.make import person

pytestmark = pytest.mark.django_db
LATER = str(this_day() + timedelta(days=20))
FOREVER = "2099-01-01"


def line_of(n: int = 1, **told) -> dict[str, list]:
    """Return a row of the editor as a form sends it, and a blank one."""
    row = {"position": "1", "title": "Каталог", "specialism": "dev", "person": "", "optimistic": "", "hours": "40", "pessimistic": "",
           "rate_kopecks": "3 000", "clause_id": "", "group": "", "option": "", **told}  # fmt: skip
    return {f"line_{name}": [value] * n + [""] for name, value in row.items()}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_of_prices_is_drawn_for_everybody(client, language):
    w = make.world()
    ready = make.estimated(w, lines=CHOICE, passed=[{"kind": "media", "title": "Показы", "sum_kopecks": 100, "vat_note": "без НДС"}])
    proposal = make.offer(w, ready)
    actions.ask_discount(ready, percent=Decimal(12), reason="друг", by=w.anna, at=make.MONDAY)
    draft = actions.draft_estimate(w.engagement, by=w.pavel, at=make.MONDAY)
    pages = ["/deals/rates/", f"/deals/estimates/{ready.pk}/", f"/deals/estimates/{draft.pk}/", f"/deals/estimates/{draft.pk}/lines/",
             f"/deals/estimates/{draft.pk}/comparison/", f"/deals/estimates/{draft.pk}/comparison/?with={ready.pk}", "/deals/rows/pass/",
             f"/deals/proposals/{proposal.pk}/", f"/engagements/{w.engagement.pk}/", "/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head, person("money", "finance")):
        as_(client, who, language)
        assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert client.get(f"/deals/estimates/{ready.pk}/comparison/").status_code == 404, "nothing is before the first edition"
    assert client.get(f"/deals/estimates/{ready.pk}/lines/").status_code == 302
    as_(client, person("irina", "am"))
    assert [client.get(page).status_code for page in pages[1:6]] == [404] * 5


def test_rates_and_terms_by_pages(client):
    w = make.world()
    told = {"specialism": "dev", "price_kopecks": "3 200,00", "cost_kopecks": "1600", "starts_on": LATER}
    assert as_(client, w.pavel).post("/deals/rates/new/", told).status_code == 403
    assert as_(client, w.head).post("/deals/rates/new/", told | {"price_kopecks": "1e5"}).status_code == 422
    wrong = client.post("/deals/rates/new/", told | {"starts_on": "2020-01-01"})
    assert wrong.status_code == 409 and 'value="3 200,00"' in wrong.content.decode(), "what was typed is there again"
    assert client.post("/deals/rates/new/", told).status_code == 302
    rate = RateCard.objects.get(price_kopecks=320_000)
    assert client.post("/deals/rates/people/", {"person": "dev", "cost_kopecks": "1 900", "starts_on": LATER}).status_code == 302
    assert client.post("/deals/rates/terms/", {"code": "margin_floor", "value": "130", "starts_on": LATER}).status_code == 409
    assert client.post("/deals/rates/terms/", {"code": "margin_floor", "value": "35", "starts_on": LATER}).status_code == 302
    page = client.get("/deals/rates/").content.decode()
    assert "1\u00a0900\u00a0₽" in page and "3\u00a0200\u00a0₽" in page
    assert "1\u00a0900\u00a0₽" not in as_(client, w.pavel).get("/deals/rates/").content.decode()
    assert as_(client, w.head).post(f"/deals/rates/rates/{rate.pk}/calling-off/").status_code == 302
    assert not RateCard.objects.filter(pk=rate.pk).exists()
    assert client.post(f"/deals/rates/terms/{DealTerm.objects.get(value=35).pk}/calling-off/").status_code == 302
    assert client.post("/deals/rates/moons/1/calling-off/").status_code == 404


def test_a_draft_by_pages_from_the_clauses_to_the_freeze(client):
    w = make.world()
    brief = briefs.judged(w)
    as_(client, w.pavel)
    assert client.post(f"/deals/estimates/new/{brief.pk}/", {**line_of(hours=""), "reserve_percent": "0", "draft": "1"}).status_code == 302
    draft = Estimate.objects.get()
    page = f"/deals/estimates/{draft.pk}/"
    told = {"reserve_percent": "10", "_version": draft.version, "pass_kind": ["media"], "pass_title": ["Показы"], "pass_sum_kopecks": ["50 000"],
            "pass_fee_percent": ["15"], "pass_vat_note": ["НДС 22 %"], "pass_in_price": ["1"]}  # fmt: skip
    half = client.post(page + "lines/", {**line_of(optimistic="30"), **told})
    assert half.status_code == 422 and "лучший случай" in half.content.decode()
    assert client.post(page + "lines/", {**line_of(optimistic="30", pessimistic="80"), **told}).status_code == 302
    draft.refresh_from_db()
    assert (draft.lines.get().hours, draft.passed.get().fee_kopecks, draft.reserve_percent) == (45, 750_000, 10)
    stale = client.post(page + "lines/", {**line_of(title="Моё слово"), **told})
    assert stale.status_code == 412 and "Моё слово" in stale.content.decode() and draft.lines.get().title == "Каталог"
    draft.refresh_from_db()
    more = client.post(page + "lines/", {**line_of(title="Ещё"), **told, "more": "rows-line"})
    assert more.status_code == 200 and draft.lines.count() == 1
    assert client.post(page + "clauses/", {"_version": draft.version}).status_code == 302
    assert draft.lines.count() == 2
    assert client.post(page + "freezing/").status_code == 302 and Estimate.objects.get().state == "draft", "a clause has no hours yet"
    draft.refresh_from_db()
    assert client.post(page + "lines/", {**line_of(), **told, "_version": draft.version, "freeze": "1"}).status_code == 302
    assert Estimate.objects.get().state == "ready"
    assert client.post(f"/deals/estimates/drafts/{w.engagement.pk}/").status_code == 302
    assert Estimate.objects.count() == 2
    assert client.post(f"/deals/estimates/drafts/{w.engagement.pk}/").status_code == 302
    assert Estimate.objects.count() == 2


def test_lines_stand_in_the_order_of_their_numbers(client):
    w = make.world()
    brief = briefs.judged(w)
    rows = line_of()
    told = {name: [cells[0]] * 3 for name, cells in rows.items()} | {"line_title": ["А", "Б", "В"], "line_position": ["3", "", "1"], "reserve_percent": "0"}
    assert as_(client, w.pavel).post(f"/deals/estimates/new/{brief.pk}/", told).status_code == 302
    assert [line.title for line in Estimate.objects.get().lines.all()] == ["В", "А", "Б"]


def test_a_discount_by_pages(client):
    w = make.world()
    estimate = make.estimated(w)
    page = f"/deals/estimates/{estimate.pk}/"
    as_(client, w.anna)
    offered = {"price_kopecks": "360 000", "percent": "12", "reason": "друг", "valid_until_on": FOREVER}
    assert client.post(page + "proposals/", offered).status_code == 409
    assert client.post(page + "discounts/", {"reason": "друг"}).status_code == 422
    assert client.post(page + "discounts/", {"percent": "12", "reason": "друг"}).status_code == 302
    assert client.post(page + "discounts/", {"percent": "13", "reason": "друг"}).status_code == 409
    answer = f"/deals/discounts/{Discount.objects.get().pk}/answer/"
    assert client.post(answer, {"agreed": "1"}).status_code == 403
    assert as_(client, w.head).post(answer, {"agreed": "0", "reason": ""}).status_code == 409
    assert "скидке" in client.get("/").content.decode()
    assert client.post(answer, {"agreed": "1"}).status_code == 302
    assert as_(client, w.anna).post(page + "proposals/", offered).status_code == 302
    assert Proposal.objects.get().price_kopecks == 31_680_000


def test_the_account_manager_writes_down_the_choice_by_the_page(client):
    w = make.world()
    proposal = make.offer(w, make.estimated(w, lines=CHOICE))
    page = f"/deals/proposals/{proposal.pk}/answers/"
    told = {"accepted": "1", "chosen": "1", "via": "phone", "choice-1": key(proposal, "WordPress"), "option": key(proposal, "Английский")}
    assert as_(client, w.anna).post(page, told | {"choice-1": "", "option": ""}).status_code == 409
    assert client.post(page, told).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.accepted_kopecks, proposal.answered_via) == (39_000_000, "phone")
    assert "390" in client.get(f"/deals/proposals/{proposal.pk}/").content.decode()


def in_portal(client, account: Person, language="ru"):
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_client_chooses_in_the_portal(client, language):
    w = make.world()
    proposal, account = make.offer(w, make.estimated(w, lines=CHOICE)), contact(w)
    Proposal.objects.update(valid_until_on=FOREVER, discount_reason="внутренняя причина")
    page = f"/portal/proposals/{proposal.pk}/"
    in_portal(client, account, language)
    assert page in client.get("/portal/").content.decode()
    assert page in client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
    shown = client.get(page).content.decode()
    assert "WordPress" in shown and "внутренняя причина" not in shown and "внутренняя причина" not in client.get(f"/api/v1{page[:-1]}").content.decode()
    assert client.get(page + "pdf/")["Content-Type"] == "application/pdf"
    assert client.post(page + "answer/", {"accepted": "0", "reason": ""}).status_code == 409
    assert client.post(page + "answer/", {"accepted": "1", "option": key(proposal, "Английский")}).status_code == 409
    told = {"accepted": "1", "choice-1": key(proposal, "WordPress")}
    assert client.post(page + "answer/", told).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.accepted_kopecks) == ("accepted", 33_000_000)
    assert client.get(page).status_code == 200 and page not in client.get("/portal/").content.decode()
    assert client.post(page + "answer/", told).status_code == 409


def test_a_stranger_and_a_colleague_find_no_proposal_in_the_portal(client):
    w = make.world()
    proposal = make.offered(w)
    contact(w)
    stranger = Person.objects.create_user("stranger", kind="contact", name="Чужой")
    for who in (stranger, w.anna):
        in_portal(client, who)
        for page in ("", "pdf/"):
            assert client.get(f"/portal/proposals/{proposal.pk}/{page}").status_code == 404
        assert client.post(f"/portal/proposals/{proposal.pk}/answer/", {"accepted": "1"}).status_code == 404
    assert client.get(f"/api/v1/portal/proposals/{proposal.pk}").status_code == 404


def test_the_whole_way_by_the_api(client):
    w = make.world()
    brief = briefs.judged(w)
    here = f"/api/v1/engagements/{w.engagement.pk}"
    as_(client, w.pavel)
    draft = client.post(f"{here}/estimate-drafts", {}, JSON).json()
    assert (draft["state"], [line["title"] for line in draft["lines"]]) == ("draft", ["Каталог"])
    call = f"/api/v1/estimates/{draft['id']}"
    assert client.post(f"{call}/freezing", {}, JSON).status_code == 409
    rows = [{"title": "Каталог", "specialism": "dev", "optimistic": "30", "likely": "40", "pessimistic": "80", "clause_id": brief.clauses.first().pk},
            {"title": "Блог", "specialism": "copy", "hours": "10", "option": "Блог"}]  # fmt: skip
    passed = [{"kind": "media", "title": "Показы", "sum": {"kopecks": 1_000_000}, "fee_percent": "10", "in_price": False}]
    stale = client.put(call, {"lines": rows}, JSON, headers={"If-Match": "77"})
    assert stale.status_code == 412
    written = client.put(call, {"lines": rows, "passed": passed, "reserve_percent": "10"}, JSON, headers={"If-Match": str(draft["version"])}).json()
    assert (written["total"]["kopecks"], written["hours"], written["lines"][0]["hours"]) == (14_850_000 + 100_000, "45", "45")
    assert written["options"][0]["price"]["kopecks"] == 1_980_000 and written["eight_of_ten"]["hours"] == ["34.32", "55.68"]
    assert client.post(f"{call}/clauses", {}, JSON).status_code == 200
    assert client.post(f"{call}/freezing", {}, JSON).json()["state"] == "ready"
    second = client.post(f"{here}/estimate-drafts", {}, JSON).json()
    told = client.get(f"/api/v1/estimates/{second['id']}/comparison?with={draft['id']}").json()
    assert [line["change"] for line in told["lines"]] == ["same", "same"]
    as_(client, w.anna)
    asked = client.post(f"{call}/discounts", {"sum": {"kopecks": 2_000_000}, "reason": "друг"}, JSON)
    assert asked.status_code == 201 and client.get(f"{call}/discounts").json()["items"][0]["state"] == "waiting"
    settled = as_(client, w.head).post(f"/api/v1/discounts/{asked.json()['id']}/answers", {"agreed": True}, JSON)
    assert settled.json()["state"] == "approved"
    offered = as_(client, w.anna).post(f"{call}/proposals", {"price": {"kopecks": 12_950_000}, "discount_reason": "друг", "message": "Вот"}, JSON).json()
    assert (offered["base"]["kopecks"], offered["options"][0]["name"], offered["message"]) == (12_950_000, "Блог", "Вот")
    assert client.get(f"{here}/proposals").json()["items"] == [client.get(f"/api/v1/proposals/{offered['id']}").json()]
    Proposal.objects.update(valid_until_on=FOREVER)
    in_portal(client, contact(w))
    assert client.get("/api/v1/portal").json()["proposals"][0]["id"] == offered["id"]
    answered = client.post(f"/api/v1/portal/proposals/{offered['id']}/answers", {"accepted": True, "picked": [offered["options"][0]["id"]]}, JSON)
    assert answered.json()["accepted_price"]["kopecks"] == 12_950_000 + 1_980_000
    assert client.get(f"/api/v1/proposals/{offered['id']}").status_code == 404, "the inner shape is the agency's"


def test_rates_by_the_api(client):
    w = make.world()
    body = {"specialism": "dev", "price": {"kopecks": 320_000}, "cost": {"kopecks": 160_000}, "starts_on": LATER}
    assert as_(client, w.anna).post("/api/v1/rates", body, JSON).json()["duty"] == "rate.keep"
    assert "cost" not in client.get("/api/v1/rates").json()["items"][0]
    rate = as_(client, w.head).post("/api/v1/rates", body, JSON).json()
    assert rate["cost"]["kopecks"] == 160_000
    own = client.post("/api/v1/person-rates", {"person": "dev", "cost": {"kopecks": 170_000}, "starts_on": LATER}, JSON).json()
    assert client.get("/api/v1/person-rates").json()["items"] == [own]
    term = client.post("/api/v1/deal-terms", {"code": "discount_limit", "value": "12", "starts_on": LATER}, JSON).json()
    assert client.get("/api/v1/deal-terms").json()["today"]["discount_limit"] == "10"
    for path in (f"/api/v1/rates/{rate['id']}", f"/api/v1/person-rates/{own['id']}", f"/api/v1/deal-terms/{term['id']}"):
        assert client.delete(path).status_code == 200 and client.delete(path).status_code == 404


@pytest.mark.parametrize("body", [
    {"lines": [{"title": "К", "specialism": "dev", "hours": "1e5"}]}, {"lines": [{"title": "К", "specialism": "dev", "hours": "NaN"}]},
    {"lines": [{"title": "К", "specialism": "dev", "hours": "1", "rate": {"kopecks": 1e5}}]}, {"lines": [], "reserve_percent": "1e1"},
    {"lines": [{"title": "К", "specialism": "dev", "hours": "1", "rate": {"kopecks": 10**14}}]},
    {"lines": [{"title": "К", "specialism": "dev", "hours": "1", "rate": {"kopecks": 1, "currency": "USD"}}]},
])  # fmt: skip
def test_strange_numbers_are_refused_by_the_api_with_a_word(client, body):
    w = make.world()
    brief = briefs.judged(w)
    answer = as_(client, w.pavel).post(f"/api/v1/engagements/{w.engagement.pk}/estimates", {"brief_id": brief.pk, **body}, JSON)
    assert answer.status_code == 422 and answer.json()["reasons"]
    assert not Estimate.objects.exists()


@pytest.mark.parametrize("typed", ["NaN", "1e5", "Infinity", "-1", "1000000000000", "0x10"])
def test_strange_sums_are_refused_by_every_form_of_prices(client, typed):
    w = make.world()
    estimate = make.estimated(w)
    page = f"/deals/estimates/{estimate.pk}/"
    as_(client, w.anna)
    assert client.post(page + "proposals/", {"price_kopecks": typed, "valid_until_on": FOREVER}).status_code == 422
    assert client.post(page + "discounts/", {"sum_kopecks": typed, "reason": "x"}).status_code == 422
    as_(client, w.head)
    assert client.post(page + "approval/", {"price_kopecks": typed}).status_code == 422
    assert client.post("/deals/rates/new/", {"specialism": "dev", "price_kopecks": typed, "cost_kopecks": "1", "starts_on": LATER}).status_code == 422
    as_(client, w.pavel)
    assert client.post(f"/deals/estimates/new/{estimate.brief_id}/", {**line_of(rate_kopecks=typed), "reserve_percent": "0"}).status_code == 422
    assert Proposal.objects.count() == 0 and Estimate.objects.count() == 1


def test_a_page_of_an_estimate_costs_the_same_for_few_and_many_lines(client):
    w = make.world()
    brief = briefs.judged(w)
    as_(client, w.pavel)

    def cost(lines: int) -> tuple[int, int]:
        made = actions.build_estimate(w.engagement, brief_id=brief.pk, lines=[LINE] * lines, by=w.pavel, at=make.MONDAY)
        found = []
        for page in (f"/deals/estimates/{made.pk}/", f"/api/v1/estimates/{made.pk}"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return tuple(found)

    cost(1)
    assert cost(2) == cost(60)
