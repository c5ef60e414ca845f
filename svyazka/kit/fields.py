"""Fields that people fill as they write: «40,5», «12 000», a day of the calendar."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import get_language

PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)  # digits only: no exponent, no NaN, no infinity


class NumberField(forms.DecimalField):
    """A number with a comma or a point, its thousands spaced or not."""

    def __init__(self, **more):
        more.setdefault("widget", forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**more)

    def to_python(self, value) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = value.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
            if value and not PLAIN.fullmatch(value):
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def prepare_value(self, value):
        """Draw a number as people write it: 119000, in Russian 40,5; what was typed stays as it was typed."""
        if not isinstance(value, Decimal):
            return value
        drawn = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
        return drawn if (get_language() or "ru").startswith("en") else drawn.replace(".", ",")


def day_field(label="", **more) -> forms.DateField:
    """Return the field of a day: browsers read a day only as 2026-03-16, whatever language the page speaks."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)
