"""Numbers of a legal entity, hours of a day and a week, profiles of VAT: each wrong one has its reason."""

from datetime import date, time
from decimal import Decimal

import pytest

from svyazka.people import rules

RIGHT = {"name": "ООО «Старта»", "inn": "7707083893", "kpp": "773601001", "ogrn": "1027700132195", "bik": "044525225",
         "account": "40702810900000000001", "correspondent_account": "30101810400000000225"}  # fmt: skip


def test_a_right_entity_has_no_reasons():
    assert rules.reasons_not_an_entity(**{**RIGHT, "account": ""}) == []
    assert rules.reasons_not_an_entity(name="ИП Волков", inn="500100732259") == []


def test_an_entity_has_a_name_and_right_numbers():
    assert len(rules.reasons_not_an_entity(**{**RIGHT, "account": "", "name": ""})) == 1
    assert len(rules.reasons_not_an_entity(**{**RIGHT, "account": "", "inn": ""})) == 1
    assert len(rules.reasons_not_an_entity(**{**RIGHT, "account": "", "ogrn": "1027700132196"})) == 1
    assert len(rules.reasons_not_an_entity(**{**RIGHT, "bik": ""})) == 1


@pytest.mark.parametrize(
    ("hours", "reasons"),
    [((8, 9, 10, 11), 1), ((8,) * 7, 0), ((25, 0, 0, 0, 0, 0, 0), 1), ((-1, 0, 0, 0, 0, 0, 0), 1), ((0,) * 7, 0)],
)
def test_a_week_has_seven_days_of_at_most_24_hours(hours, reasons):
    assert len(rules.reasons_not_a_norm([Decimal(one) for one in hours])) == reasons


@pytest.mark.parametrize(
    ("hours", "reasons"),
    [(("09:00", "18:00", "13:00", "14:00"), 0), (("09:00", "18:00", "", ""), 0), (("18:00", "09:00", "", ""), 1),
     (("09:00", "18:00", "13:00", ""), 1), (("09:00", "18:00", "08:00", "14:00"), 1), (("09:00", "18:00", "14:00", "13:00"), 1)],
)  # fmt: skip
def test_the_lunch_lies_inside_of_the_day(hours, reasons):
    assert len(rules.reasons_not_a_day(*(time.fromisoformat(one) if one else None for one in hours))) == reasons


@pytest.mark.parametrize(
    ("told", "reasons"),
    [({"vat_mode": "included", "vat_percent": Decimal(22)}, 0), ({"vat_mode": "included", "vat_percent": None}, 1),
     ({"vat_mode": "none", "vat_percent": None, "basis": "п. 1 ст. 145 НК РФ"}, 0), ({"vat_mode": "none", "vat_percent": None}, 1),
     ({"vat_mode": "none", "vat_percent": Decimal(22), "basis": "x"}, 1), ({"vat_mode": "some", "vat_percent": None}, 1),
     ({"vat_mode": "included", "vat_percent": Decimal(5), "last_starts_on": date(2026, 1, 1)}, 1)],
)  # fmt: skip
def test_vat_stands_with_its_per_cent_or_its_basis(told, reasons):
    told = {"basis": "", "starts_on": date(2026, 1, 1), "last_starts_on": None} | told

    assert len(rules.reasons_not_a_tax(**told)) == reasons
