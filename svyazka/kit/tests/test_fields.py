"""Numbers are taken as people write them; a day is drawn as browsers read it."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms import ValidationError
from django.utils import translation

from svyazka.kit.fields import NumberField, day_field


@pytest.mark.parametrize("typed", ["12000,5", "12 000,5", "12\u00a0000.5", " 12000.50 "])
def test_a_number_is_read_as_it_is_written(typed):
    assert NumberField(max_digits=10, decimal_places=2).clean(typed) == Decimal("12000.5")


@pytest.mark.parametrize("typed", ["сорок", "1,2,3", "NaN", "1e400", "--1"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValidationError):
        NumberField(max_digits=10, decimal_places=2).clean(typed)


def test_a_day_is_drawn_as_browsers_read_it_whatever_language_the_page_speaks():
    class Form(forms.Form):
        due_on = day_field("By the day")

    for language in ("ru", "en"):
        with translation.override(language):
            assert 'type="date"' in str(Form(initial={"due_on": date(2026, 3, 16)})["due_on"])
            assert 'value="2026-03-16"' in str(Form(initial={"due_on": date(2026, 3, 16)})["due_on"])


@pytest.mark.parametrize(("number", "english", "russian"), [("119000.00", "119000", "119000"), ("40.50", "40.5", "40,5"), ("0.00", "0", "0"), ("100", "100", "100")])
def test_a_number_is_drawn_as_people_write_it(number, english, russian):
    for language, drawn in (("en", english), ("ru", russian)):
        with translation.override(language):
            assert NumberField().prepare_value(Decimal(number)) == drawn
    assert NumberField().prepare_value("12 000,5") == "12 000,5", "what was typed stays as it was typed"
