"""Sources: the list is kept by who holds it, costs and money are for whom they are for, pages cost the same for many."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.journal.models import Entry
from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.roles.tests import make
from svyazka.sources import actions, queries
from svyazka.sources.models import Source
from svyazka.sources.steps import ship_sources

AT = make.MONDAY
TABS = ("/sources/", "/sources/brand/", "/sources/search/", "/sources/mix/", "/sources/sufficiency/")
pytestmark = pytest.mark.django_db


def test_costs_are_kept_by_who_holds_the_duty():
    head, anna = make.person("head", "head"), make.person("anna", "am")
    source = ship_sources()["search"]
    for kopecks in (100, 250):
        actions.set_cost(source, month_on=date(2026, 2, 17), kopecks=kopecks, by=head, at=AT)
    assert {row.code: row.cost_kopecks for row in queries.told()}["search"] == 250
    with pytest.raises(Refused):
        actions.set_cost(source, month_on=date(2026, 2, 17), kopecks=-1, by=head, at=AT)
    with pytest.raises(NotYourDuty):
        actions.set_cost(source, month_on=date(2026, 2, 17), kopecks=1, by=anna, at=AT)


def test_a_source_is_added_renamed_left_in_phases_and_brought_back():
    head, agency = make.person("head", "head"), make.agency()
    ship_sources()
    made = actions.add_source(agency, name="  Реклама   в сети ", kind="other", by=head, at=AT)
    assert (made.code, made.name) == ("reklama-v-seti", "Реклама в сети")
    made = actions.rename_source(made, name="Контекст", kind="search", by=head, at=AT)
    assert (made.code, made.name, made.kind) == ("reklama-v-seti", "Контекст", "search")
    actions.fade_source(made, on=date(2026, 3, 1), by=head, at=AT)
    with pytest.raises(Refused):
        actions.retire_source(made, on=date(2026, 2, 1), by=head, at=AT)
    actions.retire_source(made, on=date(2026, 4, 1), by=head, at=AT)
    assert list(queries.sources())[-1].code == "reklama-v-seti"  # those in use stand first
    with pytest.raises(Refused):
        actions.fade_source(made, on=date(2026, 5, 1), by=head, at=AT)
    made = actions.bring_back_source(made, by=head, at=AT)
    assert (made.fading_on, made.retired_on) == (None, None)
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == [
        "sources.added", "sources.renamed", "sources.faded", "sources.retired", "sources.brought_back"]  # fmt: skip


def test_a_source_without_a_name_or_with_a_known_one_is_refused_and_others_may_not_add_any():
    head, anna, agency = make.person("head", "head"), make.person("anna", "am"), make.agency()
    ship_sources()
    for told in ({"name": " ", "kind": "other"}, {"name": "тендеры", "kind": "other"}, {"name": "Новый", "kind": "moon"}):
        with pytest.raises(Refused):
            actions.add_source(agency, **told, by=head, at=AT)
    with pytest.raises(Refused):
        actions.bring_back_source(Source.objects.get(code="search"), by=head, at=AT)
    with pytest.raises(NotYourDuty):
        actions.add_source(agency, name="Новый", kind="other", by=anna, at=AT)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_tab_opens_and_shows_money_only_to_who_keeps_it(client, language):
    sources = ship_sources()
    head = make.person("head", "head", language=language)
    actions.set_cost(sources["search"], month_on=date(2026, 2, 17), kopecks=77_700, by=head, at=AT)
    actions.write_down_event(make.agency(), name="Форум", audience="clients", held_on=date(2026, 2, 1), speaker=head, talk="Доклад",
                             hours=5, cost_kopecks=8_500_000, by=head, at=AT)  # fmt: skip
    for login, track, sees in (("head", "head", True), ("anna", "am", False), ("dev", "specialist", False)):
        client.force_login(make.person(login, track, language=language))
        for address in (*TABS, "/sources/speakers/head/"):
            page = client.get(address)
            assert page.status_code == 200, address
            assert sees or "₽" not in page.content.decode(), address
        assert ("85 000" in client.get("/sources/brand/").content.decode().replace("\xa0", " ")) is sees


def test_a_contact_finds_nothing_here(client):
    contact = make.person("client", "am", kind="contact")
    client.force_login(contact)
    assert [client.get(address).status_code for address in TABS] == [404] * len(TABS)
    assert client.post("/sources/names/", {"name": "Новый", "kind": "other"}).status_code == 404


def test_the_list_is_kept_by_the_page(client):
    source = ship_sources()["search"]
    client.force_login(make.person("anna", "am"))
    for address, told in (("names/", {"name": "Новый", "kind": "other"}), (f"{source.pk}/name/", {"name": "Новый", "kind": "other"}),
                          (f"{source.pk}/fading/", {"on": "2026-03-01"}), (f"{source.pk}/comeback/", {})):  # fmt: skip
        assert client.post(f"/sources/{address}", told).status_code == 403
    client.force_login(make.person("head", "head"))
    assert client.post("/sources/names/", {"name": "", "kind": "other"}).status_code == 422
    assert client.post("/sources/names/", {"name": "Тендеры", "kind": "other"}).status_code == 302
    assert client.post(f"/sources/{source.pk}/costs/", {"month_on": "2026-02-01", "rubles": "-1"}).status_code == 422
    assert client.post(f"/sources/{source.pk}/costs/", {"month_on": "2026-02-01", "rubles": "90 000,50"}).status_code == 302
    assert client.post(f"/sources/{source.pk}/fading/", {"on": "2026-02-01"}).status_code == 302
    assert client.post(f"/sources/{source.pk}/retirement/", {"on": "2026-03-01"}).status_code == 302
    kept = Source.objects.get(pk=source.pk)
    assert (kept.fading_on, kept.retired_on, kept.costs.get().kopecks) == (date(2026, 2, 1), date(2026, 3, 1), 9_000_050)
    assert client.post(f"/sources/{source.pk}/comeback/", {}).status_code == 302
    assert Source.objects.get(pk=source.pk).retired_on is None
    assert Source.objects.count() == 5
    stale = client.post(f"/sources/{source.pk}/name/", {"name": "Поиск", "kind": "search", "_version": "1"})
    assert stale.status_code == 412


@pytest.mark.parametrize("asked", ["?first=2026-05-01&last=2026-01-01", "?first=вчера", "?by=moon", "?last=9999-12-31", "?first=0001-01-01",
                                   "?group=%00&paint=x", "?first=2027-01-01"])  # fmt: skip
def test_a_period_that_is_none_breaks_no_page(client, asked):
    ship_sources()
    client.force_login(make.person("head", "head"))
    assert [client.get(f"/sources/{tab}{asked}").status_code for tab in ("", "search/", "mix/")] == [200] * 3


def test_the_page_costs_the_same_for_many_sources(client):
    client.force_login(make.person("head", "head"))
    counts = []
    for n in (3, 30):
        for k in range(n):
            Source.objects.create(code=f"s{n}-{k}", name=f"Источник {n} {k}", kind="search")
        client.get("/sources/")
        with CaptureQueriesContext(connection) as told:
            client.get("/sources/")
        counts.append(len(told))
    assert counts[0] == counts[1]
