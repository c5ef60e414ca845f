"""Pages and calls of a contract's life: drawn in both languages, done and refused, hidden from strangers, the client's own door."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions
from svyazka.deals.models import Amendment, Contract, Disagreement, ExtraHours
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY, PRICE
from svyazka.kit.tests.days import this_day
from svyazka.people.models import LegalEntity
from svyazka.roles.tests.make import engagement, person

pytestmark = pytest.mark.django_db
JSON = "application/json"
TODAY = this_day()
RUB = {"currency": "RUB"}


def call(client, method: str, path: str, body: dict | None = None, *, seen: int | None = None):
    headers = {} if seen is None else {"If-Match": str(seen)}
    return client.generic(method, f"/api/v1{path}", json.dumps(body or {}), content_type=JSON, headers=headers)


def retained(w) -> Contract:
    """Return a retainer whose second period runs today."""
    contract = make.retained(w, starts_on=TODAY - timedelta(days=40), turn="day")
    for period in contract.periods.all()[:2]:
        actions.turn_period(period, by=w.anna, at=timezone.now())
    return contract


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_page_is_drawn_for_whoever_sees_it(client, language):
    w = make.world()
    contract = actions.set_switches(retained(w), places_ads=True, shows_hours=True, warns_client=True, by=w.anna, at=MONDAY)
    actions.ask_extra(contract.periods.all()[1], hours=4, reason="лендинг", by=w.anna, at=MONDAY)
    amendment = actions.draft_amendment(contract, reason="больше часов", stages=make.stages(7), terms={"payment_days": 9, "retainer": {"hours": "50"}},
                                        by=w.anna, at=MONDAY)  # fmt: skip
    pages = [f"/deals/contracts/{contract.pk}/", f"/deals/contracts/{contract.pk}/hours/", f"/deals/contracts/{contract.pk}/editions/1/",
             f"/deals/contracts/{contract.pk}/text/", f"/deals/contracts/{contract.pk}/amendments/new/", f"/deals/contracts/{contract.pk}/orders/new/",
             f"/deals/amendments/{amendment.pk}/", f"/deals/amendments/{amendment.pk}/text/", "/deals/rows/disagreement/", "/"]  # fmt: skip
    for who in (w.anna, w.pavel, w.head):
        as_(client, who, language)
        assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    as_(client, person("irina", "am"), language)
    assert [client.get(page).status_code for page in pages[:8]] == [404] * 8


def test_the_way_of_a_draft_by_pages(client):
    w = make.world()
    contract = make.drafted(w)
    page = f"/deals/contracts/{contract.pk}/"
    terms = {"kind": "fixed", "legal_entity": LegalEntity.objects.get().pk, "acceptance_days": "7", "rounds_included": "3", "payment_days": "10",
             "stage_title": ["Каталог", ""], "stage_value_kopecks": ["360 000", ""], "stage_due_on": [str(TODAY + timedelta(days=90)), ""], "stage_advance_percent": ["30", ""]}  # fmt: skip
    assert as_(client, w.pavel).post(page + "text/", terms).status_code == 403
    as_(client, w.anna)
    assert client.post(page + "text/", {**terms, "more": "rows-stage"}).status_code == 200
    assert client.post(page + "text/", {**terms, "stage_advance_percent": ["200", ""]}).status_code == 422
    assert client.post(page + "text/", {**terms, "stage_value_kopecks": ["1", ""]}).status_code == 409
    assert client.post(page + "text/", terms).status_code == 302
    assert client.post(page + "text/", {**terms, "_version": str(contract.version)}).status_code == 412
    assert Contract.objects.get().stages.get().advance_percent == 30
    assert client.post(page + "sending/").status_code == 409  # the day of the stage has moved: the PM speaks of the promised term again
    briefs.say_yes(w, w.engagement.promises.get())
    assert client.post(page + "sending/").status_code == 302
    rows = {"disagreement_clause": ["5.2", ""], "disagreement_ours": ["5 дней", ""], "disagreement_theirs": ["30 дней", ""]}
    assert client.post(page + "disagreements/", {**rows, "more": "rows"}).status_code == 200
    assert client.post(page + "disagreements/", {"disagreement_clause": ["5.2"], "disagreement_ours": [""], "disagreement_theirs": [""]}).status_code == 409
    assert client.post(page + "disagreements/", rows).status_code == 302
    row = Disagreement.objects.get()
    assert "30 дней" in client.get(page).content.decode()
    settle = f"/deals/disagreements/{row.pk}/"
    assert client.post(page + "signing/", {"signed_on": str(TODAY)}).status_code == 409
    assert client.post(settle + "settlement/", {"outcome": "coin"}).status_code == 422
    assert client.post(settle + "settlement/", {"outcome": "compromise", "wording": ""}).status_code == 409
    assert client.post(settle + "settlement/", {"outcome": "theirs"}).status_code == 302
    assert client.post(settle + "reopening/").status_code == 302
    assert client.post(settle + "settlement/", {"outcome": "compromise", "wording": "15 дней"}).status_code == 302
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.4", "application/pdf")
    assert client.post(page + "signing/", {"signed_on": str(TODAY), "way": "electronic", "signed_for_client": "Ким А. Б.", "scan": scan}).status_code == 302
    signed = Contract.objects.get()
    assert (signed.signed_file.name, signed.signed_way, signed.signed_for_client) == ("scan.pdf", "electronic", "Ким А. Б.")
    shown = client.get(page).content.decode()
    assert "scan.pdf" in shown and "15 дней" in shown


def test_a_retainer_is_drafted_by_the_page(client):
    w = make.world()
    make.offered(w)
    page = f"/deals/contracts/new/{w.engagement.pk}/"
    terms = {"kind": "retainer", "legal_entity": LegalEntity.objects.get().pk, "acceptance_days": "5", "rounds_included": "2",
             "retainer-starts_on": "2030-03-01", "retainer-turn": "month", "retainer-count": "3", "retainer-hours": "40,5",
             "retainer-fee_kopecks": "120 000", "retainer-overage_kopecks": "3 500", "retainer-rollover": "cap"}  # fmt: skip
    assert as_(client, w.anna).post(page, {**terms, "retainer-hours": ""}).status_code == 422
    assert client.post(page, terms).status_code == 409  # the cap is not said
    assert client.post(page, {**terms, "retainer-cap_hours": "10"}).status_code == 302
    contract = Contract.objects.get()
    assert (contract.price_kopecks, contract.stages.count(), contract.retainer.hours) == (PRICE, 3, 40.5)
    assert client.get(f"/deals/contracts/{contract.pk}/text/").status_code == 200


def test_the_way_of_an_amendment_by_pages(client):
    w = make.world()
    contract = make.signed(w, 16_000_000, 20_000_000)
    first, second = contract.stages.all()
    page, new = f"/deals/contracts/{contract.pk}/", f"/deals/contracts/{contract.pk}/amendments/new/"
    typed = {"reason": "Каталог больше, запуск снят", "standing_stage_id": [first.pk, second.pk], "standing_title": [first.title, second.title],
             "standing_value_kopecks": ["170 000", "200 000"], "standing_due_on": ["2026-05-01", "2026-05-02"], "standing_removed": ["", "1"],
             "standing_advance_percent": ["", ""], "standing_placement_kopecks": ["", ""], "acceptance_days": "5", "payment_days": "9"}  # fmt: skip
    assert as_(client, w.pavel).post(new, typed).status_code == 403
    assert as_(client, w.anna).post(new, {**typed, "reason": ""}).status_code == 422
    assert client.post(new, {**typed, "more": "rows"}).status_code == 200
    assert client.post(new, {**typed, "standing_removed": ["1", "1"]}).status_code == 409
    assert client.post(new, typed).status_code == 302
    amendment = Amendment.objects.get()
    told = [(row.change, row.value_kopecks) for row in amendment.changes.all()]
    assert (told, amendment.terms) == ([("changed", 17_000_000), ("removed", 20_000_000)], {"payment_days": 9})
    own = f"/deals/amendments/{amendment.pk}/"
    editor = client.get(own + "text/").content.decode()
    assert "170000.00" in editor and 'value="9"' in editor
    assert client.post(own + "text/", {"reason": "Только условия", "payment_days": "9"}).status_code == 302
    assert client.post(own + "sending/").status_code == 302
    assert client.post(own + "signing/", {"signed_on": "вчера"}).status_code == 422
    assert client.post(own + "signing/", {"signed_on": "2020-01-01"}).status_code == 409
    assert client.post(own + "signing/", {"signed_on": str(TODAY)}).status_code == 302
    assert client.post(own + "withdrawal/", {"reason": "передумали"}).status_code == 409
    assert Contract.objects.get().payment_days == 9
    assert client.post(page + "orders/new/", {"reason": "раздел", "stage_title": ["Раздел"], "stage_value_kopecks": ["5"], "stage_due_on": ["2030-01-01"]}).status_code == 409


def test_orders_by_pages(client):
    w = make.world()
    make.offered(w)
    frame = actions.sign_contract(make.draft_frame(w), signed_on=MONDAY.date(), by=w.anna, at=MONDAY)
    new = f"/deals/contracts/{frame.pk}/orders/new/"
    typed = {"reason": "Раздел о производстве", "stage_title": ["Раздел"], "stage_value_kopecks": ["50 000"], "stage_due_on": ["2030-01-01"]}
    assert as_(client, w.anna).post(new, {**typed, "more": "rows"}).status_code == 200
    assert client.post(new, {**typed, "reason": ""}).status_code == 422
    assert client.post(new, typed).status_code == 302
    order = Amendment.objects.get()
    assert client.get(f"/deals/amendments/{order.pk}/text/").status_code == 200
    assert client.post(f"/deals/amendments/{order.pk}/text/", {**typed, "stage_value_kopecks": ["60 000"]}).status_code == 302
    assert client.post(f"/deals/amendments/{order.pk}/signing/", {"signed_on": str(TODAY)}).status_code == 302
    assert Contract.objects.get().price_kopecks == 6_000_000
    assert client.get(f"/deals/contracts/{frame.pk}/").status_code == 200


def test_hours_ads_and_switches_by_pages(client):
    w = make.world()
    contract = retained(w)
    page, (first, second, _third) = f"/deals/contracts/{contract.pk}/", contract.periods.all()
    as_(client, w.anna)
    assert client.post(page + "switches/", {"places_ads": "on", "shows_hours": "on"}).status_code == 302
    turn = f"/deals/retainer-periods/{first.pk}/turning/"
    assert (client.post(turn).status_code, client.post(turn).status_code) == (302, 409)
    ask, more = f"/deals/retainer-periods/{second.pk}/extra-hours/", {"hours": "4,5", "reason": "лендинг"}
    assert client.post(ask, {"hours": "0"}).status_code == 422
    assert (client.post(ask, more).status_code, client.post(ask, more).status_code) == (302, 409)
    extra = ExtraHours.objects.get()
    answers = f"/deals/extra-hours/{extra.pk}/answers/"
    assert client.post(answers, {"approved": "1", "evidence": ""}).status_code == 409
    assert client.post(answers, {"approved": "1", "evidence": "письмо"}).status_code == 302
    assert "4,5" in client.get(page + "hours/").content.decode()
    month = TODAY.replace(day=1).isoformat()
    assert client.post(page + "ads/", {"month_on": month, "item": "dances", "done": "1"}).status_code == 422
    assert client.post(page + "ads/", {"month_on": month, "item": "acts", "done": "1"}).status_code == 302
    assert as_(client, w.pavel).post(page + "ads/", {"month_on": month, "item": "acts", "done": "0"}).status_code == 403


def test_the_life_of_a_contract_by_calls(client):
    w = make.world()
    make.offered(w)
    as_(client, w.anna)
    body = {"kind": "tm_capped", "legal_entity": LegalEntity.objects.get().pk, "payment_days": 10,
            "stages": [{"title": "Каталог", "value": {"kopecks": PRICE, **RUB}, "due_on": str(TODAY + timedelta(days=90)), "advance_percent": 30}]}  # fmt: skip
    made = call(client, "POST", f"/engagements/{w.engagement.pk}/contracts", body).json()
    path = f"/contracts/{made['id']}"
    assert (made["payment_days"], made["hour_price"]["kopecks"], made["stages"][0]["advance_percent"]) == (10, 300_000, 30)
    edited = call(client, "PUT", path, {**body, "acceptance_days": 9}, seen=made["version"])
    assert (edited.status_code, edited.json()["acceptance_days"]) == (200, 9)
    assert call(client, "PUT", path, {**body, "acceptance_days": 8}, seen=made["version"]).status_code == 412
    sent = call(client, "POST", f"{path}/sending").json()
    assert sent["editions"][0]["number"] == 1 and not sent["changed_since_sent"]
    assert call(client, "GET", f"{path}/editions/1").json()["told"]["agreed"]["acceptance_days"] == 9
    assert call(client, "GET", f"{path}/editions/7").status_code == 404
    assert call(client, "POST", f"{path}/disagreements", {"rows": [{"theirs": ""}]}).status_code == 422
    assert call(client, "POST", f"{path}/disagreements", {}).status_code == 409
    row = call(client, "POST", f"{path}/disagreements", {"rows": [{"clause": "5.2", "theirs": "30 дней"}]}).json()["disagreements"][0]
    assert call(client, "POST", f"{path}/signing", {"signed_on": str(TODAY)}).status_code == 409
    assert call(client, "POST", f"/disagreements/{row['id']}/settlement", {"outcome": "theirs"}).json()["agreed"] == "30 дней"
    assert call(client, "DELETE", f"/disagreements/{row['id']}/settlement").json()["state"] == "open"
    signed = call(client, "POST", f"{path}/signing", {"signed_on": str(TODAY), "with_protocol": True}).json()
    assert (signed["state"], signed["with_protocol"], signed["signed_edition"]) == ("signed", True, 1)
    more = {"reason": "больше", "stages": [{"title": "Ещё", "value": {"kopecks": 5}, "due_on": "2030-04-01"}]}
    draft = call(client, "POST", f"{path}/amendments", {**more, "draft": True}).json()
    assert (draft["price"]["kopecks"], draft["amendments"][0]["state"]) == (PRICE, "draft")
    own = f"/amendments/{draft['amendments'][0]['id']}"
    stage = signed["stages"][0]["id"]
    told = call(client, "PUT", own, {**more, "changed": [{"stage_id": stage, "value": {"kopecks": PRICE + 1}}], "terms": {"payment_days": 3}}, seen=draft["amendments"][0]["version"]).json()
    assert (told["added"]["kopecks"], told["terms"]) == (6, {"payment_days": 3})
    assert call(client, "POST", f"{own}/sending").json()["state"] == "with_client"
    assert call(client, "GET", own).json()["stages"][1]["was"]["kopecks"] == PRICE
    assert call(client, "POST", f"{own}/signing", {"signed_on": str(TODAY)}).json()["state"] == "signed"
    assert call(client, "POST", f"{own}/withdrawal", {"reason": "поздно"}).status_code == 409
    assert call(client, "POST", f"{path}/amendments", {"reason": "на день", "signed_on": str(TODAY), "terms": {"rounds_included": 3}}).json()["price"]["kopecks"] == PRICE + 6
    assert call(client, "POST", f"{path}/orders", {"scope": "раздел", "stages": more["stages"]}).status_code == 409
    assert call(client, "GET", f"{path}/hours").json()["price"]["kopecks"] == PRICE + 6
    assert call(client, "POST", f"{path}/switches", {"places_ads": True, "shows_hours": False, "warns_client": False}).json()["places_ads"]
    ads = call(client, "POST", f"{path}/ads", {"month_on": TODAY.replace(day=1).isoformat(), "item": "acts"})
    assert (ads.status_code, call(client, "GET", f"{path}/ads").json()) == (200, {"items": []})  # the month is not over


def test_a_retainer_by_calls(client):
    w = make.world()
    make.offered(w)
    as_(client, w.anna)
    terms = {"starts_on": str(TODAY - timedelta(days=40)), "turn": "day", "count": 3, "hours": "40", "fee": {"kopecks": PRICE // 3}, "overage": {"kopecks": 350_000}}
    made = call(client, "POST", f"/engagements/{w.engagement.pk}/contracts", {"kind": "retainer", "legal_entity": LegalEntity.objects.get().pk, "retainer": terms})
    assert (made.status_code, len(made.json()["stages"])) == (201, 3)
    path = f"/contracts/{made.json()['id']}"
    call(client, "POST", f"{path}/signing", {"signed_on": str(TODAY)})
    first, second, _third = call(client, "GET", f"{path}/hours").json()["periods"]
    assert (first["state"], second["limit"], second["fee"]["kopecks"]) == ("open", "40", PRICE // 3)
    turned = call(client, "POST", f"/retainer-periods/{first['id']}/turning").json()
    assert (turned["state"], turned["figures"]["burnt"]) == ("closed", "40")
    extra = call(client, "POST", f"/retainer-periods/{second['id']}/extra-hours", {"hours": "4.5"}).json()
    assert call(client, "POST", f"/extra-hours/{extra['id']}/answers", {"approved": True, "evidence": "звонок"}).json()["state"] == "approved"
    changed = call(client, "POST", f"{path}/amendments", {"reason": "больше", "terms": {"retainer": {"hours": "50", "fee": {"kopecks": PRICE}}}})
    assert changed.json()["retainer"]["hours"] == "50" and changed.json()["price"]["kopecks"] == 2 * (PRICE // 3) + PRICE


def test_the_client_reads_answers_and_sees_no_more(client):
    w = make.world()
    contract, account = make.drafted(w), make.client_of(w)
    page, path = f"/portal/contracts/{contract.pk}/", f"/api/v1/portal/contracts/{contract.pk}"
    client.force_login(account)
    assert (client.get(page).status_code, client.get(path).status_code) == (404, 404)  # a draft is the agency's own
    actions.send_contract(contract, by=w.anna, at=MONDAY)
    client.force_login(account)
    assert contract.number in client.get("/portal/").content.decode()
    assert contract.number in client.get(f"/portal/engagements/{w.engagement.pk}/").content.decode()
    rows = {"clause": ["5.2", ""], "ours": ["", ""], "theirs": ["30 дней", ""]}
    assert client.post(page + "disagreements/", {**rows, "more": "1"}).status_code == 200
    assert client.post(page + "disagreements/", {"clause": [""], "ours": [""], "theirs": [""]}).status_code == 409
    assert client.post(page + "disagreements/", rows).status_code == 302
    told = call(client, "POST", f"/portal/contracts/{contract.pk}/disagreements", {"rows": [{"theirs": "Суд по месту заказчика"}]})
    assert (told.status_code, len(told.json()["disagreements"]), told.json()["edition"]["number"]) == (201, 2, 1)
    assert "30 дней" in client.get(page).content.decode()
    assert client.get(f"/deals/contracts/{contract.pk}/").status_code == 404
    stranger = engagement("Чужая", company="ООО Чужая", am=w.anna)
    other = make.client_of(type(w)(**{**vars(w), "engagement": stranger}), login="stranger")
    client.force_login(other)
    assert (client.get(page).status_code, client.get(path).status_code, client.post(page + "disagreements/", rows).status_code) == (404, 404, 404)


def test_the_client_answers_about_hours_and_sees_them_where_they_are_shown(client):
    w = make.world()
    contract, account = retained(w), make.client_of(w)
    extra = actions.ask_extra(contract.periods.all()[1], hours=4, by=w.anna, at=MONDAY)
    page = f"/portal/contracts/{contract.pk}/"
    client.force_login(account)
    hidden = client.get(page).content.decode()
    assert call(client, "GET", f"/portal/contracts/{contract.pk}").json()["periods"] == []
    actions.set_switches(contract, places_ads=False, shows_hours=True, warns_client=False, by=w.anna, at=MONDAY)
    shown = client.get(page).content.decode()
    assert "bar-fill" in shown and "bar-fill" not in hidden
    assert len(call(client, "GET", "/portal").json()["extra_hours"]) == 1
    assert client.post(f"/portal/extra-hours/{extra.pk}/answers/", {"approved": "1"}).status_code == 302
    assert ExtraHours.objects.get().state == "approved" and ExtraHours.objects.get().answered_by == account
    assert call(client, "POST", f"/extra-hours/{extra.pk}/answers", {"approved": False}).status_code == 409


def test_a_contract_with_much_of_everything_asks_as_many_questions_as_with_little(client):
    w = make.world()
    contract = retained(w)
    as_(client, w.anna)

    def cost(page: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    pages = (f"/deals/contracts/{contract.pk}/", f"/deals/contracts/{contract.pk}/hours/", f"/api/v1/contracts/{contract.pk}", "/deals/")

    def fill(n: int) -> None:
        for _row in range(n):
            actions.draft_amendment(contract, reason="ещё", stages=make.stages(1, 2), by=w.anna, at=MONDAY)
            Disagreement.objects.create(contract=contract, round=1, position=Disagreement.objects.count() + 1, theirs="Пеня", filed_by=w.anna, filed_at=MONDAY)
            extra = actions.ask_extra(contract.periods.all()[1], hours=1, by=w.anna, at=MONDAY)
            actions.answer_extra(extra, approved=True, evidence="письмо", by=w.anna, at=MONDAY)

    fill(1)
    few = [(cost(page), cost(page))[1] for page in pages]
    fill(6)
    assert [cost(page) for page in pages] == few
