"""What a person types about the rules of motivation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import NumberField, day_field


class RuleForm(forms.Form):
    """Another per cent from a day on."""

    percent = NumberField(label=_("Per cent"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    starts_on = day_field(_("From the day"))
