"""A client sees how much of the hours they have bought is used: totals alone, and the notes whatever the agency shows."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from svyazka.briefs.tests.test_pages import as_
from svyazka.deals import actions
from svyazka.deals.tests import make
from svyazka.deals.tests.make import MONDAY
from svyazka.kit import spent
from svyazka.people.models import Person
from svyazka.roles.tests.make import bearer

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked(monkeypatch):
    days: dict[date, Decimal] = {}
    monkeypatch.setattr(spent, "_spent", lambda keys, first, last: {key: {d: h for d, h in days.items() if first <= d <= last} for key in keys})
    with time_machine.travel(MONDAY, tick=False):
        yield days


def shown(w, contract, shows_hours: bool) -> None:
    actions.set_switches(contract, places_ads=False, shows_hours=shows_hours, warns_client=False, by=w.anna, at=MONDAY)


@pytest.mark.parametrize(("kind", "word"), [("tm", "ориентировочной стоимости"), ("tm_capped", "предельной стоимости")])
def test_sold_time_is_told_in_hours_and_by_month(client, worked, kind, word):
    w = make.world()
    contract, account = make.signed(w, kind=kind), make.client_of(w)
    worked |= {date(2026, 2, 27): Decimal(40), date(2026, 3, 2): Decimal("68.5")}
    shown(w, contract, True)
    as_(client, account)
    page = client.get(f"/portal/contracts/{contract.pk}/").content.decode().replace("\xa0", " ")
    for told in (word, "108,5 ч из 120 ч", "325 500 ₽ из 360 000 ₽", "февраль 2026", "68,5 ч"):
        assert told in page
    inner = Person.objects.filter(kind="staff").exclude(pk=w.anna.pk).values_list("name", flat=True)
    assert inner and not [name for name in inner if name in page]
    told = client.get(f"/api/v1/portal/contracts/{contract.pk}", headers=bearer(account)).json()["hours"]
    assert (told["passed_percent"], told["percent"], told["used"], told["limit"]) == (90, 90, "108.5", "120")
    assert [(one["month_on"], one["hours"]) for one in told["months"]] == [("2026-03-01", "68.5"), ("2026-02-01", "40")]


def test_where_hours_are_not_shown_only_the_promised_note_is(client, worked):
    w = make.world()
    contract, account = make.signed(w, kind="tm_capped"), make.client_of(w)
    shown(w, contract, False)
    as_(client, account)
    worked[date(2026, 3, 2)] = Decimal(60)
    assert "предельной стоимости договора" not in client.get(f"/portal/contracts/{contract.pk}/").content.decode()
    worked[date(2026, 3, 2)] = Decimal(90)
    page = client.get(f"/portal/contracts/{contract.pk}/").content.decode().replace("\xa0", " ")
    assert "Использовано 75 % предельной стоимости" in page and "90 ч" not in page
    told = client.get(f"/api/v1/portal/contracts/{contract.pk}", headers=bearer(account)).json()["hours"]
    assert told == {"passed_percent": 70, "percent": 75}


def test_a_fixed_price_tells_no_hours(client, worked):
    w = make.world()
    contract, account = make.signed(w), make.client_of(w)
    worked[date(2026, 3, 2)] = Decimal(90)
    told = client.get(f"/api/v1/portal/contracts/{contract.pk}", headers=bearer(account)).json()["hours"]
    assert told == {"passed_percent": None, "percent": None}
