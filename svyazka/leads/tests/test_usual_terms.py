"""An agency that was founded before the order of offering gets the usual terms with the upgrade, and is told so."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from svyazka.leads.actions import set_terms
from svyazka.leads.models import TakerTerms
from svyazka.leads.rules import ANYBODY, ORDER
from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.leads.tests.test_pages import as_
from svyazka.people.models import Agency
from svyazka.people.queries import today

pytestmark = pytest.mark.django_db
begin_offering = import_module("svyazka.leads.migrations.0012_usual_terms_for_agencies_that_have_none").begin_offering


def rows() -> list[tuple]:
    return list(TakerTerms.objects.values_list("person", "most_open", "languages", "order", "starts_on", "made_by"))


def test_it_gets_the_terms_that_new_agencies_get_from_today_on():
    w, day = make.world(), today(timezone.now())
    begin_offering(apps, None)
    upgraded = rows()
    TakerTerms.objects.all().delete()
    ship_terms(starts_on=day)

    assert upgraded == rows() == [(None, ANYBODY.most_open, ["ru"], list(ORDER), day, None)]
    assert make.lead(w, at=timezone.now()).offers.get(state="offered").to in (w.anna, w.irina)


def test_terms_that_somebody_has_set_stay_and_where_there_is_no_agency_nothing_is_written():
    begin_offering(apps, None)
    assert rows() == [] and not Agency.objects.exists()
    w = make.world()
    set_terms(w.agency, most_open=3, by=w.head, at=timezone.now())
    before = rows()
    begin_offering(apps, None)
    assert rows() == before


def test_the_pages_say_that_the_terms_are_the_usual_ones_until_somebody_sets_others(client):
    w = make.world()
    begin_offering(apps, None)
    pages = [as_(client, w.head).get(url).content.decode() for url in ("/leads/routing/", "/leads/routing/terms/")]
    assert all("Это обычные условия" in page for page in pages)
    set_terms(w.agency, most_open=3, order=ORDER, by=w.head, at=timezone.now())
    assert "Это обычные условия" not in client.get("/leads/routing/").content.decode()
