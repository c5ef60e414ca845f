"""An amendment of before is one that both have signed, on the day it was written down where the agency works."""

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.db import connection

from svyazka.deals.models import Amendment
from svyazka.deals.tests import make
from svyazka.roles.models import DutyGrant

pytestmark = pytest.mark.django_db


def test_amendments_of_before_are_signed():
    w = make.world()
    contract, late = make.signed(w), datetime(2026, 3, 2, 20, 0, tzinfo=UTC)  # the third, in Krasnoyarsk
    kept = Amendment.objects.create(contract=contract, engagement=w.engagement, number=1, reason="блог", made_by=w.anna, made_at=late)
    operation = import_module("svyazka.deals.migrations.0008_the_life_of_a_contract").Migration.operations[-1]

    with connection.cursor() as cursor:
        cursor.execute(operation.sql)

    kept.refresh_from_db()
    assert (kept.state, kept.signed_on) == ("signed", date(2026, 3, 3))


def test_schemes_of_before_let_the_client_answer():
    from django.apps import apps

    make.world()
    before = set(DutyGrant.objects.filter(duty="contract.answer").values_list("scheme__code", "seat", "raci"))
    DutyGrant.objects.filter(duty="contract.answer").delete()

    import_module("svyazka.deals.migrations.0009_clients_answer_to_contracts").give_the_duty(apps, None)

    assert set(DutyGrant.objects.filter(duty="contract.answer").values_list("scheme__code", "seat", "raci")) == before and len(before) == 8
