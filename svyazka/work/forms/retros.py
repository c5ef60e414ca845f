"""What is typed at a look back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.kit.fields import day_field
from svyazka.work.forms.fields import staff_choices
from svyazka.work.rules import COLUMNS, RetroFormat


class RetroForm(forms.Form):
    format = forms.ChoiceField(label=_("Form"), choices=RetroFormat.choices)


class CardForm(forms.Form):
    column = forms.ChoiceField(label=_("Column"))
    text = forms.CharField(label=_("Thought"), max_length=1000)

    def __init__(self, *args, format, **more):
        super().__init__(*args, **more)
        self.fields["column"].choices = COLUMNS[format]


class ActionForm(forms.Form):
    text = forms.CharField(label=_("What will change"), max_length=1000)
    owner = forms.ChoiceField(label=_("Who does it"))
    due_on = day_field(_("By the day"))

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.fields["owner"].choices = staff_choices()


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), max_length=1000)
