"""What a person types about an absence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.people.rules import AbsenceKind


class AbsenceForm(forms.Form):
    """Days off."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AbsenceKind.choices)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class RefusalForm(forms.Form):
    """Why days off are declined."""

    reason = forms.CharField(label=_("Why the days off are declined"), max_length=500)
