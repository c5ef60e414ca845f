"""Sources: their line of figures, the mix, who may write costs and events."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from svyazka.kit.errors import NotYourDuty, Refused
from svyazka.roles.tests import make
from svyazka.sources import actions, queries
from svyazka.sources.models import OutreachEvent, Source
from svyazka.sources.rules import cheque, mix_of, share
from svyazka.sources.steps import ship_sources

AT = make.MONDAY
EVENT = {"name": "Форум", "held_on": "2026-02-01", "audience": "clients", "talk": "Сайт завода", "people_met": "12", "rubles": "85000"}


def test_figures():
    assert (cheque(300, 2), cheque(0, 0), share(1, 3), share(0, 0)) == (150, None, 33, 0)
    years = mix_of({(2025, "Холодные продажи", True): 1, (2026, "Поиск", False): 3, (2026, "Тендеры", False): 1})
    assert [year["year"] for year in years] == [2026, 2025]
    assert [(part["name"], part["share"]) for part in years[0]["parts"]] == [("Поиск", 75), ("Тендеры", 25)]


@pytest.mark.django_db
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


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_page_shows_money_only_to_who_keeps_it(client, language):
    ship_sources()
    for login, track, sees in (("head", "head", True), ("anna", "am", False)):
        person = make.person(login, track, language=language)
        client.force_login(person)
        page = client.get("/sources/")
        assert page.status_code == 200 and (("₽" in page.content.decode()) is sees)


@pytest.mark.django_db
def test_costs_events_and_retirement_by_the_page(client):
    source = ship_sources()["search"]
    client.force_login(make.person("anna", "am"))
    assert client.post("/sources/events/", EVENT).status_code == 403 and not OutreachEvent.objects.exists()
    client.force_login(make.person("head", "head"))
    assert client.post("/sources/events/", EVENT).status_code == 302
    assert OutreachEvent.objects.get().cost_kopecks == 8_500_000
    assert client.post(f"/sources/{source.pk}/costs/", {"month_on": "2026-02-01", "rubles": "-1"}).status_code == 422
    assert client.post(f"/sources/{source.pk}/costs/", {"month_on": "2026-02-01", "rubles": "90000"}).status_code == 302
    assert client.post(f"/sources/{source.pk}/retirement/", {"on": "2026-03-01"}).status_code == 302
    assert Source.objects.get(pk=source.pk).retired_on == date(2026, 3, 1)


@pytest.mark.django_db
def test_the_page_costs_the_same_for_many_sources(client):
    client.force_login(make.person("head", "head"))
    counts = []
    for n in (3, 30):
        for k in range(n):
            Source.objects.create(code=f"s{n}-{k}", name=f"Источник {k}", kind="search")
        client.get("/sources/")
        with CaptureQueriesContext(connection) as told:
            client.get("/sources/")
        counts.append(len(told))
    assert counts[0] == counts[1]
