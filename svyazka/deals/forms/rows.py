"""What the forms of deals share: sums typed in roubles, reasons."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField

AREA = forms.Textarea(attrs={"rows": 3})


class Rubles(NumberField):
    """A sum typed in roubles, with spaces and a comma as people write it; told in kopecks."""

    def __init__(self, **kwargs):
        super().__init__(max_digits=14, decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value):
        """Read the sum as a decimal."""
        return super().to_python("".join(str(value or "").split()).replace(",", ".") or None)

    def clean(self, value):
        """Return whole kopecks."""
        rubles = super().clean(value)
        return None if rubles is None else int(rubles * 100)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=AREA)


def _typed(kopecks: int) -> str:
    return format((Decimal(kopecks) / 100).quantize(Decimal("0.01")), "f")
