"""What people type about prices."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import AREA, Rubles, _typed
from svyazka.kit.fields import day_field


class OfferForm(forms.Form):
    """The price offered to the client."""

    price_kopecks = Rubles(label=_("Price, ₽"), min_value=Decimal("0.01"))
    valid_until_on = day_field(_("Valid until"))


class AnswerForm(forms.Form):
    """What the client has said to the price."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(label=_("In the client's words"), required=False, max_length=1000, widget=AREA)


def suggested_offer(kopecks: int, day) -> OfferForm:
    """Return the offer's form with the estimate's total and a fortnight to think."""
    return OfferForm(initial={"price_kopecks": _typed(kopecks), "valid_until_on": day + timedelta(days=14)})
