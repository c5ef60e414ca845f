"""What is typed about tasks moved and changed by many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.work.rules import TaskState


class MoveForm(forms.Form):
    """Into which column a card goes, out of which, and before which one there; before none is last, not said leaves it where it falls."""

    to = forms.ChoiceField(choices=TaskState)
    was = forms.ChoiceField(choices=TaskState, required=False)
    before = forms.IntegerField(min_value=1, max_value=2**62, required=False)


class ManyForm(forms.Form):
    """What is changed of every chosen task; what is left empty stays as it is."""

    assignee = forms.CharField(label=_("Assignee"), max_length=150, required=False)
    due_on = day_field(_("By the day"), required=False)
    no_day = forms.BooleanField(label=_("Without a day"), required=False)
    stage_id = forms.IntegerField(label=_("Stage"), min_value=1, max_value=2**62, required=False)
    sprint_id = forms.IntegerField(label=_("Sprint"), min_value=1, max_value=2**62, required=False)

    def clean(self) -> dict:
        if self.cleaned_data.get("no_day") and self.cleaned_data.get("due_on"):
            raise forms.ValidationError(_("Either a day or none: choose one."))
        return self.cleaned_data

    def told(self) -> dict:
        """Return what of the tasks is to change; the sprint is told apart."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in ("", None) and name not in ("sprint_id", "no_day")}
        return told | ({"due_on": None} if self.cleaned_data["no_day"] else {})


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
