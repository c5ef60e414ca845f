"""What people type about prices."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import AREA, Rubles, _typed
from svyazka.deals.rules import MOST_MESSAGE, AnsweredBy
from svyazka.kit.fields import NumberField, day_field


class OfferForm(forms.Form):
    """The price offered to the client: named, or the estimate's less a discount."""

    price_kopecks = Rubles(label=_("Price, ₽"), min_value=Decimal("0.01"), required=False)
    percent = NumberField(label=_("or the estimate's price less, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False)
    reason = forms.CharField(label=_("Why the price is lower"), required=False, max_length=1000)
    valid_until_on = day_field(_("Valid until"))
    message = forms.CharField(label=_("Words to the client"), required=False, max_length=MOST_MESSAGE, widget=AREA)

    def clean(self):
        """Return a price or a discount, not both."""
        told = super().clean()
        if told.get("percent"):
            told["price_kopecks"] = None
        elif not self.errors and told.get("price_kopecks") is None:
            raise forms.ValidationError(_("Name a price, or a discount in per cent."))
        return told


class AnswerForm(forms.Form):
    """What the client has said to the price, by what way, and which options they take."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    via = forms.ChoiceField(label=_("By what way"), choices=[row for row in AnsweredBy.choices if row[0] != AnsweredBy.PORTAL], required=False)
    reason = forms.CharField(label=_("In the client's words"), required=False, max_length=1000, widget=AREA)


def suggested_offer(kopecks: int, day, days: int) -> OfferForm:
    """Return the offer's form with the estimate's total and as many days to think as is usual."""
    return OfferForm(initial={"price_kopecks": _typed(kopecks), "valid_until_on": day + timedelta(days=days)})
