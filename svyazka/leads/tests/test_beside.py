"""What is added beside the agency leaves the agency as it was; what changes the agency moves its version on."""

from datetime import time

import pytest

from svyazka.leads.tests import make
from svyazka.people.actions import change_agency
from svyazka.people.models import Agency

pytestmark = pytest.mark.django_db


def test_a_lead_that_comes_does_not_make_an_open_form_of_the_agency_stale():
    w = make.world()
    before = Agency.objects.get().version
    make.lead(w)
    assert Agency.objects.get().version == before


def test_a_change_of_the_agency_moves_its_version_on():
    w = make.world()
    before = Agency.objects.get().version
    change_agency(w.agency, name="Старта и друзья", zone="Asia/Krasnoyarsk", opens=time(9), closes=time(18), by=w.head, at=make.MONDAY)
    assert Agency.objects.get().version == before + 1
