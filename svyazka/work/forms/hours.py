"""What is typed about hours."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.work.forms.fields import hours_field


class HoursForm(forms.Form):
    worked_on = day_field(_("Day of work"))
    hours = hours_field(_("Hours"), max_value=24)
    note = forms.CharField(label=_("What was done"), max_length=500, required=False)


class WeekForm(forms.Form):
    week_on = forms.DateField()


class WeekCheckForm(forms.Form):
    """A person's week on a project: confirmed, or given back."""

    project = forms.IntegerField(min_value=1)
    person = forms.IntegerField(min_value=1)
    week_on = forms.DateField()
    passed = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda value: value == "1")
    reason = forms.CharField(required=False, max_length=500)
