"""Fields that several forms share."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.kit.memo import once
from svyazka.people.queries import staff


def hours_field(label, **more) -> NumberField:
    return NumberField(label=label, max_digits=8, decimal_places=2, min_value=Decimal("0.01"), **more)


def staff_choices() -> list[tuple[str, str]]:
    """Return the people a form offers; asked once in a request, as names alone: there may be hundreds."""
    return [("", "—"), *once("work.staff_choices", lambda: list(staff().values_list("username", "name")))]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000)
