"""What people type about an interview on needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from svyazka.briefs.rules import Service


class BeginForm(forms.Form):
    """About which service, with whom, when."""

    service = forms.ChoiceField(label=_("Service"), choices=Service, widget=forms.RadioSelect)
    contact = forms.TypedChoiceField(label=_("With whom"), coerce=int, empty_value=None, required=False)
    held_at = forms.DateTimeField(
        label=_("When"), help_text=_("By your own clock; a talk that was held already is written down here too."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip

    def __init__(self, *args, contacts=(), **kwargs):
        super().__init__(*args, **kwargs)
        people = [(one.pk, f"{one.name or one.email or one.phone}{', ' + one.position if one.position else ''}") for one in contacts]
        self.fields["contact"].choices = [*people, ("", _("somebody not written down"))]


class SaidForm(forms.Form):
    """What was answered; a press on “asked, no answer” says that there was none."""

    text = forms.CharField(max_length=20000, required=False)
    asked = forms.BooleanField(required=False)


class DropForm(forms.Form):
    """Why the talk did not come about."""

    reason = forms.CharField(label=_("Why it did not come about"), max_length=1000, required=False)
