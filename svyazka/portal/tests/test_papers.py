"""Papers as files: a client takes what was sent to them and nothing else."""

import pytest

from svyazka.briefs.actions import send_brief_to_client
from svyazka.briefs.tests import make as briefs
from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions
from svyazka.deals.models import Contract
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.people.models import Person
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db
KINDS = {"pdf": b"%PDF", "docx": b"PK"}


def taken(client, address: str) -> list[int]:
    """Return how each form of a paper is answered; a paper that comes is what it is called."""
    told = []
    for form, mark in KINDS.items():
        answer = client.get(f"{address}{form}/")
        told.append(answer.status_code)
        assert answer.status_code != 200 or answer.content.startswith(mark)
    return told


def test_a_specification_is_taken_once_it_was_sent_and_by_its_client_alone(client):
    w = make.world()
    brief = briefs.judged(w)
    account = make.client_of(w)
    address = f"/portal/specifications/{brief.pk}/"
    as_(client, account)
    assert taken(client, address) == [404, 404]
    send_brief_to_client(brief, answer_by_on=MONDAY.date(), by=w.anna, at=MONDAY)
    assert taken(client, address) == [200, 200]
    page = client.get(address).content.decode()
    assert f"{address}pdf/" in page and f"{address}docx/" in page
    as_(client, Person.objects.create_user("stranger", kind="contact", name="Чужой"))
    assert taken(client, address) == [404, 404]


def test_a_contract_is_taken_as_it_was_sent_and_not_while_it_is_changed(client):
    w = make.world()
    contract, account = make.drafted(w), make.client_of(w)
    as_(client, account)
    address, call = f"/portal/contracts/{contract.pk}/", f"/api/v1/contracts/{contract.pk}/pdf"
    assert taken(client, address) == [404, 404]
    assert taken(client, f"/portal/proposals/{contract.proposal_id}/") == [200, 200]
    actions.send_contract(contract, by=w.anna, at=MONDAY)
    assert taken(client, address) == [200, 200]
    actions.file_disagreements(contract, rows=[{"clause": "5.2", "theirs": "30 дней"}], by=account, at=MONDAY)
    assert taken(client, f"{address}disagreements/") == [200, 200]

    entity = contract.legal_entity_id
    actions.edit_contract(contract, kind="fixed", legal_entity=entity, stages=make.stages(make.PRICE), payment_days=30, by=w.anna, at=MONDAY)
    assert Contract.objects.get().state == "disagreement"
    assert taken(client, address) == [409, 409] and client.get(call, headers=bearer(account)).status_code == 409
    assert f"{address}pdf/" not in client.get(address).content.decode()

    actions.send_contract(contract, by=w.anna, at=MONDAY)
    assert taken(client, address) == [200, 200] and client.get(call, headers=bearer(account)).status_code == 200
