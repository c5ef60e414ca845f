"""What is typed to plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field


class ScheduleForm(forms.Form):
    deadline_on = day_field(_("Deadline"), required=False)
    anew = forms.BooleanField(required=False)
