"""Days off are approved while leads come, on a real database: whoever goes away is offered none of them."""

import pytest

from svyazka.leads.models import Lead, LeadOffer
from svyazka.leads.tests.test_routing_races import AT, ROUNDS, at_once, came, w  # noqa: F401
from svyazka.people.models import Absence
from svyazka.team.actions import approve_absence

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.engine]


def test_whoever_is_let_go_away_while_leads_come_holds_none(w):  # noqa: F811
    for n in range(ROUNDS // 10):
        absence = Absence.objects.create(person=w.anna, kind="vacation", starts_on=AT.date(), ends_on=AT.date(), requested_at=AT)
        said = at_once(*(lambda k=k, n=n: came(w, n * 10 + k) for k in range(3)), lambda absence=absence: approve_absence(absence, by=w.head, at=AT))
        assert said == ["done"] * 4
        assert not LeadOffer.objects.filter(state="offered", to=w.anna).exists(), n
        Absence.objects.filter(pk=absence.pk).update(state="cancelled")
        LeadOffer.objects.filter(state="offered").update(state="withdrawn", ended_at=AT)
        Lead.objects.filter(state="new").update(state="not_ours", closing_reason="следующие")
