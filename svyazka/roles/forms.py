"""What a person types about schemes and seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.roles.rules import Scope


class CopyForm(forms.Form):
    """A name for the copy; another code makes it the agency's own hybrid."""

    name = forms.CharField(label=_("Name of the copy"), max_length=200)
    code = forms.SlugField(label=_("Code"), max_length=40)


class SwitchForm(forms.Form):
    """Where the scheme is to rule and from when."""

    scope = forms.ChoiceField(label=_("For"), choices=Scope.choices)
    scope_id = forms.IntegerField(label=_("Number of the engagement, client or department"), required=False, min_value=0)
    starts_at = forms.DateTimeField(label=_("From"), required=False, widget=forms.DateTimeInput({"type": "datetime-local"}))
    reason = forms.CharField(label=_("Why"), max_length=500, required=False)


class SeatForm(forms.Form):
    """Whom to seat where."""

    seat = forms.SlugField(label=_("Seat"), max_length=40)
    login = forms.CharField(label=_("Person"), max_length=150)
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class AskForm(forms.Form):
    """What to ask of whom."""

    duty = forms.CharField(max_length=40)
    login = forms.CharField(max_length=150, required=False)
    engagement = forms.IntegerField(required=False, min_value=1)
    note = forms.CharField(label=_("What is needed"), max_length=1000, required=False)
    url = forms.CharField(max_length=300, required=False)


class AnswerForm(forms.Form):
    """An answer to a colleague."""

    agreed = forms.TypedChoiceField(choices=[("1", _("Done")), ("0", _("No"))], coerce=lambda value: value == "1")
    answer = forms.CharField(label=_("A word about it"), max_length=1000, required=False)
