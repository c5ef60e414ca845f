"""A contract stands on an edition; a newer agreed one comes in by an amendment and in no other way."""

from decimal import Decimal

import pytest

from svyazka.briefs.models import Brief, Clause
from svyazka.briefs.queries import edition_in_force
from svyazka.briefs.tests.test_agree import agreed, reworded, sent_again
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals.actions import amend_contract, tie_line
from svyazka.deals.queries import edition_of, newer_edition
from svyazka.deals.rules import reasons_not_to_bring_in
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.roles.tests.make import bearer, engagement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("told", "reasons"), [
    ({}, 0), ({"state": "with_client"}, 1), ({"bound": True}, 1), ({"edition": 1}, 1), ({"stands_on": 0}, 0), ({"state": "draft", "edition": 1}, 2),
])  # fmt: skip
def test_what_stands_in_the_way_of_an_edition(told, reasons):
    usual = {"state": "agreed", "bound": False, "edition": 3, "stands_on": 2}
    assert len(reasons_not_to_bring_in(**{**usual, **told})) == reasons


def signed(w):
    contract = make.signed(w)
    return contract, Brief.objects.get()


def test_signing_binds_the_contract_to_the_agreed_edition():
    contract, first = signed(make.world())
    assert (edition_of(contract), newer_edition(contract), first.state) == (first, None, "agreed")


def test_a_newer_agreed_edition_waits_for_an_amendment():
    w = make.world()
    contract, first = signed(w)
    second = agreed(w, sent_again(w, reworded(w)))

    assert newer_edition(contract) == (first, second)
    assert edition_in_force(w.engagement) == first  # results are still judged by the first
    amendment = amend_contract(contract, reason="больше позиций", brief_id=second.pk, by=w.anna, at=MONDAY)
    first.refresh_from_db()
    assert (amendment.brief, first.state, edition_in_force(w.engagement)) == (second, "amended", second)
    assert newer_edition(contract) is None


def test_an_edition_that_nobody_agreed_does_not_come_in():
    w = make.world()
    contract, first = signed(w)
    second = sent_again(w, reworded(w))
    for brief_id in (second.pk, first.pk):
        with pytest.raises(Refused):
            amend_contract(contract, reason="больше", brief_id=brief_id, by=w.anna, at=MONDAY)
    with pytest.raises(Malformed):
        amend_contract(contract, reason="больше", brief_id=10**6, by=w.anna, at=MONDAY)
    assert contract.amendments.count() == 0 and edition_in_force(w.engagement) == first


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_and_today_say_what_is_behind(client, language):
    w = make.world()
    contract, first = signed(w)
    page = f"/deals/contracts/{contract.pk}/"
    assert f'href="/briefs/{first.pk}/"' in as_(client, w.anna, language).get(page).content.decode()
    second = agreed(w, sent_again(w, reworded(w)))

    for place in (page, "/"):
        said = client.get(place).content.decode()
        assert {"ru": "ТЗ v2 согласовано, в договоре v1", "en": "v2 is agreed"}[language] in said
    assert client.post(page + "amendments/", {"reason": "больше позиций", "brief_id": str(second.pk)}).status_code == 302
    assert edition_in_force(w.engagement) == second


def test_the_call_brings_an_edition_in(client):
    w = make.world()
    contract, _first = signed(w)
    second = agreed(w, sent_again(w, reworded(w)))
    body = {"reason": "больше", "brief_id": second.pk}
    told = client.post(f"/api/v1/contracts/{contract.pk}/amendments", body, content_type="application/json", headers=bearer(w.anna))
    assert told.status_code == 201 and edition_in_force(w.engagement) == second


def test_a_line_gets_its_clause_and_keeps_its_sum(client):
    w = make.world()
    estimate = make.estimated(w)
    line, clause = estimate.lines.get(), Clause.objects.get(text="Каталог")
    strange = Clause.objects.create(brief=clause.brief, engagement=engagement(company="ООО «Иная»"), key=77, position=9, text="чужой")
    tie_line(estimate, line_id=line.pk, clause_id=clause.pk, by=w.pavel, at=MONDAY)
    line.refresh_from_db()
    assert (line.clause, line.hours) == (clause, Decimal(120))
    for told in ({"line_id": line.pk, "clause_id": strange.pk}, {"line_id": 10**6, "clause_id": None}):
        with pytest.raises(Malformed):
            tie_line(estimate, **told, by=w.pavel, at=MONDAY)
    with pytest.raises(NotYourDuty):
        tie_line(estimate, line_id=line.pk, clause_id=None, by=w.anna, at=MONDAY)

    address = f"/deals/estimates/{estimate.pk}/lines/{line.pk}/clause/"
    typed = {"row": "3", "n3": "2", "brief": str(clause.brief_id), "next": "/briefs/"}
    assert as_(client, w.pavel).post(address, typed).url == "/briefs/"
    line.refresh_from_db()
    assert line.clause.text == "Интеграция с 1С"
    assert client.post(address, {**typed, "n3": "99999999999999999999"}).status_code == 302
    estimate.refresh_from_db()
    seen = bearer(w.pavel) | {"If-Match": str(estimate.version)}
    told = client.put(f"/api/v1/estimates/{estimate.pk}/lines/{line.pk}/clause", {"clause_id": None}, content_type="application/json", headers=seen)
    line.refresh_from_db()
    assert told.status_code == 200 and line.clause is None
