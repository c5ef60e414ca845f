"""Fields that several forms share."""

from datetime import datetime
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.clients.models import Engagement
from svyazka.kit.fields import NumberField
from svyazka.kit.memo import once
from svyazka.people.queries import staff
from svyazka.roles.queries.sight import who_sees


def hours_field(label, **more) -> NumberField:
    return NumberField(label=label, max_digits=8, decimal_places=2, min_value=Decimal("0.01"), **more)


def staff_choices() -> list[tuple[str, str]]:
    """Return the people a form offers; asked once in a request, as names alone: there may be hundreds."""
    return [("", "—"), *once("work.staff_choices", lambda: list(staff().values_list("username", "name")))]


def near_choices(engagement: Engagement, at: datetime) -> list[tuple[str, str]]:
    """Return the people who see the work: something of it can be theirs."""
    return [("", "—"), *once(("work.near_choices", engagement.pk), lambda: list(who_sees(engagement, at).values_list("username", "name")))]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000)
