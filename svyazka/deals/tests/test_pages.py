"""Pages and papers of deals: in both languages, hidden from strangers, money shown to those who may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals.actions import sign_contract
from svyazka.deals.models import Contract, Estimate, Proposal
from svyazka.deals.tests import make
from svyazka.kit.tests.days import this_day
from svyazka.people.models import LegalEntity
from svyazka.roles.tests.make import engagement, person

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn(client, language):
    w = make.world()
    contract = make.signed(w)
    proposal = contract.proposal
    brief = proposal.estimate.brief
    pages = ["/deals/", "/deals/?kind=proposals", "/deals/?kind=estimates&q=завод", f"/deals/estimates/new/{brief.pk}/",
             f"/deals/estimates/{proposal.estimate_id}/", f"/deals/proposals/{proposal.pk}/", f"/deals/contracts/{contract.pk}/",
             f"/deals/contracts/new/{w.engagement.pk}/", "/deals/rows/stage/", f"/deals/rows/line/?brief={brief.pk}",
             f"/briefs/{brief.pk}/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        as_(client, who, language)
        assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_the_story_by_pages(client):
    w = make.world()
    brief = briefs.judged(w)
    clause = brief.clauses.first()
    editor = f"/deals/estimates/new/{brief.pk}/"
    line = {"line_title": ["Каталог", ""], "line_specialism": ["dev", "dev"], "line_hours": ["120", ""],
            "line_rate_kopecks": ["3 000,00", ""], "line_clause_id": [str(clause.pk), ""], "reserve_percent": "0"}  # fmt: skip
    assert as_(client, w.anna).post(editor, line).status_code == 403
    assert as_(client, w.pavel).post(editor, {**line, "line_hours": ["-1", ""]}).status_code == 422
    assert client.post(editor, line).status_code == 302
    estimate = Estimate.objects.get()
    page = f"/deals/estimates/{estimate.pk}/"
    assert "360" in client.get(page).content.decode()
    low = as_(client, w.anna).post(page + "proposals/", {"price_kopecks": "200 000", "valid_until_on": "2030-01-01"})
    assert low.status_code == 409
    assert client.post(page + "proposals/", {"price_kopecks": "360 000,00", "valid_until_on": "2030-01-01"}).status_code == 302
    proposal = Proposal.objects.get()
    assert client.post(f"/deals/proposals/{proposal.pk}/answers/", {"accepted": "1", "reason": ""}).status_code == 302
    terms = {"kind": "fixed", "legal_entity": LegalEntity.objects.get().pk, "acceptance_days": "5", "rounds_included": "2",
             "stage_title": ["Каталог", "Запуск", ""], "stage_value_kopecks": ["200 000", "150 000", ""],
             "stage_due_on": [*(str(this_day() + timedelta(days=n)) for n in (60, 90)), ""]}  # fmt: skip
    draft = f"/deals/contracts/new/{w.engagement.pk}/"
    assert client.post(draft, terms).status_code == 409
    assert client.post(draft, {**terms, "stage_value_kopecks": ["200 000", "160 000", ""]}).status_code == 302
    contract = f"/deals/contracts/{Contract.objects.get().pk}/"
    assert client.post(contract + "sending/").status_code == 302
    assert client.post(contract + "disagreements/", {"reason": "пеня"}).status_code == 302
    assert as_(client, w.pavel).post(contract + "signing/", {"signed_on": "2026-03-01"}).status_code == 403
    assert as_(client, w.anna).post(contract + "signing/", {"signed_on": "2026-03-01"}).status_code == 409
    assert client.post(contract + "signing/", {"signed_on": str(this_day())}).status_code == 302
    more = {"reason": "блог", "stage_title": ["Блог"], "stage_value_kopecks": ["50 000"], "stage_due_on": ["2030-05-01"]}
    assert client.post(contract + "amendments/", more).status_code == 302
    assert Contract.objects.get().price_kopecks == 41_000_000


def test_cost_is_shown_only_to_those_who_may_see_it(client):
    w = make.world()
    estimate = make.estimated(w)
    page, call = f"/deals/estimates/{estimate.pk}/", f"/api/v1/estimates/{estimate.pk}"
    assert "Маржа этой сметы" not in as_(client, w.anna).get(page).content.decode()
    for who in (w.anna, w.pavel):
        told = as_(client, who).get(call).json()
        assert not {"cost", "margin", "margin_percent"} & told.keys() and told["margin_hidden"] and told["below_floor"] is False
    assert as_(client, w.head).get(call).json()["cost"]["kopecks"] == 18_000_000
    assert "Маржа этой сметы" in client.get(page).content.decode()


def test_what_is_not_seen_is_not_there(client):
    w = make.world()
    contract = make.signed(w)
    as_(client, person("irina", "am"))
    pages = [f"/deals/contracts/{contract.pk}/", f"/deals/contracts/{contract.pk}/pdf/", f"/deals/proposals/{contract.proposal_id}/pdf/",
             f"/deals/estimates/{contract.proposal.estimate_id}/", f"/api/v1/contracts/{contract.pk}"]  # fmt: skip
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)


def test_papers_are_pdf(client):
    w = make.world()
    contract = make.signed(w)
    as_(client, w.anna)
    for page in (f"/deals/contracts/{contract.pk}/pdf/", f"/deals/proposals/{contract.proposal_id}/pdf/"):
        answer = client.get(page)
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
        assert "filename*=UTF-8''" in answer["Content-Disposition"]


@pytest.mark.parametrize("page", ["/deals/", "/deals/?kind=proposals", "/deals/?kind=estimates"])
def test_lists_cost_the_same_for_few_and_many(client, page):
    w = make.world()
    as_(client, w.anna)

    def cost(more: int) -> int:
        for number in range(more):
            w.engagement = engagement(f"Работа {number} из {more}", company=f"ООО {more}-{number}", am=w.anna, pm=w.pavel)
            make.drafted(w)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    cost(1)
    assert cost(2) == cost(12)


def test_the_head_approves_a_price_by_the_page_and_by_the_api(client):
    w = make.world()
    estimate = make.estimated(w)
    page, call = f"/deals/estimates/{estimate.pk}/approval/", f"/api/v1/estimates/{estimate.pk}/approval"
    assert as_(client, w.pavel).post(page, {"price_kopecks": "200 000"}).status_code == 403
    assert as_(client, w.head).post(page, {"price_kopecks": "0"}).status_code == 422
    assert client.post(page, {"price_kopecks": "200 000"}).status_code == 302
    assert Estimate.objects.get().approved_price_kopecks == 20_000_000
    assert client.get(f"/deals/estimates/{estimate.pk}/").status_code == 200
    assert client.post(call, {"price": {"kopecks": 0}}, JSON).status_code == 409
    assert client.post(call, {"price": {"kopecks": 19_000_000}}, JSON).json()["approved_price"]["kopecks"] == 19_000_000
    assert client.post(call, {}, JSON).json()["approved_price"]["kopecks"] == 36_000_000
    assert client.generic("POST", call).status_code == 200


def test_a_draft_is_ended_by_the_page_and_a_signed_contract_by_the_api(client):
    w = make.world()
    contract = make.drafted(w)
    page = f"/deals/contracts/{contract.pk}/termination/"
    assert as_(client, w.pavel).post(page, {"reason": "сам"}).status_code == 403
    assert as_(client, w.anna).post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "другие сроки"}).status_code == 302
    assert client.post(page, {"reason": "ещё раз"}).status_code == 409
    signed = sign_contract(make.draft(w), signed_on=make.MONDAY.date(), by=w.anna, at=make.MONDAY)
    ended = client.post(f"/api/v1/contracts/{signed.pk}/termination", {"reason": "клиент передумал"}, JSON)
    assert (ended.status_code, ended.json()["state"]) == (200, "terminated")
    assert client.get(f"/deals/contracts/{signed.pk}/").status_code == 200


def test_a_declined_price_is_not_accepted_by_the_page_and_says_why(client):
    w = make.world()
    proposal = make.offered(w)
    answers = f"/deals/proposals/{proposal.pk}/answers/"
    assert as_(client, w.anna).post(answers, {"accepted": "0", "reason": "дорого"}).status_code == 302
    assert client.post(answers, {"accepted": "1", "reason": ""}).status_code == 409
