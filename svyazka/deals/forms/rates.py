"""What the head types about rates and terms."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.deals.forms.rows import Rubles
from svyazka.deals.rules import Term
from svyazka.kit.fields import NumberField, day_field
from svyazka.kit.selects import LongSelect
from svyazka.people.models import Specialism
from svyazka.people.queries import staff

KOPECK = Decimal("0.01")


class RateForm(forms.Form):
    """What an hour of a specialism is sold for and costs, from a day on."""

    specialism = forms.ChoiceField(label=_("Specialism"))
    price_kopecks = Rubles(label=_("An hour is sold for, ₽"), min_value=KOPECK)
    cost_kopecks = Rubles(label=_("An hour costs, ₽"), min_value=KOPECK)
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["specialism"].choices = [(s.code, s.name) for s in Specialism.objects.order_by("pk")]


class PersonRateForm(forms.Form):
    """What an hour of one person costs, from a day on."""

    person = forms.ChoiceField(label=_("Person"), widget=LongSelect)
    cost_kopecks = Rubles(label=_("An hour costs, ₽"), min_value=KOPECK)
    starts_on = day_field(_("From the day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(p.username, p.name) for p in staff()]


class TermForm(forms.Form):
    """A term of deals, from a day on."""

    code = forms.ChoiceField(label=_("Which term"), choices=Term.choices)
    value = NumberField(label=_("Value"), min_value=0, max_value=1000, max_digits=8, decimal_places=2)
    starts_on = day_field(_("From the day"))
