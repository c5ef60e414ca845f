"""A paper does not leave, and is not signed, while its sides are not written down as papers name them."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svyazka.briefs.tests.test_pages import as_
from svyazka.clients.models import Client
from svyazka.deals import actions, queries
from svyazka.deals.models import Contract
from svyazka.deals.papers.parties import preamble, signature_of
from svyazka.deals.rules import lacking, reasons_without_requisites
from svyazka.deals.tests import make
from svyazka.kit.errors import Refused
from svyazka.kit.tests.days import this_day

MONDAY, DAY = make.MONDAY, make.MONDAY.date()
NOTHING = dict.fromkeys(("full_name", "inn", "kpp", "ogrn", "address", "signer_name", "signer_position", "signer_genitive", "signer_basis", "proxy_number",
                         "bank", "bik", "account", "correspondent_account"), "")  # fmt: skip
SIGNER = {"signer_name": "Ким Анна", "signer_position": "Директор", "signer_basis": "Устав"}


@pytest.mark.parametrize(("told", "left"), [
    ({"kind": "private"}, {"адрес", "ИНН", "КПП", "ОГРН", "кто подписывает", "должность подписывающего", "на основании чего подписывает"}),
    ({"kind": "private", "inn": "500100732259"}, {"адрес", "ОГРН", "кто подписывает"}),  # a sole proprietor
    ({"kind": "person"}, {"адрес"}),
    ({"kind": "person", "address": "г. Пермь"}, set()),
    ({"kind": "person", "ogrn": "304500116000157", "address": "г. Пермь"}, {"ИНН", "кто подписывает"}),  # a person who trades signs as one
    ({"kind": "foreign", "address": "Almaty", **SIGNER}, {"полное имя"}),
    ({"kind": "foreign", "address": "Almaty", "full_name": "TOO Tau, BIN 1", **SIGNER}, set()),
    ({"kind": "state", "address": "г. Пермь", **SIGNER}, {"ИНН", "КПП", "ОГРН"}),
])  # fmt: skip
def test_each_kind_of_side_is_asked_for_what_it_has(told, left):
    found = _labels(SimpleNamespace(name="ООО «Проба»", **NOTHING | told))
    assert {next((label for label in left if one.startswith(label)), one) for one in found} == left


def _labels(side) -> list[str]:
    from django.utils.translation import override

    with override("ru"):
        return [str(one) for one in lacking(side, bank=False)]


@pytest.mark.parametrize(("lacks", "elsewhere", "with_paper", "refused"), [
    (False, False, False, False), (True, False, False, True), (True, False, True, True), (True, None, False, False), (True, True, False, True), (True, True, True, False),
])  # fmt: skip
def test_a_paper_from_elsewhere_is_shown(lacks, elsewhere, with_paper, refused):
    assert bool(reasons_without_requisites([("ООО", ["ИНН"])] if lacks else [], elsewhere=elsewhere, with_paper=with_paper)) == refused


@pytest.mark.django_db
def test_a_contract_does_not_leave_without_requisites_and_says_where_they_are_kept(client):
    w = make.world()
    contract = make.drafted(w)
    contract.stages.update(due_on=this_day())
    make.emptied()
    with pytest.raises(Refused) as refused:
        actions.send_contract(Contract.objects.get(), by=w.anna, at=MONDAY)
    assert len(refused.value.reasons) == 2 and Contract.objects.get().state == "draft"
    assert [href for _title, href in refused.value.links] == [f"/people/agency/entities/{contract.legal_entity_id}/", f"/clients/{contract.client_id}/#requisites"]

    page = as_(client, w.anna).post(f"/deals/contracts/{contract.pk}/sending/")
    assert page.status_code == 409 and f'href="/clients/{contract.client_id}/#requisites"' in page.content.decode()
    told = client.post(f"/api/v1/contracts/{contract.pk}/sending", "{}", "application/json")
    assert told.status_code == 409
    assert told.json()["links"][1]["href"] == f"/clients/{contract.client_id}/#requisites"

    make.filled_in()
    assert actions.send_contract(Contract.objects.get(), by=w.anna, at=MONDAY).state == "with_client"


@pytest.mark.django_db
def test_what_was_sent_is_not_signed_once_requisites_are_gone_but_a_paper_from_elsewhere_is(client):
    w = make.world()
    contract = actions.send_contract(make.drafted(w), by=w.anna, at=MONDAY)
    make.emptied()
    contract.refresh_from_db()
    with pytest.raises(Refused, match=r"ОГРН|OGRN"):
        actions.sign_contract(contract, signed_on=DAY, by=w.anna, at=MONDAY)
    with pytest.raises(Refused):
        actions.sign_contract(contract, signed_on=DAY, elsewhere=True, by=w.anna, at=MONDAY)  # nothing is shown
    page = f"/deals/contracts/{contract.pk}/"
    today = str(this_day())
    assert as_(client, w.anna).post(page + "signing/", {"signed_on": today}).status_code == 409
    scan = SimpleUploadedFile("договор.pdf", b"%PDF-1.4", "application/pdf")
    assert client.post(page + "signing/", {"signed_on": today, "elsewhere": "on", "scan": scan}).status_code == 302
    assert Contract.objects.get().state == "signed" and "Реквизиты, которых не хватает" in client.get(page).content.decode()


@pytest.mark.django_db
def test_of_a_contract_never_sent_the_page_asks_and_the_call_takes_the_word(client):
    w = make.world()
    contract = make.drafted(w)
    make.emptied()
    today = str(this_day())
    assert as_(client, w.anna).post(f"/deals/contracts/{contract.pk}/signing/", {"signed_on": today}).status_code == 409
    call = f"/api/v1/contracts/{contract.pk}/signing"
    assert client.post(call, {"signed_on": today, "elsewhere": False}, "application/json").status_code == 409
    assert client.post(call, {"signed_on": today}, "application/json").json()["state"] == "signed"


@pytest.mark.django_db
def test_an_amendment_does_not_leave_without_requisites():
    w = make.world()
    amendment = actions.draft_amendment(make.signed(w), reason="Другой срок оплаты", terms={"payment_days": 9}, by=w.anna, at=MONDAY)
    make.emptied()
    amendment.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.send_amendment(amendment, by=w.anna, at=MONDAY)
    assert len(refused.value.links) == 2


@pytest.mark.django_db
def test_a_person_signs_for_themselves():
    w = make.world()
    Client.objects.update(**NOTHING | {"kind": "person", "name": "Петрова Анна Ильинична", "address": "г. Пермь, ул. Мира, 1"})
    contract = actions.send_contract(make.drafted(w), by=w.anna, at=MONDAY)
    assert queries.lacking_in(contract) == []
    assert preamble(contract.client, "Заказчик") == "Петрова Анна Ильинична, зарегистрированная по адресу: г. Пермь, ул. Мира, 1, именуемая в дальнейшем «Заказчик», действующая от своего имени"
    placed = signature_of(contract.client, "Заказчик")
    assert (placed.company, placed.person, placed.stamp) == ("", "А. И. Петрова", "")
