"""What is typed about a project: another promised day, what was done about a drift, why it is stopped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field


class PromiseForm(forms.Form):
    promised_on = day_field(_("Promised day"))
    reason = forms.CharField(label=_("Why the day moves"), max_length=1000)


class DriftForm(forms.Form):
    text = forms.CharField(label=_("What has been done about it"), max_length=1000)


class StopForm(forms.Form):
    reason = forms.CharField(label=_("Why the project is stopped"), max_length=1000)
