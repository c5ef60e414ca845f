"""Whose request it is: the INN of a known client, told apart or in the words, by every channel."""

import pytest

from svyazka.clients.models import Client
from svyazka.kit.errors import Malformed
from svyazka.leads import actions
from svyazka.leads.models import Lead
from svyazka.leads.tests import make

pytestmark = pytest.mark.django_db
INN, OTHER, WRONG = "2460123453", "7707083893", "2460123454"


@pytest.fixture
def w():
    return make.world()


@pytest.fixture
def known():
    return Client.objects.create(name="АО «Енисей»", inn=INN, made_at=make.MONDAY)


@pytest.mark.parametrize("told", [{"request": f"Реквизиты: ИНН {INN}"}, {"title": f"Сайт, ИНН {INN}"}, {"inn": INN}])
@pytest.mark.parametrize("company", ["", "Енисей-бренд"])
def test_an_inn_leads_to_the_client_who_has_it(w, known, told, company):
    lead = make.lead(w, **{"title": "Сайт", "company": company, "contact": {"name": "Пётр"}, **told})
    assert (lead.engagement.client, lead.inn) == (known, INN)
    assert lead.contact.client == known


def test_a_wrong_inn_in_the_words_is_no_inn_and_the_named_client_with_an_inn_of_its_own_stays(w, known):
    assert make.lead(w, company="", request=f"ИНН {WRONG}").engagement.client != known
    Client.objects.create(name="ООО «Другой»", inn=OTHER, made_at=make.MONDAY)
    lead = make.lead(w, "Каталог", company="Другой", request=f"как у ИНН {INN}")
    assert (lead.engagement.client.inn, lead.inn) == (OTHER, INN)
    with pytest.raises(Malformed):
        make.lead(w, "Портал", inn=WRONG)


def test_a_program_names_the_inn_and_is_told_of_a_wrong_one_by_its_field(client, w, known):
    client.force_login(w.anna)
    body = {"source": "search", "title": "Сайт", "request": "Нужен сайт", "inn": INN}
    answer = client.post("/api/v1/leads", body, content_type="application/json")
    assert (answer.status_code, answer.json()["client_id"], answer.json()["inn"]) == (201, known.pk, INN)
    wrong = client.post("/api/v1/leads", {**body, "inn": WRONG}, content_type="application/json")
    assert (wrong.status_code, [field["path"].endswith("inn") for field in wrong.json()["fields"]]) == (422, [True])
    assert Lead.objects.count() == 1


def test_a_signed_call_names_the_inn_in_a_field_of_its_form(w, known):
    raw = actions.store_raw(w.agency, raw=f"name=Пётр&phone=89123456789&comment=Сайт&ИНН={INN}".encode(), channel="form", kind="webhook",
                            hints={"content_type": "application/x-www-form-urlencoded"}, by=w.system, at=make.MONDAY)  # fmt: skip
    assert actions.read_raw(raw, by=w.system, at=make.MONDAY).lead.engagement.client == known


@pytest.mark.parametrize(("written", "region"), [("красноярск", "Красноярский край"), ("г. Новосибирск", "Новосибирская область"), ("за рекой", "за рекой"), ("", "")])
def test_a_region_is_recognised_by_whatever_channel_it_comes(client, w, written, region):
    client.force_login(w.anna)
    body = {"source": "search", "title": "Сайт", "request": "Нужен сайт", "region": written}
    assert client.post("/api/v1/leads", body, content_type="application/json").json()["region"] == region
    client.post("/leads/new/", {"source": "search", "title": "Каталог", "channel": "phone", "region": written})
    raw = actions.store_raw(w.agency, raw=f"name=Пётр&phone=89123456789&comment=Сайт&город={written}".encode(), channel="form", kind="webhook",
                            hints={"content_type": "application/x-www-form-urlencoded"}, by=w.system, at=make.MONDAY)  # fmt: skip
    actions.read_raw(raw, by=w.system, at=make.MONDAY)
    assert list(Lead.objects.values_list("region", flat=True)) == [region] * 3
    assert set(Client.objects.values_list("region", flat=True)) <= {region, ""}


def test_how_a_request_names_its_contact_is_kept_and_shown_beside_the_known_one(client, w):
    known = make.lead(w, contact={"name": "Ира", "phone": "8 (391) 2-00-10-20", "email": "Ira@Elochka.ru"})
    lead = make.lead(w, "Каталог", company="", contact={"name": "Ирина", "phone": "+73912001020"})
    again = make.lead(w, "Портал", company="", contact={"name": "ира", "phone": "+73912001020"})
    assert lead.contact == known.contact == again.contact
    assert (lead.contact_told, lead.told_otherwise) == ({"name": "Ирина", "phone": "+73912001020"}, "Ирина · +73912001020")
    assert (known.told_otherwise, again.told_otherwise) == ("", "")
    client.force_login(w.head)
    for page in (f"/leads/{lead.pk}/", f"/leads/{lead.pk}/merging/?into={known.pk}"):
        assert "Ирина · +73912001020" in client.get(page).content.decode(), page
    assert client.get(f"/api/v1/leads/{lead.pk}").json()["contact_told"] == {"name": "Ирина", "phone": "+73912001020"}
