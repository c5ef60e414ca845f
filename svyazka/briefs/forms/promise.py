"""What people type about promises."""

from django import forms

from svyazka.briefs.rules import PromiseKind
from svyazka.kit.fields import day_field
from svyazka.kit.rows import Row


class PromiseRow(Row):
    """A promise made to the client."""

    kind = forms.ChoiceField(choices=PromiseKind)
    text = forms.CharField(max_length=5000)
    due_on = day_field(required=False)


class OutcomeForm(forms.Form):
    """How a given promise ended."""

    outcome = forms.ChoiceField(choices=[("kept", ""), ("changed", ""), ("broken", "")])
    reason = forms.CharField(required=False, max_length=2000)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(required=False, max_length=2000)
