"""Fields that the forms of the desk share: moments, roubles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField

MOMENT = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
ANY = ("", _("any"))


def kopecks(rubles) -> int | None:
    """Return roubles as whole kopecks; nothing typed stays nothing."""
    return None if rubles is None else int(rubles * 100)


def rubles(label, *, required=True) -> NumberField:
    """Return the field of a sum in roubles."""
    return NumberField(label=label, min_value=0, max_digits=14, decimal_places=2, required=required)
