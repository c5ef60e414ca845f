"""What is typed about a project: another promised day, why it drifts, what was done about it, why it is stopped."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.projects.rules import LONGEST_CAUSE


class PromiseForm(forms.Form):
    promised_on = day_field(_("Promised day"))
    reason = forms.CharField(label=_("Why the day moves"), max_length=1000)


class DriftForm(forms.Form):
    text = forms.CharField(label=_("What has been done about it"), max_length=1000)


class StopForm(forms.Form):
    reason = forms.CharField(label=_("Why the project is stopped"), max_length=1000)


class CauseForm(forms.Form):
    text = forms.CharField(label=_("Why it is late, in one line"), max_length=LONGEST_CAUSE)


class WarningForm(forms.Form):
    text = forms.CharField(label=_("What the client reads"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
