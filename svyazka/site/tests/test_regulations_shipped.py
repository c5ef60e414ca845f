"""Regulations that an agency begins with name duties and acts that are there."""

from svyazka.kit.guard import DOORS, DUTIES
from svyazka.site import urls  # noqa: F401  every room's doors are registered
from svyazka.work.rules.regulation import BEGINNINGS, MOST_STEPS, shipped


def test_what_is_shipped_names_duties_and_acts_that_are_there():
    assert set(BEGINNINGS) <= set(DOORS)
    for duty, row in shipped().items():
        assert set(row["starts_by"]) <= set(BEGINNINGS), "what ships is offered on the page"
        assert duty in DUTIES and set(row["starts_by"]) <= set(DOORS), duty
        assert 1 <= len(row["steps"]) <= MOST_STEPS
