"""Days off that are approved take away the offers of leads that the person could not answer."""

from datetime import timedelta

import pytest

from svyazka.leads.steps import ship_terms
from svyazka.leads.tests import make
from svyazka.roles.tests.make import LONG_AGO
from svyazka.team.actions import approve_absence, request_absence

pytestmark = pytest.mark.django_db
AT = make.MONDAY


@pytest.mark.parametrize(("starts_in", "moved"), [(0, True), (1, True), (9, False)])
def test_the_offers_to_whose_days_off_are_approved_go_to_the_next_at_once(starts_in, moved):
    w = make.world()
    ship_terms(starts_on=LONG_AGO)
    lead, day = make.lead(w), AT.date()
    absence = request_absence(w.anna, kind="vacation", starts_on=day + timedelta(days=starts_in), ends_on=day + timedelta(days=20), by=w.anna, at=AT)
    assert lead.offers.get(state="offered").to == w.anna

    approve_absence(absence, by=w.head, at=AT)

    assert lead.offers.get(state="offered").to == (w.irina if moved else w.anna)
