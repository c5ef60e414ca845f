"""Hours that are free: the norm of those who do the work, less absences and plans; never below nothing."""

from datetime import date
from decimal import Decimal

import pytest

from svyazka.kit import worth
from svyazka.people.models import Absence
from svyazka.roles.tests import make
from svyazka.team import queries

pytestmark = pytest.mark.django_db
MONDAY, NEXT = date(2026, 3, 16), date(2026, 3, 23)


def test_the_norm_of_specialists_counts_and_absences_and_plans_are_taken_off(monkeypatch):
    dev, design = make.person("dev", "specialist"), make.person("design", "specialist")
    make.person("anna", "am"), make.person("head", "head")
    assert worth.free_hours(MONDAY, NEXT) == 80
    Absence.objects.create(person=dev, kind="vacation", starts_on=MONDAY, ends_on=date(2026, 3, 17), state="approved", requested_at=make.MONDAY)
    assert worth.free_hours(MONDAY, NEXT) == 64
    monkeypatch.setattr(queries, "planned_weeks", lambda people, first, weeks: {design.pk: {MONDAY: Decimal(10), NEXT: Decimal(100)}})
    assert worth.free_hours(MONDAY, NEXT) == 54
    assert worth.free_hours(MONDAY, date(2026, 3, 30)) == 54 + 40  # a week planned over its norm is free by nothing
    assert worth.free_hours(date(2026, 3, 18), NEXT) == 24 + 24 - 6  # plans of a week that is cut count by its part
    assert worth.free_hours(NEXT, MONDAY) == 0
