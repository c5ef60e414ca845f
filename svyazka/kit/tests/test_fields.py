"""Numbers are taken as people write them."""

from decimal import Decimal

import pytest
from django.forms import ValidationError

from svyazka.kit.fields import NumberField


@pytest.mark.parametrize("typed", ["12000,5", "12 000,5", "12\u00a0000.5", " 12000.50 "])
def test_a_number_is_read_as_it_is_written(typed):
    assert NumberField(max_digits=10, decimal_places=2).clean(typed) == Decimal("12000.5")


@pytest.mark.parametrize("typed", ["сорок", "1,2,3", "NaN", "1e400", "--1"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField(max_digits=10, decimal_places=2).clean(typed)
