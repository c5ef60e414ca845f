"""Nothing is never zero, and few are never compared."""

import pytest

from svyazka.pulse.rules import ENOUGH, Figure, enough, middle, rate


def test_of_nothing_there_is_no_figure():
    assert (middle([]), rate(0, 0)) == (Figure(None, 0), Figure(None, 0))


def test_the_median_and_the_share_say_how_many_they_rest_on():
    assert (middle([1, 5, 2]), rate(1, 3)) == (Figure(2, 3), Figure(33.3, 3))


@pytest.mark.parametrize(("before", "after", "compared"), [(ENOUGH, ENOUGH, True), (ENOUGH - 1, ENOUGH, False), (ENOUGH, 0, False)])
def test_few_are_not_compared(before, after, compared):
    assert enough(Figure(1.0, before), Figure(1.0, after)) is compared
