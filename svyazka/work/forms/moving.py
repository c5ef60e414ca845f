"""What is typed about tasks moved and changed by many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.work.rules import TaskState


class MoveForm(forms.Form):
    """Into which column a card goes, and before which one there; before none is last, not said leaves it where it falls."""

    to = forms.ChoiceField(choices=TaskState)
    before = forms.IntegerField(min_value=1, max_value=2**62, required=False)


class ManyForm(forms.Form):
    """What is changed of every chosen task; what is left empty stays as it is."""

    assignee = forms.CharField(label=_("Assignee"), max_length=150, required=False)
    due_on = day_field(_("By the day"), required=False)
    stage_id = forms.IntegerField(label=_("Stage"), min_value=1, max_value=2**62, required=False)
    sprint_id = forms.IntegerField(label=_("Sprint"), min_value=1, max_value=2**62, required=False)

    def told(self) -> dict:
        """Return what of the tasks is to change; the sprint is told apart."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None) and name != "sprint_id"}


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
