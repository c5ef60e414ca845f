"""What a person types about sources and events."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField
from svyazka.sources.rules import Audience


def day_field(label, **more) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


class CostForm(forms.Form):
    """What a source cost in a month, in roubles."""

    month_on = day_field(_("Any day of the month"))
    rubles = NumberField(label=_("Cost, ₽"), min_value=0, max_digits=14, decimal_places=2)

    def told(self) -> dict:
        """Return the month and whole kopecks."""
        return {"month_on": self.cleaned_data["month_on"], "kopecks": int(self.cleaned_data["rubles"] * 100)}


class RetireForm(forms.Form):
    """From which day a source is not used any more."""

    on = day_field(_("Not used from"))


class EventForm(forms.Form):
    """A forum, a conference, an evening of one's own."""

    name = forms.CharField(label=_("Event"), max_length=300)
    held_on = day_field(_("Date"))
    audience = forms.ChoiceField(label=_("Audience"), choices=Audience.choices)
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    talk = forms.CharField(label=_("Our talk"), max_length=300, required=False)
    people_met = forms.IntegerField(label=_("People met"), min_value=0, max_value=100_000, initial=0)
    rubles = NumberField(label=_("Cost, ₽"), min_value=0, max_digits=14, decimal_places=2, initial=Decimal(0))

    def told(self) -> dict:
        """Return the event with its cost in whole kopecks."""
        told = dict(self.cleaned_data)
        rubles = told.pop("rubles")
        return {**told, "cost_kopecks": int(rubles * 100)}
