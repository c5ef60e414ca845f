"""What people type about solution options and the choice among them."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.models import SolutionOption
from svyazka.briefs.rules import Risk
from svyazka.kit.fields import NumberField
from svyazka.kit.money import rubles

RANGES = ("hours", "weeks", "price")


def _amount(label, digits: int, places: int, most: int) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=most, max_digits=digits, decimal_places=places)


class OptionForm(forms.Form):
    """One way to answer a need; ranges are typed from and to, the price in roubles."""

    title = forms.CharField(label=_("Name of the option"), max_length=200)
    what = forms.CharField(label=_("What it is"), max_length=5000, help_text=_("A line a thing: each line becomes a clause once the option is chosen."),
                           widget=forms.Textarea({"rows": 4}))  # fmt: skip
    lacks = forms.CharField(label=_("What it does not give"), max_length=5000, required=False, widget=forms.Textarea({"rows": 2}),
                            help_text=_("A line a thing: each becomes a “will not”."))  # fmt: skip
    hours_low = _amount(_("Hours, from"), 8, 2, 100_000)
    hours_high = _amount(_("Hours, to"), 8, 2, 100_000)
    weeks_low = _amount(_("Weeks, from"), 5, 1, 1_000)
    weeks_high = _amount(_("Weeks, to"), 5, 1, 1_000)
    price_low = _amount(_("Price from, ₽"), 13, 2, 10**10)
    price_high = _amount(_("Price to, ₽"), 13, 2, 10**10)
    risk = forms.ChoiceField(label=_("Risk"), choices=Risk)
    risk_why = forms.CharField(label=_("What may go wrong"), max_length=1000, required=False)

    def told(self) -> dict:
        """Return the option as the action takes it."""
        said = self.cleaned_data
        ranges = {name: (said[f"{name}_low"], said[f"{name}_high"]) for name in RANGES}
        prices = tuple(int(amount * 100) for amount in ranges.pop("price"))
        return {**{name: said[name] for name in ("title", "what", "lacks", "risk", "risk_why")}, **ranges, "price_kopecks": prices}


def form_of_option(option: SolutionOption, **more) -> OptionForm:
    """Return the form that repeats an option."""
    prices = {f"price_{end}": rubles(getattr(option, f"price_{end}_kopecks")) for end in ("low", "high")}
    names = (name for name in OptionForm.base_fields if name not in prices)
    return OptionForm(initial={**{name: _plain(getattr(option, name)) for name in names}, **{name: _plain(sum_) for name, sum_ in prices.items()}}, **more)


def _plain(value):
    """Return a number without trailing zeros, anything else as it is."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class PickForm(forms.Form):
    """Why this option, why there is no other, and which choice was seen as the live one."""

    reason = forms.CharField(label=_("Why this one"), max_length=5000, widget=forms.Textarea({"rows": 2}))
    alone_because = forms.CharField(label=_("Why there is no other option"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}))
    instead_of = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class AgreementForm(forms.Form):
    """Yes, or no with the reason."""

    agreed = forms.TypedChoiceField(choices=[("yes", _("Agree")), ("no", _("Do not agree"))], coerce=lambda said: said == "yes")
    reason = forms.CharField(label=_("Reason"), max_length=5000, required=False)


class WithdrawalForm(forms.Form):
    """Why an option goes off the table."""

    reason = forms.CharField(max_length=1000, required=False)
