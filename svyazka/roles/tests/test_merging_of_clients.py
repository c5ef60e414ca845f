"""Two clients that are one company become one, and two again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.clients import actions, queries
from svyazka.clients.models import Client, ClientMerging, Contact, Engagement
from svyazka.clients.steps import know_client, know_contact
from svyazka.journal.models import Entry
from svyazka.kit.errors import Malformed, NotYourDuty, Refused
from svyazka.roles.tests import make

AT, API = make.MONDAY, "/api/v1"
pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def two() -> tuple[Client, Client]:
    """Return two clients on whose engagements Anna sits; the second alone has an INN and a region."""
    anna = make.person("anna")
    ours = make.engagement("Сайт", company="ООО «Завод»", am=anna).client
    theirs = make.engagement("Реклама", company="Завод Плюс", am=anna).client
    actions.keep_client(theirs, name="Завод Плюс", inn="2460123453", region="Томск", by=anna, at=AT)
    return Client.objects.get(pk=ours.pk), Client.objects.get(pk=theirs.pk)


def rows() -> list:
    """Return every client, contact and engagement with all its columns but versions."""
    found = []
    for model in (Client, Contact, Engagement):
        names = [field.attname for field in model._meta.concrete_fields if field.name != "version"]
        found += map(repr, model.objects.order_by("pk").values_list(*names))
    return found


def test_everything_moves_the_empty_is_filled_and_the_old_name_leads_on():
    kept, gone = two()
    anna = make.person("anna")
    actions.merge_clients(kept, gone=gone, choices={"name": "gone"}, by=anna, at=AT)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, kept.inn, kept.region, gone.inn, gone.merged_into) == ("Завод Плюс", "2460123453", "Томск", "", kept)
    assert set(Engagement.objects.values_list("client", flat=True)) == set(Contact.objects.values_list("client", flat=True)) == {kept.pk}
    assert know_client(name="АО «Завод Плюс»", contact={}, at=AT) == kept
    assert list(queries.clients_visible_to(anna, AT)) == [kept]


def test_after_an_undoing_all_is_as_it_was_and_it_is_done_once():
    kept, gone = two()
    anna, before = make.person("anna"), rows()
    merging = actions.merge_clients(kept, gone=gone, by=anna, at=AT)
    assert rows() != before
    actions.undo_client_merging(merging, by=anna, at=AT)

    assert rows() == before
    with pytest.raises(Refused, match="уже отменено"):
        actions.undo_client_merging(merging, by=anna, at=AT)
    assert list(Entry.objects.filter(verb__startswith="clients.merged").values_list("subject_id", flat=True)) == [kept.pk, gone.pk]


def test_what_stands_in_the_way_is_told():
    kept, gone = two()
    anna = make.person("anna")
    with pytest.raises(Refused, match="один и тот же"):
        actions.merge_clients(kept, gone=kept, by=anna, at=AT)
    with pytest.raises(Malformed):
        actions.merge_clients(kept, gone=gone, choices={"inn": "gone"}, by=anna, at=AT)
    Client.objects.filter(pk=kept.pk).update(inn="7707083893")
    with pytest.raises(Refused, match="разные ИНН"):
        actions.merge_clients(kept, gone=gone, by=anna, at=AT)
    assert not ClientMerging.objects.exists()


def test_the_duty_is_asked_for_both():
    kept, gone = two()
    other = make.engagement("Иное", company="Чужой", am=make.person("irina")).client
    for person, pair in (("anna", (kept, other)), ("irina", (kept, other)), ("dev", (kept, gone))):
        with pytest.raises(NotYourDuty):
            actions.merge_clients(pair[0], gone=pair[1], by=make.person(person, "specialist" if person == "dev" else "am"), at=AT)


def test_by_pages_and_by_program(client):
    kept, gone = two()
    make.person("dev", "specialist")
    client.force_login(make.person("anna"))
    assert client.get(f"/clients/{gone.pk}/merging/?q=завод").status_code == 200
    assert client.get(f"/clients/{gone.pk}/merging/?into={kept.pk}").status_code == 200
    assert client.post(f"/clients/{gone.pk}/merging/", {"into": kept.pk, "region": "gone"}).url == f"/clients/{kept.pk}/"
    assert f'href="/clients/{kept.pk}/"' in client.get(f"/clients/{gone.pk}/").content.decode()
    row = client.get(f"{API}/clients/{kept.pk}/mergings").json()["items"][0]
    assert row["moved"] == {"clients.contact.client": 1, "clients.engagement.client": 1}
    assert client.post(f"/clients/mergings/{row['id']}/undoing/").url == f"/clients/{kept.pk}/"

    assert client.get(f"{API}/clients/{gone.pk}/merging?into={kept.pk}").json()["reasons"] == []
    said = client.post(f"{API}/clients/{gone.pk}/merging", {"into": kept.pk}, content_type="application/json")
    assert said.status_code == 201
    assert client.post(f"{API}/client-mergings/{said.json()['id']}/undoing").json()["undone_at"]
    assert client.post(f"{API}/client-mergings/{said.json()['id']}/undoing").status_code == 409
    client.force_login(make.person("dev"))
    assert client.post(f"{API}/clients/{gone.pk}/merging", {"into": kept.pk}, content_type="application/json").status_code == 404
    assert client.get(f"/clients/{gone.pk}/merging/?into={kept.pk}").status_code == 404


def test_a_contact_is_found_by_key_and_written_down_once():
    client = two()[0]
    first = know_contact(client, {"name": "Олег", "phone": "8 (912) 345-67-89", "email": "o@zavod-sibir.ru"})
    assert know_contact(client, {"phone": "+7 912 345 67 89"}) == know_contact(client, {"email": "Олег <O+x@Zavod-Sibir.ru>"}) == first
    assert queries.contact_at(phone="9123456789") == first
    client.refresh_from_db()
    assert (client.domain, Contact.objects.filter(phone_key="+79123456789").count()) == ("zavod-sibir.ru", 1)


def test_the_keys_are_read_from_indexes():
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for query in (Contact.objects.filter(phone_key="+79123456789"), Contact.objects.filter(email_key="o@zavod.ru"),
                      Client.objects.filter(domain="zavod.ru"), Client.objects.filter(name_key="zavod"), Client.objects.filter(inn="2460123453"),
                      Client.objects.filter(name_key__trigram_similar="zavod")):  # fmt: skip
            assert "Index" in query.explain(), query.query


def test_knowing_a_client_costs_the_same_among_many():
    counts = []
    for n in (2, 12):
        for k in range(n):
            know_client(name=f"Завод {n} {k}", contact={"name": "А", "phone": f"+7912{n:03d}{k:04d}"}, at=AT)
        with CaptureQueriesContext(connection) as asked:
            know_client(name="", contact={"phone": f"8 912 {n:03d} 0001"}, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1]
