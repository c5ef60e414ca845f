"""States of a direction: a refusal carries the day to come back."""

from datetime import date

import pytest

from svyazka.growth import rules


@pytest.mark.parametrize(
    ("state", "until", "count"),
    [("idea", None, 0), ("in_work", None, 0), ("refused", None, 1), ("refused", date(2026, 9, 1), 0), ("dancing", None, 1)],
)
def test_where_a_direction_may_go(state, until, count):
    assert len(rules.reasons_not_to_move(state=state, refused_until=until)) == count


def test_every_direction_has_a_code_of_its_own():
    codes = [code for code, _name in rules.DIRECTIONS]

    assert len(codes) == len(set(codes))
