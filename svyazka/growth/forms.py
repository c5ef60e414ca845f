"""What a person types about a client's development."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.growth.rules import CellState


class IdeaForm(forms.Form):
    """An idea in a direction."""

    direction = forms.SlugField(label=_("Direction"))
    text = forms.CharField(label=_("Idea"), widget=forms.Textarea({"rows": 2}), max_length=5000)


class CellForm(forms.Form):
    """A direction's state."""

    direction = forms.SlugField(label=_("Direction"))
    state = forms.ChoiceField(label=_("State"), choices=CellState.choices)
    goal = forms.CharField(label=_("Goal"), max_length=500, required=False)
    next_on = forms.DateField(label=_("Next step on"), required=False)
    refused_until = forms.DateField(label=_("Come back on"), required=False)


class AnswerForm(forms.Form):
    """An answer to the author of an idea."""

    text = forms.CharField(label=_("Answer"), max_length=1000)
